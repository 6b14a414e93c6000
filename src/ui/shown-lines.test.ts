import { expect, test } from 'vitest';
import { shownLines } from './shown-lines';

test.each([
  ['', 1],
  ['select 1', 1],
  ['a\nb\n', 3],
  ['x'.repeat(101), 3],
  [`${'x'.repeat(50)}\n${'x'.repeat(51)}`, 3],
  ['\n'.repeat(100), 20],
  ['x'.repeat(1e6), 20],
])('%j', (text, lines) => {
  expect(shownLines(text, 60 + 50 * 8.43 + 1, 20)).toBe(lines);
});
