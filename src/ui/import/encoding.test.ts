import { expect, test } from 'vitest';
import { encodingOf } from './encoding';

const TEXT = 'name;città\nMüller;1\n';

test.each([
  ['', Buffer.from(TEXT)],
  ['', Buffer.from(`\uFEFF${TEXT}`)],
  ['', Buffer.from('')],
  ['', Buffer.from('a')],
  // The end of what is looked at may stand in the middle of a letter.
  ['', Buffer.from(`x${'é'.repeat(1 << 19)}`)],
  ['latin-1', Buffer.from(TEXT, 'latin1')],
  ['utf-16', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
  ['utf-16', Buffer.from(TEXT, 'utf16le')],
])('%j', async (encoding, bytes) => {
  expect(await encodingOf(new Blob([bytes]))).toBe(encoding);
});
