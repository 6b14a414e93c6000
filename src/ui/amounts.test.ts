import { expect, test } from 'vitest';
import { countOf, formatBytes, formatDuration } from './amounts';

test.each([
  [0, '0.0 ms'],
  [0.42, '0.4 ms'],
  [0.97, '1 ms'],
  [12.3, '12 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
  [1234, '1.2 s'],
  [59_960, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('nouns agree with their counts', () => {
  expect(countOf(0, 'row')).toBe('0 rows');
  expect(countOf(1, 'row')).toBe('1 row');
  expect(countOf(1_234_567, 'row')).toBe('1,234,567 rows');
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [48_219, '48 kB'],
  [999_499, '999 kB'],
  [7_677_550, '7.7 MB'],
  [3_221_225_472, '3.2 GB'],
])('%d bytes read %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
