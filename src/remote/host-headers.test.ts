import { expect, test } from 'vitest';
import { HostHeaders } from './host-headers';

const SECRET = { Authorization: 'Bearer 5ecret' };

function withSecret(host = 'api.example.org'): HostHeaders {
  const headers = new HostHeaders();
  headers.set(host, SECRET);
  return headers;
}

test.each(['https://api.example.org/x.csv?a=b', 'https://api.example.org:443/', 'https://API.example.org/y'])(
  'they are for %s',
  (address) => {
    expect(withSecret().for(address)).toEqual(SECRET);
  },
);

test.each([
  'http://api.example.org/x.csv',
  'https://api.example.org:8443/x.csv',
  'https://example.org/x.csv',
  'https://a.api.example.org/x.csv',
  'https://api.example.org.evil.test/x.csv',
  'https://evil.test/https://api.example.org/',
  'https://api.example.org@evil.test/',
  's3://api.example.org/x.csv',
  'api.example.org',
  '',
])('they are not for %s', (address) => {
  expect(withSecret().for(address)).toEqual({});
});

test('a host can be one of another port, or of http', () => {
  expect(withSecret('api.example.org:8443').for('https://api.example.org:8443/x')).toEqual(SECRET);
  const local = withSecret('http://localhost:8080');
  expect(local.for('http://localhost:8080/x')).toEqual(SECRET);
  expect(local.for('https://localhost:8080/x')).toEqual({});
});

test('what is given out is a copy', () => {
  const given = { ...SECRET };
  const headers = new HostHeaders();
  headers.set('h.test', given);
  given.Authorization = 'changed';
  headers.for('https://h.test/').Authorization = 'changed';
  expect(headers.for('https://h.test/')).toEqual(SECRET);
});

test('they are replaced and removed', () => {
  const headers = withSecret();
  headers.set('api.example.org', { 'X-Key': 'b' });
  expect(headers.for('https://api.example.org/')).toEqual({ 'X-Key': 'b' });
  expect(headers.set('https://api.example.org', null)).toBe('https://api.example.org');
  expect(headers.for('https://api.example.org/')).toEqual({});
});

test('they show in nothing that is written down', () => {
  const headers = withSecret();
  for (const text of [JSON.stringify(headers), JSON.stringify(structuredClone(headers))]) {
    expect(text).not.toContain('5ecret');
  }
});

test.each(['', 'https://h.test/path', 'h.test?x', 'me:5ecret@h.test', 'ftp://h.test', 'a b'])(
  '“%s” is no host',
  (host) => {
    expect(() => new HostHeaders().set(host, SECRET)).toThrow('Headers are for a host');
  },
);

test.each([
  [{ Cookie: '5ecret' }, 'Browsers do not let a page set the header Cookie.'],
  [{ 'sec-fetch-site': '5ecret' }, 'Browsers do not let a page set the header sec-fetch-site.'],
  [{ 'X Key': '5ecret' }, 'A header is not one that can be sent.'],
  [{ 'X-Key': '5ecret\nX: y' }, 'A header is not one that can be sent.'],
  [{ 'X-Key': '5ecret☃' }, 'A header is not one that can be sent.'],
  [{ 'X-Key': ['5ecret'] as unknown as string }, 'A header is not one that can be sent.'],
])('%o is no header', (given: Record<string, string>, message) => {
  const headers = new HostHeaders();
  let thrown: unknown;
  try {
    headers.set('h.test', { Authorization: 'kept?', ...given });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ detail: { code: 'HTTP_ERROR', message } });
  expect(JSON.stringify(thrown)).not.toContain('5ecret');
  expect(headers.for('https://h.test/')).toEqual({});
});
