import { expect, test } from 'vitest';
import { readAddress, shown } from './address';
import { fileBehindPage } from './known-pages';

const SECURE = 'https://page.test';

function failureOf(address: string, origin = SECURE): unknown {
  try {
    return readAddress(address, origin).href;
  } catch (thrown) {
    return thrown;
  }
}

test.each([
  ['x.csv', '“x.csv” is not an address.', 'An address begins with https://'],
  ['', '“” is not an address.', 'An address begins with https://'],
  ['https://', '“https://” is not an address.', 'An address begins with https://'],
  ['s3://b/x.csv', 'The address s3://b/x.csv begins with s3: and cannot be fetched', 'https://<bucket>.s3.'],
  ['gs://b/x.csv', 'begins with gs:', 'https://storage.googleapis.com/'],
  ['hf://datasets/o/n/x.csv', 'begins with hf:', 'https://huggingface.co/datasets/'],
  ['ftp://h/x.csv', 'begins with ftp:', 'no longer speak ftp'],
  ['file:///x.csv', 'begins with file:', 'Drop the file on the page'],
  ['gopher://h/x', 'begins with gopher:', 'Give an https: address'],
  ['http://h.test/x.csv?a', 'The address http://h.test/x.csv?… is one of http:', 'Try https://h.test/x.csv?…'],
  ['https://me:5ecret@h.test/x.csv', "has a user's name or password in it", 'an Authorization header'],
])('%s is refused', (address, message, hint) => {
  expect(failureOf(address)).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: expect.stringContaining(message) as string,
      hint: expect.stringContaining(hint) as string,
    },
  });
});

test('a password is not repeated', () => {
  expect(JSON.stringify(failureOf('https://me:5ecret@h.test/x.csv'))).not.toContain('5ecret');
});

test.each([
  ['http://h.test/x.csv', 'http://page.test'],
  ['http://localhost:8080/x.csv', SECURE],
  ['http://127.0.0.1/x.csv', SECURE],
  ['http://[::1]/x.csv', SECURE],
  ['https://h.test/ü x.csv', SECURE],
  ['HTTPS://H.test/x.csv', SECURE],
])('%s is one for a page of %s', (address, origin) => {
  expect(failureOf(address, origin)).toBe(new URL(address).href);
});

test('a host that only begins as the own machine is another', () => {
  expect(failureOf('http://127.0.0.1.evil.test/x.csv')).toMatchObject({ detail: { code: 'HTTP_ERROR' } });
  expect(failureOf('http://localhost.evil.test/x.csv')).toMatchObject({ detail: { code: 'HTTP_ERROR' } });
});

test('addresses in sentences are short, and without what may be a signature', () => {
  expect(shown('https://h/x.csv?sig=1#a')).toBe('https://h/x.csv?…');
  expect(shown('https://h/x.csv#a')).toBe('https://h/x.csv');
  expect(shown('https://h/x\ny?a\nb')).toBe('https://h/x\ny?…');
  expect(shown(`https://h/${'x'.repeat(500)}`)).toHaveLength(200);
});

test.each([
  ['https://github.com/o/r/blob/main/a/x.csv', 'https://raw.githubusercontent.com/o/r/main/a/x.csv'],
  ['https://gist.github.com/me/0a1b2c', 'https://gist.githubusercontent.com/me/0a1b2c/raw'],
  ['https://gitlab.com/g/s/r/-/blob/main/x.csv', 'https://gitlab.com/g/s/r/-/raw/main/x.csv'],
  [
    'https://huggingface.co/datasets/o/n/blob/main/x.parquet',
    'https://huggingface.co/datasets/o/n/resolve/main/x.parquet',
  ],
  ['https://www.dropbox.com/scl/fi/1/x.csv?rlkey=k&dl=0', 'https://dl.dropboxusercontent.com/scl/fi/1/x.csv?rlkey=k'],
  ['https://docs.google.com/spreadsheets/d/1/edit', 'https://docs.google.com/spreadsheets/d/1/export?format=csv'],
  ['https://docs.google.com/spreadsheets/d/1/export?format=csv', undefined],
  ['https://github.com/o/r/raw/main/x.csv', undefined],
  ['https://raw.githubusercontent.com/o/r/main/blob/x.csv', undefined],
  ['https://h.test/o/r/blob/main/x.csv', undefined],
])('the file behind %s', (page, file) => {
  expect(fileBehindPage(new URL(page))).toBe(file);
});
