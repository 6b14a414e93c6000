import { beforeAll, expect, test } from 'vitest';
import { TestSession } from './testing/test-session';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
  await db.run(`CREATE TABLE t (i INTEGER, name VARCHAR); CREATE TABLE k (i INTEGER PRIMARY KEY);
    CREATE TABLE penguins AS SELECT 1 AS species; CREATE MACRO m1(a) AS a; CREATE TABLE gone AS SELECT 1 AS g;
    CREATE VIEW dangling AS SELECT g FROM gone; DROP TABLE gone; CREATE MACRO m2(a) AS TABLE SELECT a::INT AS n`);
  for (const name of ['orders.csv', 'customers.csv']) {
    db.session.addFile(name, new TextEncoder().encode('a\n1\n').buffer, null);
  }
});

/** The place of the error is marked with ▼, which is not part of the SQL; without one the error has no place. */
const PLACES: string[] = [
  // The parser.
  'SELECT ▼)',
  '▼SELEC 1',
  'SELECT i ▼name age FROM t',
  "SELECT ▼'open",
  'SELECT ▼"open',
  'SELECT (1▼',
  'SELECT * FROM t WHERE▼',
  'SELECT 1; SELECT 2; ▼SELEC 3',
  "SELECT 'é', '😀', 'ẅ' ▼) FROM t",
  'SELECT 1 -- 😀\r\n, ▼)',
  'CREATE TABLE user▼-table (i INT)',
  'CREATE TABLE ▼group (i INT)',
  'SELECT * FROM ▼`t`',
  'SELECT order ▼FROM t',
  // The binder.
  'SELECT ▼nam FROM t',
  'SELECT t.▼nam FROM t',
  'SELECT "t" . "▼nam" FROM t'.replace('"▼', '▼"'),
  'SELECT main.t.▼nam FROM main.t',
  'SELECT ▼nam, count(*) FROM t',
  'SELECT ▼name, count(*) FROM t',
  'SELECT 1, ▼x.i FROM t',
  'SELECT i FROM t WHERE nme▼ = 1'.replace('nme▼', '▼nme'),
  'SELECT i FROM t ORDER BY ▼nope',
  'SELECT i FROM t GROUP BY ▼nope',
  'SELECT row_number() OVER (PARTITION BY ▼nope) FROM t',
  "SELECT 'é😀', ▼nope FROM t",
  'SELECT 1\r\n\t, ▼nope\r\nFROM t',
  'SELECT /* nope, 😀 */ ▼nope FROM t',
  "SELECT 'nope', ▼nope FROM t",
  'WITH a AS (SELECT ▼nope FROM t) FROM a',
  'SELECT (SELECT ▼nope FROM t)',
  'SELECT list_transform([1], x -> ▼nope)',
  'EXPLAIN SELECT ▼nope',
  'CREATE VIEW v AS SELECT ▼nope FROM t',
  'SELECT i FROM t WHERE i ▼IN (SELECT 1, 2)',
  'INSERT INTO t (▼nope) VALUES (1)',
  'UPDATE t SET ▼nam = 1',
  'ALTER TABLE t DROP COLUMN ▼nope',
  'ALTER TABLE t ADD COLUMN ▼name INT',
  'CREATE INDEX ix ON t (▼nope)',
  'SELECT * EXCLUDE (▼nope) FROM t',
  "SELECT {'a': 1}.▼b",
  'MERGE INTO t USING k ON t.i = k.i WHEN MATCHED THEN UPDATE SET ▼nope = 1',
  'PIVOT t ON ▼nope USING sum(i)',
  'SELECT 1; SELECT ▼nope FROM t; SELECT 3',
  'SELECT name FROM t HAVING ▼i > 1',
  "SELECT ▼sum('x')",
  "SELECT 1 ▼+ 'x'",
  'SELECT count(*) FROM t WHERE ▼count(*) > 1',
  'SELECT ▼m1(1, 2, 3)',
  'SELECT name FROM t WHERE name = ▼"Bob"',
  // The catalog.
  'FROM ▼penguin',
  'SELECT * FROM t JOIN ▼pengu USING (i)',
  'DROP TABLE ▼tt',
  'DROP VIEW ▼t',
  'CREATE TABLE ▼t (i INT)',
  'FROM sys.▼quries',
  'FROM system.▼quries',
  'SELECT ▼uper(name) FROM t',
  'SELECT ▼Uper(name), Upper(name) FROM t',
  "SELECT 'x'::▼INTEGR",
  'SELECT CAST(1 AS ▼txt)',
  'SET ▼treads = 4',
  "PRAGMA ▼tabel_info('t')",
  'USE ▼nope',
  'EXECUTE ▼nope',
  "SELECT nextval(▼'nope')",
  'DESCRIBE ▼nope',
  'CALL ▼nope()',
  // Values.
  "SELECT 'abc'▼::INT",
  "INSERT INTO t VALUES (▼'a', 'b')",
  "SELECT species, '2024-13-01'▼::DATE FROM penguins",
  // Files.
  "FROM ▼'order.csv'",
  "SELECT * FROM read_csv(▼'order.csv')",
  "COPY t FROM ▼'none.csv'",
  // What happened in another text has no place in this one.
  'FROM dangling',
  "FROM m2('abc')",
  'COMMIT',
];

test.each(PLACES)('%s', async (marked) => {
  const place = marked.indexOf('▼');
  const sql = marked.replace('▼', '');
  const { error } = await db.run(sql);
  expect(error).toBeDefined();
  const at = error?.position?.offset;
  expect(at === undefined ? sql : `${sql.slice(0, at)}▼${sql.slice(at)}`).toBe(marked);
  if (place >= 0) {
    const lines = sql.slice(0, place).split(/\r\n|\n/);
    expect(error?.position).toMatchObject({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
  }
});

test.each<[sql: string, candidates: string[] | undefined]>([
  ['FROM penguin', ['penguins']],
  ['SELECT nam FROM t', ['name']],
  ['SELECT t.nam FROM t', ['name']],
  ['UPDATE t SET nam = 1', ['name']],
  ['SELECT uper(name) FROM t', ['upper']],
  ['SELECT cuont(*) FROM t', ['count']],
  ['SELECT CAST(1 AS txt)', ['text']],
  ['SET treads = 4', ['threads']],
  ["PRAGMA tabel_info('t')", ['table_info']],
  ['FROM sys.quries', ['queries']],
  ['FROM system.quries', ['queries']],
  ["FROM 'order.csv'", ['orders.csv']],
  ["FROM 'costumers.csv'", ['customers.csv']],
  ["FROM 'Orders.CSV'", ['orders.csv']],
  ['SELECT i FROM t, t AS u', ['t.i', 'u.i']],
  ["SELECT {'abc': 1}.abd", ['abc']],
  // Nothing that is alike is better than something that is not.
  ['FROM zebra', undefined],
  ["FROM 'x.parquet'", undefined],
  ["SELECT sum('x')", undefined],
  ['SELECT name FROM t WHERE name = "Bob"', undefined],
])('%s may have meant %o', async (sql, candidates) => {
  expect((await db.run(sql)).error?.candidates).toEqual(candidates);
});

test.each<[sql: string, hint: RegExp]>([
  ["SELECT to_json({'a': 1})", /json extension, which this page does not have/],
  ['SELECT ST_Point(1, 2)', /spatial extension/],
  ["FROM 'x.parquet'", /Add the file to the page first/],
  ["FROM 'x.json'", /Add the file to the page first/],
  ["FROM 'nowhere.csv'", /Add the file to the page first/],
  ["FROM 'orders.tvs'", /Add the file to the page first/],
  ["FROM 'https://example.org/a.csv'", /CORS/],
  ['CREATE TABLE system.x (i INT)', /DuckDB’s own/],
  ['DROP VIEW sys.queries', /there to be read/],
  ['SELECT order FROM t', /The word order belongs to SQL/],
  ['CREATE TABLE group (i INT)', /The word group belongs/],
  ['CREATE TABLE x (at INT)', /The word at belongs/],
  ['SELECT i, end, name FROM t', /The word end belongs/],
  ['CREATE TABLE user-table (i INT)', /hyphen goes in double quotes/],
  ['SELECT name FROM t WHERE name = "Bob"', /single quotes: 'Bob'/],
  ['SELECT * FROM `t`', /not with backticks/],
  ['SELECT TOP 5 * FROM t', /LIMIT at the end/],
  ['CREATE TABLE y (i INT AUTO_INCREMENT)', /sequence/],
  ['SELECT * FROM t LIMIT 5, 10', /OFFSET/],
  ['SELECT getdate()', /now\(\) or current_date/],
  ['SELECT nvl(1, 2)', /coalesce/],
  ['SELECT count(*) FROM t WHERE count(*) > 1', /HAVING/],
  ['SELECT nope', /FROM table/],
  ["SELECT 'abc'::INT", /TRY_CAST/],
  ["SELECT sum('x')", /Cast the arguments/],
  ["SELECT 'open", /Close the text/],
  ['SELECT "open', /Close the name/],
  ['SELECT (1', /stops too early/],
])('%s is told what to do: %s', async (sql, hint) => {
  expect((await db.run(sql)).error?.hint).toMatch(hint);
});

test.each([
  'SELEC 1',
  'SELECT i name age FROM t',
  'FROM zebra',
  'SELECT 1 FROM t WHERE )',
  'SELECT i, FROM t GROUP 1',
  'COMMIT',
])('%s is told no story', async (sql) => {
  expect((await db.run(sql)).error?.hint).toBeUndefined();
});

test('out of memory is told shortly, and what can be freed', async () => {
  const { error } = await db.run("SET memory_limit = '10MB'; CREATE TABLE big AS FROM range(10000000)");
  await db.run("SET memory_limit = '3GB'");
  expect(error).toMatchObject({ code: 'OUT_OF_MEMORY_ERROR' });
  expect(error?.message).not.toContain('temp_directory');
  expect(error?.hint).toMatch(/unpin results/);
});
