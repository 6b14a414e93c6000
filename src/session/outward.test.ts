import { beforeAll, expect, test } from 'vitest';
import type { Change } from '../protocol/change';
import { TestSession } from './testing/test-session';

let db: TestSession;
const changes: Change[] = [];

beforeAll(async () => {
  db = await TestSession.open({
    changes: {
      changed: (change) => changes.push(change),
      transactionEnded: () => undefined,
      namespaceReset: () => undefined,
    },
  });
  await db.rows('CREATE TABLE t (i INT); CREATE SEQUENCE s; CREATE MACRO one() AS 1');
  await db.rows("CREATE TABLE t (i INT); COPY t TO 't.csv'", { namespace: 'embed' });
});

/** Of the last statement: whether it is outward, and what it touches. */
async function reachOf(sql: string, role: 'author' | 'admin' = 'admin'): Promise<[boolean, string[]]> {
  await db.rows(sql, { namespace: 'embed', role });
  const { isOutward = false, touches = [] } = changes.at(-1) ?? {};
  return [isOutward, touches];
}

test.each([
  'CREATE TABLE u AS FROM t',
  'INSERT INTO t VALUES (1)',
  'UPDATE t SET i = 2',
  "COPY t FROM 't.csv'",
  'ALTER TABLE t ADD COLUMN j INT',
  'CREATE TEMP TABLE p AS SELECT 1 AS i; DROP TABLE p',
  'CREATE MACRO m() AS 1',
  'EXPLAIN ANALYZE DELETE FROM t',
  'PREPARE p AS INSERT INTO t (i) VALUES ($1)',
  'PREPARE q AS INSERT INTO t (i) VALUES ($1); EXECUTE q(1)',
  'SET VARIABLE v = 1',
  'SET VARIABLE w = (SELECT max(i) FROM t)',
  "SET SESSION default_order = 'desc'",
  'PRAGMA disable_optimizer',
])('%s stays inside', async (sql) => {
  expect(await reachOf(`USE embed; ${sql}`)).toEqual([false, []]);
});

test.each([
  ['USE memory', [false, ['main']]],
  ["SET default_order = 'asc'", [false, []]],
  ["PRAGMA default_null_order = 'nulls_first'", [false, []]],
  ['CREATE OR REPLACE TABLE c AS FROM memory.main.t', [false, ['main']]],
  ['CREATE OR REPLACE VIEW v AS FROM memory.main.t', [false, ['main']]],
  ['PREPARE y AS FROM memory.main.t', [false, ['main']]],
  ['CREATE OR REPLACE TABLE c AS FROM memory.main.t WHERE false', [false, ['main']]],
  ['SET VARIABLE v = (SELECT count(*) FROM memory.main.t)', [false, ['main']]],
  ['CREATE OR REPLACE MACRO n() AS Memory.main.one()', [false, ['main']]],
  ['CREATE OR REPLACE TABLE c AS FROM v', [false, ['main']]],
  ['CREATE OR REPLACE TABLE memory_1 AS SELECT 1', [false, []]],
  ["CREATE OR REPLACE TABLE c AS FROM query('FROM memory.main.t')", [false, ['main']]],
] as const)('%s of an author stays inside', async (sql, expected) => {
  expect(await reachOf(`USE embed; ${sql}`, 'author')).toEqual(expected);
});

test.each([
  ["ATTACH ':memory:' AS Elsewhere", ['main']],
  ['CREATE TABLE elsewhere.far AS FROM t', ['elsewhere']],
  ['CREATE SCHEMA elsewhere.s', ['elsewhere']],
  ['INSERT INTO memory.main.t SELECT 1', ['main']],
  ["SELECT nextval('memory.main.s')", ['main']],
  ['EXPLAIN ANALYZE INSERT INTO memory.main.t SELECT 1', ['main']],
  ['PREPARE r AS INSERT INTO memory.main.t VALUES ($1); EXECUTE r(1)', ['main']],
  ["PREPARE x AS COPY (SELECT 1) TO 'u.csv'; EXECUTE x", []],
  ["COPY (SELECT 1) TO 'u.csv'", []],
  ["SET default_order = 'asc'", []],
  ["SET GLOBAL default_order = 'asc'", []],
  ["PRAGMA default_null_order = 'nulls_first'", []],
  ['COPY FROM DATABASE memory TO elsewhere (SCHEMA)', ['elsewhere', 'main']],
  ["DETACH elsewhere; ATTACH ':memory:' AS elsewhere; COPY FROM DATABASE memory TO elsewhere", ['elsewhere', 'main']],
  ["EXPORT DATABASE memory TO 'out'", ['main']],
  ['DETACH elsewhere', []],
] as const)('%s reaches beyond', async (sql, touches) => {
  const [isOutward, touched] = await reachOf(`USE embed; ${sql}`);
  expect([isOutward, touched.toSorted()]).toEqual([true, touches]);
});
