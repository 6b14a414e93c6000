import { beforeAll, describe, expect, test } from 'vitest';
import { TestSession } from './testing/test-session';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
});

const VIEWS: Record<string, string> = {
  session:
    'session_id, engine_version, bundle, threads, memory_limit_bytes, heap_bytes, opened_at, boot_ms, connection_count, query_count, cross_origin_isolated, database',
  queries:
    'query_id, session_id, namespace, role, origin, sql, statement_count, status, queued_at, started_at, finished_at, queue_ms, exec_ms, total_ms, rows_returned, result_bytes, error_code, error_message',
  processes: 'query_id, namespace, role, origin, sql, status, queued_at, started_at, elapsed_ms, progress',
  namespaces: 'namespace, is_default, table_count, view_count, query_count',
  tables: 'namespace, schema_name, table_name, kind, temporary, column_count, estimated_rows, sql',
  columns: 'namespace, schema_name, table_name, ordinal, column_name, data_type, nullable, column_default',
  functions: 'function_name, kind, return_type, parameters, description, example',
  files: 'file_name, kind, format, size_bytes, registered_at, source_url',
  settings: 'name, value, description, scope',
  extensions: 'extension_name, loaded, installed, version, source',
  memory: 'tag, used_bytes',
  audit_log: 'at, query_id, role, origin, action, target, outcome',
};

describe.each(Object.entries(VIEWS))('sys.%s', (view, columns) => {
  test.each([`sys.${view}`, `system.${view}`])('is there as %s, with its columns', async (name) => {
    const { error, statements } = await db.run(`FROM ${name}`);
    expect(error).toBeUndefined();
    expect(statements[0]?.columns).toEqual(columns.split(', '));
  });
});

describe('live', () => {
  test('a query sees itself running, and those before it as they ended', async () => {
    await db.run('SELECT * FROM nope');
    const before = await db.run('SELECT 1; SELECT 2');
    const rows = await db.rows('SELECT query_id, status, statement_count, rows_returned, error_code FROM sys.queries');
    expect(rows.at(-1)?.slice(1)).toEqual(['running', '1', '0', null]);
    expect(rows.at(-2)).toEqual([before.queryId, 'succeeded', '2', '2', null]);
    expect(rows.at(-3)?.[4]).toBe('CATALOG_ERROR');
  });

  test('a second statement sees the state as of its own start', async () => {
    const { statements } = await db.run(
      'SELECT rows_returned FROM sys.queries ORDER BY queued_at DESC LIMIT 1; '.repeat(2),
    );
    expect(statements.map(({ rows }) => rows)).toEqual([[['0']], [['1']]]);
  });

  test('times are in order and durations fit them', async () => {
    const wrong = await db.rows(
      `SELECT query_id FROM sys.queries WHERE status <> 'running' AND NOT (
         queued_at <= started_at AND started_at <= finished_at AND
         abs(total_ms - (epoch_us(finished_at) - epoch_us(queued_at)) / 1000) < 0.01 AND abs(total_ms - queue_ms - exec_ms) < 0.01
       )`,
    );
    expect(wrong).toEqual([]);
  });

  test("the page's own look-ups are not listed", async () => {
    await db.run("SELECT 'from the catalog'", { origin: 'catalog' });
    expect(await db.rows("SELECT 1 FROM sys.queries WHERE origin = 'catalog'")).toEqual([]);
  });

  test('the last 10,000 queries are kept', async () => {
    for (let i = 0; i < 10_010; i++) await db.run('SELECT 42');
    const [row] = await db.rows('SELECT count(*), (SELECT query_count > 10000 FROM sys.session) FROM sys.queries');
    expect(row).toEqual(['10000', 'true']);
  });

  test('tables, columns and namespaces appear where they are made', async () => {
    await db.run(
      'CREATE TABLE orders (id INT NOT NULL, price DECIMAL(9,2) DEFAULT 1.5); CREATE VIEW totals AS FROM orders',
      {
        namespace: 'shop',
      },
    );
    await db.run('CREATE TEMP TABLE basket (i INT)', { namespace: 'shop' });
    const inShop = { namespace: 'shop' };
    expect(
      await db.rows("SELECT table_name, kind, temporary FROM sys.tables WHERE namespace = 'shop' ORDER BY 1", inShop),
    ).toEqual([
      ['basket', 'table', 'true'],
      ['orders', 'table', 'false'],
      ['totals', 'view', 'false'],
    ]);
    expect(
      await db.rows(
        "SELECT ordinal, column_name, data_type, nullable, column_default FROM sys.columns WHERE table_name = 'orders'",
      ),
    ).toEqual([
      ['1', 'id', 'INTEGER', 'false', null],
      ['2', 'price', 'DECIMAL(9,2)', 'true', '1.5'],
    ]);
    expect(
      await db.rows(
        "SELECT is_default, table_count, view_count, query_count FROM sys.namespaces WHERE namespace = 'shop'",
      ),
    ).toEqual([['false', '1', '1', '3']]);
  });

  test('files are listed', async () => {
    db.session.addFile('listed.csv', new TextEncoder().encode('a,b\n1,2\n').buffer, null);
    expect(await db.rows('SELECT file_name, kind, format, size_bytes FROM sys.files')).toEqual([
      ['listed.csv', 'buffer', 'csv', '8'],
    ]);
    expect(await db.rows("FROM 'listed.csv'")).toEqual([['1', '2']]);
  });

  test('the audit log names changes, refusals and cancels, not values', async () => {
    await db.run("CREATE TABLE audited (secret VARCHAR); INSERT INTO audited VALUES ('hunter2')");
    await db.run('DROP TABLE audited', { role: 'reader' });
    const rows = await db.rows('SELECT role, action, target, outcome FROM sys.audit_log ORDER BY "at" DESC LIMIT 3');
    expect(rows.reverse()).toEqual([
      ['admin', 'create', 'audited', 'succeeded'],
      ['admin', 'insert', 'audited', 'succeeded'],
      ['reader', 'drop', 'audited', 'refused'],
    ]);
    expect((await db.rows('SELECT a::VARCHAR FROM sys.audit_log a')).flat().join()).not.toContain('hunter2');
  });

  test('the memory limit is read back in bytes', async () => {
    await db.run("SET memory_limit = '1GiB'");
    expect(await db.value('SELECT memory_limit_bytes FROM sys.session')).toBe('1073741824');
    await db.run("SET memory_limit = '3GiB'");
  });
});

describe('protected', () => {
  test.each([
    'DROP VIEW sys.queries',
    'DROP VIEW IF EXISTS sys.main.queries',
    'DROP SCHEMA sys.main CASCADE',
    'CREATE OR REPLACE VIEW sys.queries AS SELECT 1',
    'ALTER VIEW sys.queries RENAME TO gone',
    'CREATE TABLE sys.mine (i INT)',
    'INSERT INTO sys.queries (sql) VALUES (1)',
    'DELETE FROM sys.queries',
    'UPDATE sys.queries SET sql = 1',
    "COMMENT ON VIEW sys.queries IS 'x'",
    'DETACH sys',
    'DETACH DATABASE IF EXISTS "SYS"',
    "ATTACH OR REPLACE ':memory:' AS sys",
    'CREATE SCHEMA sys',
    'CREATE SCHEMA IF NOT EXISTS memory."sys"',
    'USE sys; CREATE TABLE mine (i INT)',
    'BEGIN; DROP VIEW sys.queries',
  ])('%s', async (sql) => {
    expect((await db.run(sql, { namespace: 'attacker' })).status).toBe('failed');
    await db.run('ROLLBACK; USE attacker', { namespace: 'attacker' });
    expect((await db.run('FROM sys.queries LIMIT 1')).status).toBe('succeeded');
    expect((await db.run('FROM sys.queries LIMIT 1', { namespace: 'attacker' })).status).toBe('succeeded');
  });
});

test.each([
  'CREATE MACRO sys_live_queries() AS TABLE SELECT 1 AS query_id',
  "CREATE MACRO current_setting(a) AS '7'",
  'CREATE MACRO duckdb_tables() AS TABLE SELECT 1 AS i',
  'CREATE MACRO list_position(a, b) AS 99',
  "CREATE MACRO concat_ws(a, b, c) AS 'x'",
])('a macro does not get into the views: %s', async (sql) => {
  const inPlay = { namespace: 'play' };
  const views = `SELECT threads, memory_limit_bytes FROM sys.session; SELECT count(*) > 3 FROM sys.queries;
    SELECT count(*) >= 0 FROM sys.tables; SELECT parameters FROM sys.functions WHERE function_name = 'split_part'`;
  const before = (await db.run(views, inPlay)).statements.map(({ rows }) => rows);
  expect((await db.run(sql, inPlay)).status).toBe('succeeded');
  const after = await db.run(views, inPlay);
  expect(after.error).toBeUndefined();
  expect(after.statements.map(({ rows }) => rows)).toEqual(before);
  await db.run(
    'DROP MACRO IF EXISTS current_setting; DROP MACRO IF EXISTS list_position; DROP MACRO IF EXISTS concat_ws',
    inPlay,
  );
});

describe('system. as second spelling', () => {
  test.each([
    'SELECT count(*) > 0 FROM system.queries',
    'SELECT count(*) > 0 FROM SYSTEM . Queries',
    'SELECT count(*) > 0 FROM "system"."queries"',
    'SELECT count(*) > 0 FROM system /* of */ . queries',
    'WITH q AS (FROM system.queries) SELECT count(*) > 0 FROM q',
    "SELECT 'system.queries' = 'sys' || 'tem.queries'",
    'SELECT count(*) > 0 FROM system.information_schema.tables',
    'SELECT count(*) > 0 FROM system.main.duckdb_tables',
    'SELECT count(*) > 0 FROM system.pg_catalog.pg_type',
    'SELECT system.queries FROM (SELECT true AS queries) system',
    'SELECT count(system.queries.query_id) > 0 FROM system.queries',
    'SELECT name IS NOT NULL AS system FROM system.settings LIMIT 1',
    'SELECT count(*) > 0 FROM system.settings TABLESAMPLE 100% (SYSTEM)',
    'SELECT 1 AS system; SELECT count(*) > 0 FROM system.queries',
  ])('%s', async (sql) => {
    expect(await db.value(sql)).toBe('true');
  });

  test('positions in errors stay right', async () => {
    const sql = 'FROM system.session; SELECT 1 FROM system.queries WHERE nope';
    expect((await db.run(sql)).error?.position).toEqual({ offset: 56, line: 1, column: 57 });
  });

  test('the text in sys.queries is the text as given', async () => {
    const sql = 'SELECT sql FROM system.queries ORDER BY queued_at DESC LIMIT 1';
    expect(await db.value(sql)).toBe(sql);
  });
});
