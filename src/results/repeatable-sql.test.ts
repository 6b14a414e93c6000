import { beforeAll, expect, test } from 'vitest';
import { TestSession } from '../session/testing/test-session';
import { REPEATABLE_SQL } from './repeatable-sql';

let session: TestSession;

beforeAll(async () => {
  session = await TestSession.open();
  await session.run(`
    CREATE TABLE t AS SELECT range i FROM range(10);
    CREATE SEQUENCE counter;
    CREATE VIEW calm AS SELECT i FROM t;
    CREATE VIEW clock AS SELECT now()::TIMESTAMP AS seen;
    CREATE VIEW "a view, seen" AS FROM clock;
    CREATE MACRO dice(sides) AS 1 + (random() * sides)::INT;
    CREATE MACRO thrown(n) AS TABLE SELECT dice(6) FROM range(n);
    CREATE TEMP VIEW fleeting AS SELECT uuid();
  `);
});

const isRepeatable = (sql: string) => session.value(REPEATABLE_SQL, { params: [sql], origin: 'catalog' });

test.each([
  'SELECT 42',
  'FROM t',
  'FROM t ORDER BY i DESC LIMIT 3',
  'SELECT i, count(*) FROM calm GROUP BY ALL',
  'SUMMARIZE t',
  'DESCRIBE t',
  'SHOW TABLES',
  'PIVOT t ON i USING count(*)',
  "FROM 'orders.csv'",
  "SELECT DATE '2020-01-01' + i::INT, lower('X') FROM t",
  'SELECT known, nowhere, randomly FROM (SELECT 1 known, 2 nowhere, 3 randomly)',
])('repeatable: %s', async (sql) => {
  expect(await isRepeatable(sql)).toBe('true');
});

test.each([
  'SELECT random()',
  'SELECT "RANDOM"()',
  'SELECT RaNdOm /* x */ ()',
  'FROM t ORDER BY random()',
  'FROM t USING SAMPLE 3',
  'FROM t TABLESAMPLE 10%',
  "SELECT nextval('counter')",
  'SELECT now()::TIMESTAMP',
  'SELECT current_timestamp::TIMESTAMP',
  'FROM clock',
  'FROM "a view, seen"',
  'SELECT dice(6)',
  'FROM thrown(3)',
  'FROM fleeting',
  "FROM query('SELECT ran' || 'dom()')",
  'FROM system.queries',
  'FROM sys.processes',
  'FROM duckdb_memory()',
  'FROM duckdb_settings()',
  'EXECUTE prepared',
  'VALUES (random())',
  'FROM range(3, (random() * 10)::INT)',
  'SELECT uuid(), gen_random_uuid()',
])('not repeatable: %s', async (sql) => {
  expect(await isRepeatable(sql)).toBe('false');
});
