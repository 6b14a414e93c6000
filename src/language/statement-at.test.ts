import { expect, test } from 'vitest';
import { rangeToRun } from './statement-at';

/** The text with its caret, or a selection between two, taken out. */
function marked(text: string): [string, { start: number; end: number }] {
  const [before = '', selected = '', after] = text.split('‸');
  if (after === undefined) return [before + selected, { start: before.length, end: before.length }];
  return [before + selected + after, { start: before.length, end: before.length + selected.length }];
}

test.each([
  ['select‸ 1; select 2', 'select 1'],
  ['select 1‸; select 2', 'select 1'],
  ['select 1;‸ select 2', 'select 1'],
  ['select 1; ‸select 2', 'select 2'],
  ['select 1;\n‸\nselect 2', 'select 2'],
  ['select 1;\n-- the ‸second\nselect 2', 'select 2'],
  ['select 1; -- the ‸first\nselect 2', 'select 1'],
  ['‸\nselect 1;', 'select 1'],
  ['select 1;\n\n‸', 'select 1'],
  ["select ';‸'; select 2", "select ';'"],
  ['select ‸1 + 1‸ + 1', '1 + 1'],
  ['select 1‸\n‸; select 2', 'select 1'],
])('%s: %s', (text, expected) => {
  const [sql, selection] = marked(text);
  const range = rangeToRun(sql, selection);
  expect(sql.slice(range?.start, range?.end)).toBe(expected);
});

test('where there is no statement there is nothing to run', () => {
  expect(rangeToRun('-- nothing', { start: 3, end: 3 })).toBeUndefined();
});
