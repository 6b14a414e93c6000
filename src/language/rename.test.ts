import { expect, test } from 'vitest';
import { TestSession } from '../session/testing/test-session';
import { renameEdits } from './rename';
import { unmark } from './testing/marked';
import { brokenTexts } from './testing/statements';
import { applyEdits } from './text-range';
import { tokenize } from './tokens';

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
});

test('with any symbol renamed the engine gives the same rows', async () => {
  const db = await TestSession.open();
  await db.rows('CREATE TABLE t AS SELECT i AS a, i % 3 AS b, [i, i + 1] AS l, {x: i} AS s FROM range(9) r(i)');
  let renamed = 0;
  for (const sql of [
    'with a as (select a, b as c from t), d as (select c, sum(a) as n from a group by c) select d.c, n * 2 as m from d join a using (c) where n > 1 order by m, 1',
    'select x.a, (select max(y.a) from t y where y.b = x.b) as most from t x order by most, x.a',
    'select a + 1 as n, n * 2 as m from t where n > 2 group by all having m > 4 order by n desc',
    'with recursive r(n) as (select 1 union all select n + 1 from r where r.n < 5) select n as k, r.n from r order by k',
    'select sum(a) over w as s, rank() over (w order by a) as k from t window w as (partition by b), v as (w) order by s, k, a',
    'from t o select o.a as a, o.b, list_transform(o.l, a -> a + 1) as p, [b for b in o.l] as q, o.s.x order by a',
    'select u.v, w from (select a as v, b as w from t) u where u.v in (select v from (values (1), (2)) z(v)) order by u.v',
    'select * exclude (v) replace (w + 1 as w) from (select a as v, b as w from t) order by w',
    'with one as (select 1 as x union all select 2), two as (select x + 1 as x from one) select one.x, two.x as y from one, two order by all',
    'select b as "my b", count(*) filter (where a > 1) as n from t as "T 1" group by "My B" order by "T 1".b',
    'select a as b, b as c from t order by b, c',
    'with c as (select a, b from t) select c.*, k.a as z from c left join lateral (select c.a + 1 as a) k on true order by z',
    "select case when q.a > 3 then 'q' else q.b::text end as d, date '2024-01-01' + q.a::int as e from t q qualify row_number() over (partition by d order by q.a) < 3 order by e",
    'select * from (pivot (select a, b from t) as p on b using sum(a)) as k',
    'select first(o.a order by o.a) as f, o.b as g from t as o, (select 1 as h) as i where h = 1 group by g, o.b order by g',
  ]) {
    const before = await db.rows(sql);
    for (const { start } of tokenize(sql)) {
      const edits = renameEdits(sql, start, 'zz new', undefined, (path) =>
        String(path) === 't' ? ['a', 'b', 'l', 's'] : undefined,
      );
      if ('refusal' in edits) continue;
      renamed++;
      const changed = applyEdits(sql, edits);
      const { error, statements } = await db.run(changed);
      expect([changed, error?.message, statements[0]?.rows]).toEqual([changed, undefined, before]);
    }
  }
  expect(renamed).toBeGreaterThan(100);
});
