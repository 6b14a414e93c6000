import { beforeAll, expect, test } from 'vitest';
import { TestSession } from '../session/testing/test-session';
import { expandStar, queryForStar, starAt, type Star } from './expand-star';
import { unmark } from './testing/marked';
import { brokenTexts } from './testing/statements';
import { applyEdits } from './text-range';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
  await db.rows('CREATE TABLE t (a INT, "two words" INT, "order" INT); CREATE TABLE u (a INT, y INT)');
});

async function expand(marked: string): Promise<string> {
  const { text, carets } = unmark(marked);
  const star = starAt(text, carets[0] ?? 0);
  if (!star) return 'none';
  if ('refusal' in star) return star.refusal;
  const rows = await db.rows(`DESCRIBE ${queryForStar(text, carets[0] ?? 0) ?? ''}`);
  const edit = expandStar(
    star,
    rows.map(([name, type]) => ({ name: name ?? '', type: type ?? '' })),
  );
  return 'refusal' in edit ? edit.refusal : applyEdits(text, [edit]);
}

test.each([
  ['select ¦* from t', 'select a, "two words", "order" from t'],
  ['select 1, t.*¦, 2 from t where a > 1', 'select 1, t.a, t."two words", t."order", 2 from t where a > 1'],
  ['select ¦"X".* from t "X"', 'select "X".a, "X"."two words", "X"."order" from t "X"'],
  ['from t select ¦*', 'from t select a, "two words", "order"'],
  ['select * ¦exclude (a, "Two Words") from t', 'select "order" from t'],
  ['select ¦* exclude a from t', 'select "two words", "order" from t'],
  ['select t.¦* exclude (a) replace (a + 1 as "order") from t', 'select t."two words", a + 1 AS "order" from t'],
  ['select ¦* replace a + 1 as a from u', 'select a + 1 AS a, y from u'],
  ['select u.¦* rename (a as b) from u', 'select u.a AS b, u.y from u'],
  ['select ¦* from t join u using (a)', 'select a, "two words", "order", y from t join u using (a)'],
  [
    'with c as (select 1 as x), d as (select ¦* from c) from d',
    'with c as (select 1 as x), d as (select x from c) from d',
  ],
  [
    'with c as (select 1 as x) select (select ¦* from c), * from u',
    'with c as (select 1 as x) select (select x from c), * from u',
  ],
  [
    'with c as (select 1 as x) select y from (with c as (select x as y from c) select ¦* from c)',
    'with c as (select 1 as x) select y from (with c as (select x as y from c) select y from c)',
  ],
  [
    'with recursive r as (select 1 as n union all select ¦* from r where n < 3) from r',
    'with recursive r as (select 1 as n union all select n from r where n < 3) from r',
  ],
  ['create table w as select ¦* from u', 'create table w as select a, y from u'],
  ['select 1 union select ¦* from (select 2 as z)', 'select 1 union select z from (select 2 as z)'],
  ['select count(¦*) from t', 'none'],
  ['select a ¦* 2 from t', 'none'],
  ['select a from ¦t', 'none'],
])('%s', async (marked, expanded) => {
  expect(await expand(marked)).toBe(expanded);
});

test.each([
  ["select ¦* like 'a%' from t", /EXCLUDE, REPLACE and RENAME/],
  ['select ¦* exclude (a', /EXCLUDE, REPLACE and RENAME/],
  ['select ¦* from t, u', /more than one column a/],
])('%s cannot be written out', async (marked, refusal) => {
  expect(await expand(marked)).toMatch(refusal);
});

test('a long list on lines of its own has one for each column', () => {
  const star = starAt('select\r\n  * from t', 11) as Star;
  const columns = Array.from({ length: 12 }, (_, i) => ({ name: `column_${i}`, type: 'INT' }));
  expect(expandStar(star, columns)).toMatchObject({
    start: 10,
    end: 11,
    text: columns.map(({ name }) => name).join(',\n  '),
  });
  expect(expandStar(star, columns.slice(0, 2))).toMatchObject({ text: 'column_0, column_1' });
});

test('without FROM there is nothing to ask', () => {
  expect(queryForStar('select *', 7)).toBeUndefined();
  expect(queryForStar('select * from', 7)).toBeUndefined();
});

test('whatever is cut off is read as far as it goes', () => {
  for (const text of brokenTexts(800)) {
    for (let at = text.indexOf('*'); at >= 0; at = text.indexOf('*', at + 1)) {
      const star = starAt(text, at);
      queryForStar(text, at);
      if (star && !('refusal' in star)) expect(text.slice(star.start, star.end)).toContain('*');
    }
  }
});
