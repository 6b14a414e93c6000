import { beforeAll, expect, test } from 'vitest';
import { TestSession } from '../session/testing/test-session';
import { fixesFor } from './quick-fix';
import { unmark } from './testing/marked';
import { brokenTexts } from './testing/statements';
import { applyEdits } from './text-range';

const problem = (offset: number, candidates: readonly string[]) => ({ offset, message: '', code: '', candidates });

test.each([
  ['select ¦bdoy from t', 'body', 'select body from t'],
  ['select t.¦bdoy from t', 'body', 'select t.body from t'],
  ['select ¦ordres.id from orders', 'orders', 'select orders.id from orders'],
  ['select ¦x from t', 'two words', 'select "two words" from t'],
  ['select ¦"Bdoy" from t', 'Select', 'select "Select" from t'],
  ["from ¦'slaes.csv'", "it's.csv", "from 'it''s.csv'"],
  ["from ¦'slaes.csv'", 'sales.csv', "from 'sales.csv'"],
  ['from ¦"slaes.csv"', 'sales.csv', 'from "sales.csv"'],
  ["from ¦e'slaes'", 'sales', "from 'sales'"],
  ['from ¦slaes.csv', 'sales', 'from sales.csv'],
  ['from ¦quries', 'sys.queries', 'from sys.queries'],
  ['from sys.¦quries', 'sys.queries', 'from sys.queries'],
  ['from ¦sys.quries', 'sys.queries', 'from sys.queries'],
  ['from db.sys.¦quries', 'sys.queries', 'from db.sys.queries'],
  ['from SYS . ¦quries where x', '"sys"."my queries"', 'from sys."my queries" where x'],
  ['select ¦id from a join b using (x)', 'a.id', 'select a.id from a join b using (x)'],
  ['select 😀, ¦bdoy', 'body', 'select 😀, body'],
  ['select ¦sm(x)', 'sum', 'select sum(x)'],
])('in %s, %s can be written', (marked, candidate, fixed) => {
  const { text, carets } = unmark(marked);
  const [fix] = fixesFor(text, problem(carets[0] ?? 0, [candidate]));
  expect(fix && applyEdits(text, [fix.edit])).toBe(fixed);
});

test('every candidate is offered, best first', () => {
  expect(fixesFor('select x', problem(7, ['y', 'a b', 'x'])).map(({ title }) => title)).toEqual([
    'Change to y',
    'Change to "a b"',
  ]);
});

test('where no name stands there is nothing to offer', () => {
  for (const [text, offset] of [
    ['select 1', 7],
    ['select x', 8],
    ['', 0],
    ['x', -1],
    ['select +', 7],
  ] as const) {
    expect(fixesFor(text, problem(offset, ['y']))).toEqual([]);
  }
  for (const text of brokenTexts(300)) {
    for (let at = 0; at <= text.length; at += 11) {
      for (const { edit } of fixesFor(text, problem(at, ['a', 'b.c', '"', ''])))
        expect(edit.end > edit.start).toBe(true);
    }
  }
});

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
  await db.rows('CREATE TABLE orders ("Order Day" DATE, amount INT); CREATE TABLE refunds (amount INT)');
});

test.each([
  'select amuont from orders',
  'select o.amuont from orders o',
  'select ordres.amount from orders',
  'from ordres',
  'from main.ordres',
  'from sys.querie',
  'select "Order Dya" from orders',
  'select amount from orders, refunds',
  "select lenght('a')",
])('what the engine says against %s is put right by the first fix', async (sql) => {
  const { error } = await db.run(sql);
  const offset = error?.position?.offset ?? 0;
  const [fix] = fixesFor(sql, problem(offset, error?.candidates ?? []));
  expect(fix).toBeDefined();
  expect((await db.run(applyEdits(sql, fix ? [fix.edit] : []))).error).toBeUndefined();
});
