import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Knowledge } from '../knowledge';
import { growth } from '../testing/growth';
import { madeUpKnowledge } from '../testing/made-up-knowledge';
import { complete, type Completion } from './complete';

const shop = madeUpKnowledge({
  customers: ['id INTEGER', 'full_name VARCHAR', 'Größe DOUBLE', 'שם VARCHAR', 'say "hi" VARCHAR', 'a.b INTEGER'],
  orders: ['id INTEGER', 'customer_id INTEGER', 'total DOUBLE'],
});

function at(marked: string, knowledge: Knowledge = shop): Promise<Completion> {
  const offset = marked.indexOf('‸');
  return complete(marked.replace('‸', ''), offset, knowledge, { patienceMs: 20 });
}

async function applied(marked: string, knowledge: Knowledge = shop): Promise<string> {
  const { from, to, items } = await at(marked, knowledge);
  const text = marked.replace('‸', '');
  const { insert = '', range = { start: from, end: to } } = items[0] ?? {};
  return text.slice(0, range.start) + insert + text.slice(range.end);
}

test.each([
  ['SELECT ful‸ FROM customers', 'SELECT full_name FROM customers'],
  ['SELECT ful‸l FROM customers', 'SELECT full_name FROM customers'],
  ["SELECT '😀👩‍👩‍👧', ful‸ FROM customers", "SELECT '😀👩‍👩‍👧', full_name FROM customers"],
  ['SELECT\r\n\tful‸\r\nFROM customers', 'SELECT\r\n\tfull_name\r\nFROM customers'],
  ['SELECT Gr‸ FROM customers', 'SELECT Größe FROM customers'],
  ['SELECT ש‸ FROM customers', 'SELECT שם FROM customers'],
  ['SELECT say‸ FROM customers', 'SELECT "say ""hi""" FROM customers'],
  ['SELECT "say‸" FROM customers', 'SELECT "say ""hi""" FROM customers'],
  ['SELECT "say‸', 'SELECT "say ""hi"""'],
  ['SELECT a.b‸ FROM (SELECT 1 AS bb) a', 'SELECT a.bb FROM (SELECT 1 AS bb) a'],
  ['SELECT c."a.‸" FROM customers c', 'SELECT c."a.b" FROM customers c'],
  ['SELECT id FROM orders o JOIN customers c ON ‸', 'SELECT id FROM orders o JOIN customers c ON o.customer_id = c.id'],
])('%s becomes %s', async (marked, expected) => {
  expect(await applied(marked)).toBe(expected);
});

test.each([
  'SELECT 1 -- ‸',
  'SELECT 1 /* ‸ */',
  'SELECT 1 /* ‸',
  "SELECT 'it‸'",
  'SELECT $$it‸$$',
  'SELECT 1.‸5',
  'SELECT $na‸',
  'SELECT total AS ‸ FROM orders',
  'SELECT total AS t‸ FROM orders',
  'SELECT * FROM orders AS o‸',
  'WITH a AS (SELECT 1), b‸',
])('nothing in %s', async (marked) => {
  expect((await at(marked)).items).toEqual([]);
});

test('names are quoted without the engine too', async () => {
  expect(await applied('SELECT * FROM ord‸', madeUpKnowledge({ order: ['id INTEGER'] }))).toBe('SELECT * FROM "order"');
});

test('files are put in quotes, and quotes that are open are closed', async () => {
  const catalog = { ...shop.catalog, files: ["it's.csv"] };
  const knowledge: Knowledge = { ...shop, catalog };
  expect(await applied('FROM it‸', knowledge)).toBe("FROM 'it''s.csv'");
  expect(await applied("FROM 'it‸", knowledge)).toBe("FROM 'it''s.csv'");
  expect(await applied("FROM 'it‸'", knowledge)).toBe("FROM 'it''s.csv'");
  expect(await applied('FROM read_csv(‸)', knowledge)).toBe("FROM read_csv('it''s.csv')");
});

test('fields of a STRUCT are found through lists and quotes', async () => {
  const knowledge = madeUpKnowledge({
    t: ['s STRUCT("a b" STRUCT(c INTEGER)[], d DECIMAL(3, 1))', 'l STRUCT(x INTEGER)[]'],
  });
  const labels = async (marked: string): Promise<string[]> =>
    (await at(marked, knowledge)).items.map(({ label }) => label);
  expect(await labels('SELECT s.‸ FROM t')).toEqual(['a b', 'd']);
  expect(await labels('SELECT l[1].‸ FROM t')).toEqual(['x']);
  expect(await labels('SELECT t.s."a b"[1].‸ FROM t')).toEqual(['c']);
  expect(await labels('SELECT t.s.d.‸ FROM t')).toEqual([]);
});

test('keywords follow the case of the text, and of what is typed', async () => {
  const first = async (marked: string): Promise<string | undefined> => (await at(marked)).items[0]?.insert;
  expect(await first('SELECT id ‸')).toBe('FROM');
  expect(await first('select id ‸')).toBe('from');
  expect(await first('SELECT id f‸')).toBe('from');
  expect(await first('select id F‸')).toBe('FROM');
});

test('what is used in the script comes before what is not', async () => {
  const labels = (await at('SELECT * FROM orders; SELECT * FROM ‸')).items.map(({ label }) => label);
  expect(labels.indexOf('orders')).toBeLessThan(labels.indexOf('customers'));
});

test('a name that two relations have is qualified', async () => {
  const { items } = await at('SELECT i‸ FROM orders o JOIN customers c ON true');
  expect(items.slice(0, 2).map(({ insert }) => insert)).toEqual(['o.id', 'c.id']);
});

test('a function keeps the brackets that stand behind it', async () => {
  const inserted = async (marked: string): Promise<string | undefined> => (await at(marked)).items[0]?.insert;
  expect(await inserted('SELECT coalesc‸ FROM orders')).toBe('coalesce(${1})');
  expect(await inserted('SELECT coalesc‸(id) FROM orders')).toBe('coalesce');
});

test('who never answers is not waited for', async () => {
  const silent: Knowledge = { ...shop, columnsOf: () => new Promise(() => undefined) };
  const { items, isIncomplete } = await at('WITH a AS (SELECT total AS amount FROM orders) SELECT am‸ FROM a', silent);
  expect(items[0]?.label).toBe('amount');
  expect(isIncomplete).toBe(true);
});

describe('what the last query changed', () => {
  const old = madeUpKnowledge({ orders: ['id INTEGER'] });
  const vocabulary = { functions: new Map(), settings: new Map(), types: [], keywords: new Map(), version: '1.4' };
  const labels = ({ items }: Completion): string[] => items.map(({ label }) => label);

  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  test('is waited for as long as it takes where nothing is known yet', async () => {
    const unasked: { -readonly [K in keyof Knowledge]: Knowledge[K] } = madeUpKnowledge({});
    unasked.settled = async () => {
      await vi.advanceTimersByTimeAsync(60_000);
      unasked.catalog = old.catalog;
    };
    expect(labels(await at('SELECT * FROM ord‸', unasked))).toContain('orders');
  });

  test('is done without where it does not become known', async () => {
    const stale: Knowledge = { ...old, engine: vocabulary, settled: () => new Promise(() => undefined) };
    const answer = at('SELECT * FROM ord‸', stale);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(labels(await answer)).toContain('orders');
  });
});

test('an engine that fails is answered for by the text', async () => {
  const failing: Knowledge = { ...shop, columnsOf: () => Promise.reject(new Error('gone')) };
  expect((await at('SELECT am‸ FROM (SELECT total AS amount FROM orders)', failing)).items[0]?.label).toBe('amount');
});

test('a fragment is asked for once, with what it needs in front', async () => {
  const asked: string[] = [];
  const columnsOf = (query: string): Promise<undefined> => {
    asked.push(query);
    return Promise.resolve(undefined);
  };
  await at('WITH a AS (SELECT 1 AS x), b AS (SELECT * FROM a), c AS (SELECT) SELECT ‸ FROM b, b AS again', {
    ...shop,
    columnsOf,
  });
  expect(asked).toEqual(['WITH "a" AS (SELECT 1 AS x\n), "b" AS (SELECT * FROM a\n) SELECT * FROM "b"']);
});

test.each([
  'SELECT * FROM ‸',
  'SELECT * FROM ta‸',
  'SELECT ‸ FROM table_7 t JOIN table_9 u ON ',
  'SELECT col‸',
  'SELECT * FROM table_7 t JOIN ‸',
  'SELECT * FROM table_7 a JOIN table_8 b ON ‸',
])('among ten times the tables it takes about ten times as long: %s', async (place) => {
  const columns = Array.from({ length: 20 }, (_, i) => `column_${i} INTEGER`);
  const shops = [200, 2000].map((count): [number, Knowledge] => {
    const tables = Array.from({ length: count }, (_, i): [string, string[]] => [`table_${i}`, columns]);
    return [count, madeUpKnowledge(Object.fromEntries(tables))];
  });
  const ofSize = new Map(shops);
  const { items } = await at(place, ofSize.get(2000));
  expect(items.length).toBeGreaterThan(0);
  expect(items.length).toBeLessThanOrEqual(300);
  expect(await growth((count) => at(place, ofSize.get(count)), 2000)).toBeLessThan(40);
});

test.each<[what: string, size: number, marked: (size: number) => string]>([
  [
    'lines',
    10_000,
    (size) => `${'SELECT id, total FROM orders WHERE total > 1;\n'.repeat(size)}SELECT tot‸ FROM orders`,
  ],
  ['terms in a line', 200_000, (size) => `SELECT ${'id + '.repeat(size)} tot‸ FROM orders`],
  ['characters in a string', 1_000_000, (size) => `SELECT '${'x'.repeat(size)}', tot‸ FROM orders`],
])('ten times the %s take about ten times as long', async (_, size, marked) => {
  expect((await at(marked(size))).items[0]?.label).toBe('total');
  expect(await growth((part) => at(marked(part)), size)).toBeLessThan(40);
});

test.each(['(', '[', '{', '(SELECT ', 'f(', ')', '(((FROM '])(
  'ten times as many %s without end take about ten times as long',
  async (bracket) => {
    expect(await growth((count) => at(`SELECT * FROM ${bracket.repeat(count)}‸`), 50_000)).toBeLessThan(40);
  },
);
