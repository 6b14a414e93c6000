import { beforeAll, beforeEach, expect, test } from 'vitest';
import { TestSession } from './testing/test-session';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
}, 60_000);

beforeEach(async () => {
  for (const namespace of ['main', 'shop']) await db.session.resetNamespace(namespace);
});

const everything = `
  CREATE TYPE mood AS ENUM ('well', 'ill');
  CREATE SEQUENCE ids;
  CREATE TABLE parent (id INTEGER PRIMARY KEY DEFAULT nextval('ids'), m mood);
  CREATE TABLE child (id INTEGER REFERENCES parent (id));
  CREATE INDEX by_id ON child (id);
  INSERT INTO parent VALUES (1, 'well');
  INSERT INTO child VALUES (1);
  CREATE VIEW "a ""view" AS FROM child;
  CREATE VIEW over_view AS FROM "a ""view";
  CREATE MACRO twice(x) AS 2 * x;
  CREATE MACRO rows_of(n) AS TABLE FROM range(n);
  CREATE SCHEMA apart;
  CREATE TABLE apart.far AS FROM parent;
  CREATE TEMP TABLE passing (i INTEGER);
  SET VARIABLE v = 7;
  SET SESSION default_null_order = 'nulls_first';
  PREPARE p AS SELECT 1;
  USE apart;
  BEGIN;
  CREATE TABLE pending (i INTEGER)`;

const objects = `
  SELECT count(*) FROM (
    SELECT table_name AS name, schema_name FROM duckdb_tables() WHERE NOT internal AND database_name IN (current_database(), 'temp')
    UNION ALL SELECT view_name, schema_name FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
    UNION ALL SELECT function_name, schema_name FROM duckdb_functions() WHERE NOT internal AND database_name = current_database()
    UNION ALL SELECT type_name, schema_name FROM duckdb_types() WHERE NOT internal AND database_name = current_database()
    UNION ALL SELECT sequence_name, schema_name FROM duckdb_sequences() WHERE database_name = current_database()
    UNION ALL SELECT schema_name, schema_name FROM duckdb_schemas() WHERE NOT internal AND schema_name <> 'main'
      AND database_name = current_database()
    UNION ALL SELECT name, '' FROM duckdb_prepared_statements())`;

test.each(['main', 'shop'])('%s is empty again, and as it was at first', async (namespace) => {
  const options = { namespace };
  const first = [
    await db.value('SELECT current_schema()', options),
    await db.value('SELECT current_database()', options),
  ];
  const order = await db.value("SELECT current_setting('default_null_order')", options);
  const { error } = await db.run(everything, options);
  expect(error).toBeUndefined();
  await db.session.resetNamespace(namespace);

  expect((await db.run('SELECT 1', options)).transaction).toBe('none');
  expect(await db.value(objects, options)).toBe('0');
  expect(await db.value("SELECT getvariable('v')", options)).toBeNull();
  expect(await db.value("SELECT current_setting('default_null_order')", options)).toBe(order);
  expect([
    await db.value('SELECT current_schema()', options),
    await db.value('SELECT current_database()', options),
  ]).toEqual(first);
  // And it can be filled again.
  expect((await db.run(everything, options)).error).toBeUndefined();
});

test('other namespaces, files and global settings stay', async () => {
  await db.run('CREATE TABLE kept AS SELECT 42 AS x', { namespace: 'shop' });
  await db.run("SET GLOBAL default_order = 'desc'");
  db.session.addFile('a.csv', new TextEncoder().encode('a\n1\n').buffer, null);
  await db.session.resetNamespace('main');
  expect(await db.value('SELECT x FROM kept', { namespace: 'shop' })).toBe('42');
  expect(await db.value("SELECT current_setting('default_order')")).toMatch(/desc/i);
  expect(await db.value("SELECT count(*) FROM 'a.csv'")).toBe('1');
  expect(await db.value('SELECT connection_count FROM sys.session')).toBe('3');
  await db.run('RESET GLOBAL default_order');
});

test('it takes its place in its line, and is written down', async () => {
  const before = db.run('CREATE TABLE t AS FROM range(100000)', { namespace: 'shop' });
  const reset = db.session.resetNamespace('SHOP');
  const after = db.run('CREATE TABLE t AS SELECT 1 AS x', { namespace: 'shop' });
  expect((await before).error).toBeUndefined();
  await reset;
  expect((await after).error).toBeUndefined();
  expect(await db.value('SELECT x FROM t', { namespace: 'shop' })).toBe('1');
  expect(
    await db.value('SELECT target FROM sys.audit_log WHERE action = \'reset-namespace\' ORDER BY "at" DESC LIMIT 1'),
  ).toBe('shop');
});

test('a transaction that is open elsewhere goes on', async () => {
  await db.run('CREATE TABLE t AS SELECT 1 AS x', { namespace: 'shop' });
  await db.run('CREATE TABLE own (x INTEGER)');
  expect((await db.run('BEGIN; INSERT INTO own SELECT x FROM shop.main.t')).error).toBeUndefined();
  await db.session.resetNamespace('shop');
  expect((await db.run('INSERT INTO own VALUES (2); COMMIT')).error).toBeUndefined();
  expect(await db.value('SELECT count(*) FROM own')).toBe('2');
  expect(await db.value(objects, { namespace: 'shop' })).toBe('0');
  expect(await db.value('SELECT current_database()', { namespace: 'shop' })).toBe('shop');
});

test('a namespace that was never made stays so', async () => {
  await db.session.resetNamespace('nowhere');
  expect(await db.value("SELECT count(*) FROM sys.namespaces WHERE namespace = 'nowhere'")).toBe('0');
});
