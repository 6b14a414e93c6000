import { expect, test } from 'vitest';
import { renameEdits } from './rename';
import { unmark } from './testing/marked';
import { brokenTexts } from './testing/statements';
import { applyEdits } from './text-range';

function rename(marked: string, newName: string): string {
  const { text, carets } = unmark(marked);
  const edits = renameEdits(text, carets[0] ?? 0, newName);
  return 'refusal' in edits ? `refused: ${edits.refusal}` : applyEdits(text, edits);
}

test.each([
  ['with ¦a as (select 1) from a', 'b', 'with b as (select 1) from b'],
  ['with ¦a as (select 1) from a x, s.a', 'two words', 'with "two words" as (select 1) from "two words" x, s.a'],
  ['select o.x from orders ¦o', 'Select', 'select "Select".x from orders "Select"'],
  ["select 1 as ¦x, 'x' -- x\norder by x", 'größe', "select 1 as größe, 'x' -- x\norder by größe"],
  ['select "a b"¦.x from t "a b"', 'ab', 'select ab.x from t ab'],
  ['select $¦from, $to, $FROM', 'start', 'select $start, $to, $start'],
  ['select $¦from', '$start', 'select $start'],
  [
    'select sum(x) over ¦w from t window w as (order by y)',
    'v',
    'select sum(x) over v from t window v as (order by y)',
  ],
  ['select 😀.¦x from (select 1 as x) 😀', 'y', 'select 😀.y from (select 1 as y) 😀'],
  ['with a as (\r\n\tselect 1 as ¦x)\r\nselect x from a', 'y', 'with a as (\r\n\tselect 1 as y)\r\nselect y from a'],
  ['select 1 as ¦x', 'X', 'select 1 as X'],
])('in %s the symbol is called %s', (marked, newName, renamed) => {
  expect(rename(marked, newName)).toBe(renamed);
});

test.each([
  ['select ¦x from t', 'y', /^refused: Only names that a statement gives/],
  ['select 1 as ¦x', ' ', /empty/],
  ['select 1 as ¦x, 2 as y', 'Y', /called Y already/],
  ['select ¦a as x, a from t', 'y', /Only names/],
  ['with ¦a as (select 1), b as (select 2) from a, b', 'b', /called b already/],
  ['with ¦a as (select 1) from a, "B"', 'b', /means something else/],
  ['select a.x, b.y from t ¦a, b', 'b', /called b already/],
  ['select a.x, (select b.y from b where b.z = a.z) from t ¦a', 'b', /means something else/],
  ['select a.x + b from t ¦a', 'b', /means something else/],
  ['select $¦a, $b', 'B', /means something else/],
  ['select $¦1', 'b', /number/],
  ['select $¦a', 'two words', /letters/],
  ['select ¦?', 'b', /Only names/],
  ['with a as (select 1 as ¦x), b as (select 1 as x) from a join b using (x)', 'y', /USING/],
])('in %s the symbol cannot be called %s', (marked, newName, refusal) => {
  expect(rename(marked, newName)).toMatch(refusal);
});

test('there and back again is where it began', () => {
  let renamed = 0;
  for (const text of brokenTexts(300)) {
    for (let at = 0; at <= text.length; at += 5) {
      const edits = renameEdits(text, at, 'zzz');
      if ('refusal' in edits) continue;
      renamed++;
      const changed = applyEdits(text, edits);
      const back = renameEdits(changed, edits[0]?.start ?? 0, 'qqq');
      expect([text, 'refusal' in back ? back.refusal : applyEdits(changed, back)]).toEqual([
        text,
        applyEdits(
          text,
          edits.map((edit) => ({ ...edit, text: edit.text.replace('zzz', 'qqq') })),
        ),
      ]);
    }
  }
  expect(renamed).toBeGreaterThan(50);
}, 60_000);
