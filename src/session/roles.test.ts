import { beforeAll, expect, test } from 'vitest';
import { TestSession } from './testing/test-session';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
  await db.run('CREATE TABLE t AS SELECT 1 AS i; CREATE SEQUENCE s');
  db.session.addFile('rows.csv', new TextEncoder().encode('i\n6\n').buffer, null);
}, 60_000);

const READING = [
  'SELECT 1',
  'FROM t',
  'WITH x AS (SELECT 1) SELECT * FROM x',
  'VALUES (1)',
  'TABLE t',
  'DESCRIBE t',
  'SHOW TABLES',
  'SUMMARIZE t',
  'PIVOT t ON i USING count(*)',
  'EXPLAIN SELECT 1',
  'EXPLAIN ANALYZE SELECT 1',
  'FROM sys.queries LIMIT 1',
];

const WRITING = [
  'INSERT INTO t VALUES (2)',
  'UPDATE t SET i = 1',
  'DELETE FROM t WHERE false',
  'CREATE TEMP TABLE x AS SELECT 1; DROP TABLE x',
  'BEGIN; ROLLBACK',
  'SET VARIABLE v = 1',
  'CREATE OR REPLACE MACRO m(a) AS a + 1',
  'EXPLAIN ANALYZE INSERT INTO t VALUES (3)',
  'PREPARE p AS INSERT INTO t VALUES (4)',
  'WITH x AS (SELECT 5) INSERT INTO t FROM x',
  "COPY t FROM 'rows.csv'",
];

const REACHING = [
  "ATTACH ':memory:' AS elsewhere",
  'DETACH nowhere',
  "COPY t TO 'out.csv'",
  "EXPLAIN ANALYZE COPY t TO 'out.csv'",
  "PREPARE c AS COPY t TO 'out.csv'",
  "EXPLAIN ANALYZE PREPARE c AS COPY t TO 'out.csv'",
  'CHECKPOINT',
  "IMPORT DATABASE 'out'",
  "EXPORT DATABASE 'out'",
  'INSTALL json',
  'LOAD json',
];

const tableOf = (role: 'reader' | 'author', sql: string, isAllowed: boolean) => [role, sql, isAllowed] as const;

test.each([
  ...READING.flatMap((sql) => [tableOf('reader', sql, true), tableOf('author', sql, true)]),
  ...WRITING.flatMap((sql) => [tableOf('reader', sql, false), tableOf('author', sql, true)]),
  ...REACHING.flatMap((sql) => [tableOf('reader', sql, false), tableOf('author', sql, false)]),
])('%s: %s → %s', async (role, sql, isAllowed) => {
  const before = await db.value('SELECT count(*) FROM sys.audit_log');
  const { status, error, statements } = await db.run(sql, { role });
  if (isAllowed) {
    expect(error).toBeUndefined();
    expect(status).toBe('succeeded');
  } else {
    expect(error).toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(error?.message).toContain(role);
    expect(statements).toEqual([]);
    const added = await db.rows(`SELECT outcome FROM sys.audit_log OFFSET ${String(before)}`);
    expect(added).toEqual([['refused']]);
  }
});

test('a script with one refused statement runs none of them', async () => {
  const { error } = await db.run('SELECT 1; CREATE TABLE never (i INT)', { role: 'reader' });
  expect(error).toMatchObject({ code: 'PERMISSION_DENIED', statementIndex: 1 });
  expect(await db.rows("FROM sys.tables WHERE table_name = 'never'")).toEqual([]);
});

test("a reader's SELECT that writes is refused by the engine", async () => {
  const { status, error } = await db.run("SELECT nextval('s')", { role: 'reader' });
  expect(status).toBe('failed');
  expect(error).toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(await db.value('SELECT 42', { role: 'reader' })).toBe('42');
});
