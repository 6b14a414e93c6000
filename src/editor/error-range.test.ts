import { expect, test } from 'vitest';
import { errorRange } from './error-range';

test.each([
  ['select bdoy from t', 7, 'bdoy'],
  ['select "two words" from t', 7, '"two words"'],
  ["select 'a string' + 1", 7, "'a string'"],
  ["select 'it''s'", 7, "'it''s'"],
  ["select 'not ended", 7, "'not ended"],
  ['from sys.quries', 5, 'sys.quries'],
  ['select 1 +* 2', 10, '*'],
  ['select größe', 7, 'größe'],
  ['select 😀 x', 7, '😀'],
])('in %s, from %d: %s', (text, offset, marked) => {
  const { start, end } = errorRange(text, offset);
  expect(text.slice(start, end)).toBe(marked);
});

test('at the end, or at a space, the sign before it stands in', () => {
  expect(errorRange('select ', 7)).toEqual({ start: 5, end: 6 });
  expect(errorRange('select 1 from', 99)).toEqual({ start: 12, end: 13 });
  expect(errorRange('', 0)).toEqual({ start: 0, end: 0 });
});
