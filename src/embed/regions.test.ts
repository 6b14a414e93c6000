import { expect, test } from 'vitest';
import { RegionText } from './regions';

const source = `-- hide
create table t(x int);
insert into t values (1);
-- end
select x
-- lock
from t
-- end
-- fold
where true
and x > 0
-- end
order by x`;

test('what is hidden or folded runs, and is not shown', () => {
  const text = new RegionText(source);
  expect(text.problems).toEqual([]);
  expect(text.shown).toBe('select x\nfrom t\norder by x');
  expect(text.full).toBe(
    'create table t(x int);\ninsert into t values (1);\nselect x\nfrom t\nwhere true\nand x > 0\norder by x',
  );
  expect(text.foldedLines).toBe(2);
});

test('text without markers is as it was given', () => {
  for (const plain of ['', 'select 1', 'select 1 -- hide\n', "select '\n--hidden'", '\r\nselect 1\r\n']) {
    const text = new RegionText(plain);
    expect([text.shown, text.full, text.problems]).toEqual([plain, plain, []]);
  }
});

test('edits move what is hidden along', () => {
  const text = new RegionText(source);
  expect(text.edit('select 10 * x, 2\nfrom t\norder by x')).toBe(true);
  expect(text.full).toContain('select 10 * x, 2\nfrom t\nwhere true\nand x > 0\norder by x');
  expect(text.edit('select 10 * x, 2\nfrom t\n')).toBe(true);
  expect(text.full.endsWith('from t\nwhere true\nand x > 0\n')).toBe(true);
});

test('locked lines stay as they are', () => {
  const text = new RegionText(source);
  for (const edit of ['select x\nfrom u\norder by x', 'select x', '', 'select x\nfrom order by x']) {
    expect(text.edit(edit)).toBe(false);
    expect(text.shown).toBe('select x\nfrom t\norder by x');
  }
  expect(text.edit('select x, y\nfrom t\norder by y')).toBe(true);
  expect(text.edit('select x, y\n\nfrom t\nwhere x\norder by y')).toBe(true);
  expect(text.shown.slice(text.locked[0]?.start, text.locked[0]?.end)).toBe('from t\n');
});

test('what is folded can be shown', () => {
  const text = new RegionText(source);
  text.unfold();
  expect(text.shown).toBe('select x\nfrom t\nwhere true\nand x > 0\norder by x');
  expect(text.foldedLines).toBe(0);
  expect(text.full.startsWith('create table')).toBe(true);
});

test('places in what runs have places in what is shown', () => {
  const text = new RegionText(source);
  for (const word of ['select', 'from', 'order']) {
    expect(text.shownOffset(text.full.indexOf(word))).toBe(text.shown.indexOf(word));
  }
  expect(text.shownOffset(text.full.indexOf('insert'))).toBe(0);
  expect(text.shownOffset(text.full.indexOf('and x'))).toBe(text.shown.indexOf('order'));
});

test.each([
  ['-- end\nselect 1', 'A line “-- end” ends nothing.'],
  ['-- hide\nselect 1', 'A line “-- hide” has no “-- end”.'],
  ['-- hide\n-- lock\nselect 1\n-- end', 'A line “-- lock” stands inside “-- hide”: parts do not nest.'],
])('%j is told', (wrong, problem) => {
  expect(new RegionText(wrong).problems).toEqual([problem]);
});
