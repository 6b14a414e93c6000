import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PlaygroundError } from '../protocol/error';
import { checkAll, openToCheck } from './testing/check-all';
import { TestSession } from './testing/test-session';

let db: TestSession;

beforeAll(async () => {
  db = await openToCheck();
});

afterAll(() => {
  expect(db.session.isLost).toBe(false);
});

function check(sql: string, namespace = 'main'): PlaygroundError[] {
  return checkAll(db.session, sql, namespace) ?? [];
}

/** Code, what is at the place, and the first candidate. */
function found(sql: string): (string | undefined)[][] {
  // What is first asked for takes longer than a check may.
  check(sql);
  return check(sql).map(({ code, position, candidates }) => [
    code,
    /^\S*/.exec(sql.slice(position?.offset))?.[0],
    ...(candidates?.slice(0, 1) ?? []),
  ]);
}

describe('what is wrong is found where it is', () => {
  test.each([
    ['SELECT 1 FORM t', [['PARSER_ERROR', 't']]],
    ["SELECT 'é😀', 1 +", [['PARSER_ERROR', '']]],
    ["SELECT 'é😀', bb FROM t", [['BINDER_ERROR', 'bb', 'b']]],
    ["/* 漢字 */ SELECT 1;\nSELECT 'é', * FROM evnts", [['CATALOG_ERROR', 'evnts', 'events']]],
    [
      'SELECT 1; SELEC 2; SELECT nope FROM t',
      [
        ['PARSER_ERROR', 'SELEC'],
        ['BINDER_ERROR', 'nope'],
      ],
    ],
    ['SELECT lenght(b) FROM t', [['CATALOG_ERROR', 'lenght(b)', 'length']]],
    ['INSERT INTO t SELECT 1', [['BINDER_ERROR', 'INSERT']]],
    ['EXPLAIN SELECT aa FROM t', [['BINDER_ERROR', 'aa', 'a']]],
    ['UPDATE t SET c = 1', [['BINDER_ERROR', 'c', 'a']]],
    ["COPY (SELECT c FROM t) TO 'out.csv'", [['BINDER_ERROR', 'c', 'a']]],
    ["FROM 'row.csv'", [['IO_ERROR', "'row.csv'", 'rows.csv']]],
    ["SELECT year(day), m FROM 'days.csv'", [['BINDER_ERROR', 'm', 'n']]],
    ["COPY t FROM 'rows.csv'; SELECT c FROM t", [['BINDER_ERROR', 'c', 'a']]],
    ['CREATE TABLE other (x INTEGER); SELECT c FROM t', [['BINDER_ERROR', 'c', 'a']]],
    ['FROM sys.querys', [['CATALOG_ERROR', 'querys', 'queries']]],
    ['SELECT heer FROM passing', [['BINDER_ERROR', 'heer', 'here']]],
    ["SELECT dya, year(day) FROM t, (SELECT DATE '2024-01-01' AS day)", [['BINDER_ERROR', 'dya,', 'day']]],
  ])('%s', (sql, expected) => {
    expect(found(sql)).toEqual(expected);
  });

  test('with a hint', () => {
    expect(check('SELECT sysdate()')[0]?.hint).toBe('DuckDB writes now() or current_date.');
  });
});

const RIGHT = [
  '',
  ' ; ',
  'SELECT a, b FROM t',
  'FROM system.queries',
  'SELECT q.sql FROM system.queries AS q',
  'PIVOT t ON b USING sum(a)',
  'PIVOT t ON b IN (1, 2) USING sum(a)',
  'CREATE TABLE wide AS PIVOT t ON b USING sum(a)',
  'UNPIVOT (SELECT 1 AS x, 2 AS y) ON x, y',
  'SUMMARIZE t',
  'DESCRIBE t',
  'SHOW TABLES',
  'SHOW ALL TABLES',
  'EXPLAIN ANALYZE SELECT a FROM t',
  'EXPLAIN DELETE FROM t',
  "COPY t TO 'out.csv'; FROM 'out.csv'; FROM read_csv('ou*.csv')",
  "COPY t FROM 'rows.csv'",
  "FROM 'rows.csv' WHERE i > 1",
  "ATTACH ':memory:' AS other; CREATE TABLE other.x AS SELECT 1; FROM other.x",
  "ATTACH 'nowhere.db'",
  'DETACH nobody',
  'EXECUTE p(1)',
  'EXECUTE nobody(1)',
  'PREPARE z AS SELECT ? + $2',
  'DEALLOCATE nobody',
  'SELECT $1, $2::INTEGER',
  'SELECT * FROM t WHERE a = ? LIMIT ?',
  'INSERT INTO t VALUES ($a, $b)',
  'FROM range(?)',
  'FROM read_csv(?)',
  'CREATE TABLE new (x INTEGER); INSERT INTO new VALUES (1); SELECT x FROM new',
  'CREATE TABLE t (other INTEGER)',
  'CREATE OR REPLACE TABLE t AS SELECT 1 AS z; SELECT z FROM t',
  'CREATE TABLE memory.main.deep AS SELECT 1 AS z; SELECT z FROM deep',
  'CREATE VIEW w AS SELECT 1 AS q; CREATE VIEW w2 AS FROM w; SELECT q FROM w2',
  "CREATE TYPE mood AS ENUM ('ok'); SELECT 'ok'::mood",
  'CREATE MACRO twice(x) AS x * 2; SELECT twice(2)',
  'CREATE SCHEMA inner_one; CREATE TABLE inner_one.x AS SELECT 1; FROM inner_one.x',
  "CREATE SEQUENCE mine; SELECT nextval('mine')",
  'ALTER TABLE t ADD COLUMN c INTEGER; SELECT c FROM t',
  'ALTER TABLE t RENAME TO u; SELECT a FROM u',
  'ALTER TABLE t RENAME a TO aa; UPDATE t SET aa = 1',
  'DROP TABLE t; CREATE TABLE t (n INTEGER); SELECT n FROM t',
  'DROP TABLE IF EXISTS nowhere',
  'USE memory; SELECT x FROM anything',
  "SET search_path = 'other'; FROM anything",
  "SET VARIABLE path = 'rows.csv'; FROM read_csv(getvariable('path'))",
  "BEGIN; INSERT INTO t VALUES (1, 'y'); COMMIT",
  "IMPORT DATABASE 'folder'; FROM anything",
  "EXPORT DATABASE 'folder'",
  'COPY FROM DATABASE memory TO other; FROM other.anything',
  'LOAD json',
  'INSTALL json',
  'CHECKPOINT',
  'VACUUM t',
  'ANALYZE',
  'PRAGMA version',
  "PRAGMA table_info('t')",
  'PRAGMA enable_profiling',
  'CALL pragma_version()',
  'SET threads = 1',
  'RESET threads',
  "COMMENT ON TABLE t IS 'x'",
  'MERGE INTO t USING (SELECT 1 AS a) AS u ON t.a = u.a WHEN MATCHED THEN DELETE',
  'WITH RECURSIVE c AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM c WHERE n < 5) FROM c',
  "FROM 'https://example.com/a.csv'",
  "FROM read_csv('htt' || 'p://example.com/a.csv')",
  "SELECT error('never raised'), 1 / 0, 'x'::INTEGER",
  'SELECT unnest(range(5)), unnest(nothing) FROM (SELECT [1] AS nothing)',
  "FROM query('FROM nowhere')",
  "SELECT now(), TIMESTAMPTZ '2024-01-01'",
];

test.each(RIGHT)('nothing is said against: %s', (sql) => {
  expect(found(sql)).toEqual([]);
});

describe('nothing is run', () => {
  const STATE = `
    SELECT 'rows ' || count(*) FROM t UNION ALL SELECT 'sequence ' || coalesce(last_value, -1) FROM duckdb_sequences()
    UNION ALL SELECT concat_ws('|', name, value) FROM duckdb_settings() UNION ALL SELECT concat_ws('|', name, value) FROM duckdb_variables()
    UNION ALL SELECT sql FROM duckdb_tables() UNION ALL SELECT sql FROM duckdb_views() WHERE NOT internal
    UNION ALL SELECT type_name FROM duckdb_types() WHERE NOT internal UNION ALL SELECT schema_name FROM duckdb_schemas()
    UNION ALL SELECT database_name FROM duckdb_databases() UNION ALL SELECT name FROM duckdb_prepared_statements()
    UNION ALL SELECT 'file ' || file FROM glob('*')`;

  const state = async () => ({
    rows: (await db.rows(STATE, { origin: 'catalog', maxRows: 10_000 })).flat().sort(),
    queries: db.session.log.count,
    audit: db.session.audit.rows().length,
    generation: db.session.generation,
  });

  let before: Awaited<ReturnType<typeof state>>;
  beforeEach(async () => {
    before = await state();
  });

  test.each([
    ...RIGHT,
    "SELECT nextval('s')",
    "FROM range(nextval('s'))",
    'FROM range("nextval"(\'s\'))',
    'FROM range(U&"nextv\\0061l"(\'s\'))',
    "FROM query('FROM range(next' || 'val(''s''))')",
    "FROM query_table('count' || 'ing')",
    'FROM counting',
    'FROM counting_too',
    "FROM 'counting'",
    'FROM "long name"',
    'FROM over_long',
    'FROM counted()',
    "EXECUTE p(nextval('s'))",
    "PRAGMA table_info(nextval('s'))",
    "PRAGMA table_info(concat('t', nextval('s')))",
    "SET VARIABLE kept = nextval('s')",
    "SELECT COLUMNS(lambda c: nextval('s') > 0) FROM t",
    "SELECT * FROM t LIMIT nextval('s')",
    'SELECT setseed(0.5)',
    'DELETE FROM t',
    'DROP TABLE t',
    'TRUNCATE t',
    'ALTER TABLE t DROP COLUMN a',
    'BEGIN',
    'BEGIN; DELETE FROM t',
    'ROLLBACK',
    "COPY t TO 'written.csv'",
    "EXPORT DATABASE 'exported'",
    'ATTACH \':memory:\' AS "SYSTEM"',
    "CALL enable_logging(storage = 'file')",
    'EXPLAIN ANALYZE DELETE FROM t',
    "CREATE SECRET k (TYPE http, BEARER_TOKEN 'x')",
    'DEALLOCATE p',
  ])('of: %s', async (sql) => {
    check(sql);
    expect(await state()).toEqual(before);
    expect(db.session.isLost).toBe(false);
  });
});

test('nothing is fetched', () => {
  const asked: unknown[] = [];
  const { XMLHttpRequest } = globalThis;
  const spy = class {
    open(...address: unknown[]): void {
      asked.push(address);
    }
  };
  Object.assign(globalThis, { XMLHttpRequest: spy });
  try {
    check("FROM 'https://example.com/a.csv'");
    check("FROM read_csv('htt' || 'ps://example.com/a.csv')");
    check("ATTACH 'https://example.com/a.db'");
    check("SELECT * FROM read_text(concat('https:', '//example.com'))");
    expect(globalThis.XMLHttpRequest).toBe(spy);
  } finally {
    Object.assign(globalThis, { XMLHttpRequest });
  }
  expect(asked).toEqual([]);
});

test.each([
  'SELECT list_sort(range(3000000))',
  'SELECT list_sort(range(3_000_000))',
  "SELECT regexp_matches('x', repeat('x', 30000000))",
  'FROM range(len(list_sort(range(3000000))))',
  "SELECT date_sub('year', TIMESTAMPTZ '2024-01-01', TIMESTAMPTZ '2025-01-01')",
  'SELECT extract(year FROM now())',
  'SELECT year(moment) FROM events',
  'SELECT year_of(moment) FROM events',
  "SELECT moment AT TIME ZONE 'UTC' FROM events",
  'SELECT current_date, today()',
  'SELECT age(moment) FROM events',
  'SELECT year("at") FROM \'Zoned.csv\'',
  "SELECT year(a) FROM 'Zoned.csv' AS z(a)",
  "SELECT year(a) FROM read_csv('Zoned.csv') AS z(a)",
  "SELECT year(a) FROM '*.csv' AS z(a)",
])('it neither computes what it checks nor stops the engine: %s', async (sql) => {
  check('SELECT 1');
  const checkMs = await timeOf(() => check(sql));
  const computeMs = await timeOf(() => db.rows('SELECT len(list_sort(range(3000000)))'));
  expect(checkMs).toBeLessThan(computeMs);
  expect(db.session.isLost).toBe(false);
});

/** Milliseconds of the processor's time, which a busy machine does not make longer. */
async function timeOf(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

test.each([
  ['nested', `SELECT ${'('.repeat(5000)}1${')'.repeat(5000)}`],
  ['long', `INSERT INTO t VALUES ${Array.from({ length: 50_000 }, (_, i) => `(${String(i)}, 'x')`).join()}`],
])('a script that is %s ends nothing', (_, sql) => {
  check(sql);
  expect(db.session.isLost).toBe(false);
});

test('it is not done while anything runs', async () => {
  const running = db.start('SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8', { namespace: 'busy' });
  expect(checkAll(db.session, 'SELEC')).toBeNull();
  db.session.cancel(running.queryId);
  await running.ended;
  expect(checkAll(db.session, 'SELEC')).toHaveLength(1);
});

test('in an open transaction only the grammar counts', async () => {
  await db.run('BEGIN');
  // A query leaves the queue after it has told of its end.
  await new Promise(setImmediate);
  expect(found('SELECT nope; SELEC')).toEqual([['PARSER_ERROR', 'SELEC']]);
  expect(check("SELECT date_part('nope', 1); PRAGMA nope")).toEqual([]);
  expect((await db.run('SELECT 1; ROLLBACK')).error).toBeUndefined();
});

test('a namespace that nobody has used is not made, and knows no names', async () => {
  expect(check('SELECT nope FROM nowhere', 'unused')).toEqual([]);
  expect(check('SELEC', 'unused')).toHaveLength(1);
  expect(await db.value("SELECT count(*) FROM sys.namespaces WHERE namespace = 'unused'")).toBe('0');
});

test('a trap ends the session as one of a query does', async () => {
  const losses: PlaygroundError[] = [];
  const lost = await TestSession.open({ onLost: (error) => losses.push(error) });
  const { api } = lost.session;
  api.extract = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  expect(checkAll(lost.session, 'SELECT 1')).toEqual([]);
  expect(losses.map(({ code }) => code)).toEqual(['SESSION_LOST']);
  expect(checkAll(lost.session, 'SELECT 1')).toBeNull();
});
