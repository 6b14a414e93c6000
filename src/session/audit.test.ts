import { beforeAll, expect, test } from 'vitest';
import type { Role } from '../protocol/query';
import { TestSession } from './testing/test-session';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
  await db.run(
    'CREATE TABLE t (i INT); CREATE SEQUENCE s; PREPARE ins AS INSERT INTO t VALUES ($1); PREPARE sel AS FROM t;' +
      "PREPARE out AS COPY t TO 'out.csv'",
  );
});

/** What a statement left in the audit log, and how often it counted as a change. */
async function traces(sql: string, role: Role) {
  const audited = db.session.audit.rows().length;
  const { generation } = db.session;
  await db.run(sql, { role });
  const entries = db.session.audit.rows().slice(audited);
  return {
    audit: entries.map(({ action, target, outcome }) => `${String(action)} ${String(target)} ${String(outcome)}`),
    changes: db.session.generation - generation,
  };
}

test.each([
  ['EXECUTE ins(1)', ['insert ins succeeded'], 1],
  ['EXECUTE sel', [], 0],
  ['EXPLAIN ANALYZE INSERT INTO t VALUES (2)', ['insert t succeeded'], 1],
  ['EXPLAIN INSERT INTO t VALUES (2)', [], 0],
  ['EXPLAIN ANALYZE PREPARE n AS INSERT INTO t VALUES (2)', [], 0],
  ['EXPLAIN ANALYZE FROM t', [], 0],
  ['EXPLAIN ANALYZE EXECUTE ins(3)', ['insert ins succeeded'], 1],
  ["SELECT nextval('s')", [], 1],
  ['FROM t', [], 0],
  ["INSERT INTO t VALUES ('x')", ['insert t failed'], 1],
  ['EXPLAIN ANALYZE INSERT INTO t SELECT i FROM nosuch', ['insert t failed'], 1],
  ['SET default_order = $$desc$$; RESET default_order', [], 2],
])('an author: %s', async (sql, audit, changes) => {
  expect(await traces(sql, 'author')).toEqual({ audit, changes });
});

test.each([
  ['EXECUTE out', 'copy out refused'],
  ['EXPLAIN ANALYZE EXECUTE out', 'copy out refused'],
  ['EXPLAIN ANALYZE COPY t TO $$x$$', 'copy t refused'],
  ['CALL checkpoint()', 'call null refused'],
  ['FROM checkpoint()', 'select null refused'],
  ['PRAGMA force_checkpoint', 'pragma null refused'],
  ['PRAGMA memory_limit = $$1GB$$', 'set null refused'],
  ['SET threads = 1', 'set null refused'],
  ['SET errors_as_json = false', 'set null refused'],
  ['IMPORT DATABASE $$x$$', 'import null refused'],
  ['INSERT INTO t VALUES (1); CHECKPOINT', 'checkpoint null refused'],
])('an author is refused, once: %s', async (sql, entry) => {
  expect(await traces(sql, 'author')).toEqual({ audit: [entry], changes: 0 });
});

test("a refusal of the page's own look-up is audited too", async () => {
  const audited = db.session.audit.rows().length;
  await db.run('DROP TABLE t', { role: 'reader', origin: 'catalog' });
  expect(db.session.audit.rows().slice(audited)).toMatchObject([{ action: 'drop', outcome: 'refused' }]);
});

test.each([
  ['refused', 'BEGIN; CREATE TEMP TABLE n (i INT); INSERT INTO n VALUES (1); CHECKPOINT', 'author'],
  [
    'refused late',
    'BEGIN; CREATE TABLE n AS SELECT 1; CREATE MACRO c() AS TABLE FROM checkpoint(); FROM c()',
    'author',
  ],
  ['failing', "BEGIN; CREATE TABLE n AS SELECT 1; SELECT error('x')", 'admin'],
  ['not even bound', 'BEGIN; CREATE TABLE n AS SELECT 1; FROM nosuch', 'admin'],
] satisfies [string, string, Role][])(
  'a query that is %s leaves no transaction and no table',
  async (_how, sql, role) => {
    expect((await db.run(sql, { role })).status).toBe('failed');
    expect(await db.rows("FROM duckdb_tables() WHERE table_name = 'n'")).toEqual([]);
    expect((await db.run('COMMIT')).error?.message).toMatch(/no transaction is active/);
  },
);

test('a transaction that was open before stays open where a query fails', async () => {
  await db.run('BEGIN; INSERT INTO t VALUES (77)');
  expect((await db.run('FROM nosuch')).status).toBe('failed');
  expect((await db.run('SELECT 1', { generation: -1 })).error?.code).toBe('DATA_CHANGED');
  await db.run('COMMIT');
  expect(await db.value('SELECT count(*) FROM t WHERE i = 77')).toBe('1');
});
