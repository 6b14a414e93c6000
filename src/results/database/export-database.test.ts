import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { packageFile } from '../../readers/testing/loaded';
import { setParquetWasm } from '../../readers/parquet-wasm';
import { TestSession } from '../../session/testing/test-session';
import { PageSupplier } from '../../worker/page-supplier';
import { zip } from '../archive/zip';
import { nestedExpressions, RANDOM_ROWS, scalarExpressions } from '../testing/random-expressions';
import { quoteName } from '../sql-text';
import { databaseFiles } from './export-database';
import { sessionSource } from './testing/session-source';

beforeAll(() => {
  setParquetWasm(() => packageFile('parquet-wasm/esm/parquet_wasm_bg.wasm'));
});

async function open(): Promise<TestSession> {
  return TestSession.open({ supplier: new PageSupplier() });
}

/** What is in the archive. */
async function exported(
  session: TestSession,
  namespace: string,
  fileNames?: string[],
): Promise<Record<string, Uint8Array>> {
  const archive = await zip(await databaseFiles(sessionSource(session, namespace, fileNames), () => undefined));
  return unzipSync(new Uint8Array(await archive.arrayBuffer()));
}

const textOf = (files: Record<string, Uint8Array>, name: string) => new TextDecoder().decode(files[name]);

/** Loads an archive into a session that has nothing else. */
async function loaded(files: Record<string, Uint8Array>, namespace = 'copy'): Promise<TestSession> {
  const session = await open();
  for (const [name, bytes] of Object.entries(files)) {
    if (name.startsWith('data/')) session.session.addFile(name, bytes.slice().buffer, null);
  }
  const { error } = await session.run(textOf(files, 'load.sql'), { namespace });
  expect(error?.message).toBeUndefined();
  return session;
}

/** All that the catalog has of a database, but numbers that are given anew. */
const CATALOG = (database: string): string[] =>
  [
    `schema_name, comment FROM duckdb_schemas()`,
    `schema_name, table_name, comment, has_primary_key, estimated_size, column_count, index_count, check_constraint_count, sql FROM duckdb_tables()`,
    `schema_name, table_name, column_name, column_index, comment, column_default, is_nullable, data_type FROM duckdb_columns()`,
    `schema_name, view_name, comment, column_count, sql FROM duckdb_views()`,
    `schema_name, index_name, table_name, comment, is_unique, expressions, sql FROM duckdb_indexes()`,
    `schema_name, sequence_name, comment, min_value, max_value, increment_by, cycle, sql FROM duckdb_sequences()`,
    `schema_name, type_name, logical_type, labels, comment FROM duckdb_types()`,
    `schema_name, function_name, function_type, comment, parameters, parameter_types, macro_definition FROM duckdb_functions()`,
    `schema_name, table_name, constraint_type, constraint_text, referenced_table FROM duckdb_constraints()`,
  ].map((columns) => `SELECT ${columns} WHERE database_name = '${database}' ORDER BY ALL`);

async function expectSame(before: TestSession, namespace: string, after: TestSession, copy = 'copy'): Promise<void> {
  for (const [i, sql] of CATALOG(namespace).entries()) {
    expect(await after.rows(CATALOG(copy)[i] ?? '', { namespace: copy })).toEqual(
      await before.rows(sql, { namespace }),
    );
  }
  const relations = await before.rows(
    `SELECT schema_name, table_name FROM duckdb_columns() WHERE database_name = '${namespace}' AND NOT internal GROUP BY ALL ORDER BY ALL`,
  );
  expect(relations.length).toBeGreaterThan(0);
  for (const [schema, table] of relations) {
    const sql = `FROM ${quoteName(schema ?? '')}.${quoteName(table ?? '')}`;
    const rows = await before.rows(sql, { namespace, maxRows: 10_000 });
    expect(await after.rows(sql, { namespace: copy, maxRows: 10_000 }), sql).toEqual(rows);
  }
}

const AWKWARD = `
  CREATE SCHEMA "my ""sch"" ü";
  CREATE TYPE mood AS ENUM ('sad', 'o''k', '');
  CREATE TYPE "my ""sch"" ü"."T t" AS STRUCT(a INTEGER, m mood);
  CREATE TYPE amount AS DECIMAL(9, 2);
  CREATE SEQUENCE ids START 5 INCREMENT 2;
  SELECT nextval('ids'), nextval('ids');
  CREATE SEQUENCE "my ""sch"" ü"."s q" MINVALUE -3 MAXVALUE 9 START -3 CYCLE;
  CREATE SEQUENCE spent MAXVALUE 2;
  SELECT nextval('spent'), nextval('spent');
  CREATE SEQUENCE round MINVALUE 1 MAXVALUE 2 CYCLE;
  SELECT nextval('round'), nextval('round');
  CREATE SEQUENCE down INCREMENT -1 MINVALUE -10 MAXVALUE -1 START -1;
  CREATE MACRO twice(x) AS x * 2;
  CREATE MACRO four(x) AS twice(twice(x));
  CREATE MACRO "add it"(a, "b b" := 5, c INTEGER := 7) AS a + "b b" + c;
  CREATE MACRO variants(a) AS a, (a, b := 'x, (y)''' ) AS a || b;
  CREATE MACRO nothing() AS 42;
  CREATE MACRO numbers(n := 3, m := [1, 2]) AS TABLE SELECT range AS i, m AS l FROM range(n);
  CREATE TABLE parents (
    id INTEGER PRIMARY KEY DEFAULT nextval('ids'), m mood DEFAULT 'sad', "the struct" "my ""sch"" ü"."T t" DEFAULT row(1, 'sad'),
    g INTEGER GENERATED ALWAYS AS (four(id)) VIRTUAL, name VARCHAR COLLATE nocase UNIQUE NOT NULL, price amount DEFAULT 1.5 CHECK (twice(price) >= 0),
    "generated always" VARCHAR DEFAULT 'a INTEGER GENERATED ALWAYS AS(b)');
  CREATE TABLE a_child (parent INTEGER REFERENCES parents (id), n INTEGER, UNIQUE (parent, n), CHECK (n > parent));
  CREATE TABLE a_grandchild (parent INTEGER, n INTEGER, FOREIGN KEY (parent, n) REFERENCES a_child (parent, n));
  CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree (id), other INTEGER REFERENCES tree (id));
  CREATE TABLE "my ""sch"" ü"."select ""it"" 🦆" ("a b" INTEGER, "select" VARCHAR, "ünï" BLOB);
  CREATE TABLE "my ""sch"" ü"."SELECT-it-🦆" (a INTEGER);
  CREATE TABLE "my ""sch"" ü"."p (," (a VARCHAR DEFAULT '(,', b INTEGER, UNIQUE (a, b));
  CREATE TABLE "my ""sch"" ü"."c, )" (a VARCHAR, b INTEGER, c VARCHAR UNIQUE, FOREIGN KEY (a, b) REFERENCES "my ""sch"" ü"."p (," (a, b), FOREIGN KEY (a) REFERENCES "my ""sch"" ü"."c, )" (c));
  INSERT INTO "my ""sch"" ü"."p (," VALUES ('x', 1), (NULL, 2);
  INSERT INTO "my ""sch"" ü"."c, )" VALUES (NULL, 1, 'x'), (NULL, 5, NULL);
  INSERT INTO "my ""sch"" ü"."c, )" VALUES ('x', 1, 'y'), ('x', 1, NULL);
  CREATE TABLE empty (a INTEGER[], b VARCHAR DEFAULT 'x');
  INSERT INTO parents (name, m, "the struct") VALUES ('one', 'o''k', {a: 1, m: 'sad'}), ('two', '', NULL), ('three', NULL, {a: NULL, m: ''});
  INSERT INTO a_child SELECT id, 100 FROM parents;
  INSERT INTO a_grandchild SELECT parent, n FROM a_child;
  INSERT INTO tree VALUES (9, NULL, NULL);
  INSERT INTO tree VALUES (8, 9, NULL), (1, 9, 9);
  INSERT INTO tree VALUES (3, 8, 1), (2, NULL, 8);
  INSERT INTO tree VALUES (0, 9, 3);
  INSERT INTO "my ""sch"" ü"."select ""it"" 🦆" VALUES (1, e'tab\\t, "quoted"\\n', '\\x00\\xFFa'), (NULL, '', ''), (2, NULL, NULL), (3, 'a' || chr(0) || 'b', 'x');
  INSERT INTO "my ""sch"" ü"."SELECT-it-🦆" VALUES (1);
  CREATE INDEX by_price ON parents (price);
  CREATE UNIQUE INDEX "by it" ON "my ""sch"" ü"."select ""it"" 🦆" ("a b", (length("select")));
  CREATE VIEW z_first AS SELECT id, twice(id) AS d, g FROM parents;
  CREATE VIEW a_second AS SELECT * FROM z_first JOIN numbers(2) ON true;
  CREATE VIEW "my ""sch"" ü"."third v"(x, "y y") AS SELECT id, d FROM a_second;
  USE "my ""sch"" ü";
  CREATE VIEW inside AS SELECT "select" AS s FROM "select ""it"" 🦆" UNION ALL SELECT x::VARCHAR FROM "third v";
  USE main;
  CREATE OR REPLACE VIEW z_first AS SELECT id, twice(id) AS d, g FROM parents;
  CREATE MACRO of_view(least) AS TABLE SELECT * FROM a_second WHERE d > least;
  COMMENT ON TABLE parents IS 'it''s; a "table"';
  COMMENT ON COLUMN parents.name IS 'the name';
  COMMENT ON VIEW a_second IS 'second';
  COMMENT ON COLUMN a_second.d IS 'double';
  COMMENT ON INDEX by_price IS 'quick';
  COMMENT ON SEQUENCE ids IS 'numbers';
  COMMENT ON TYPE mood IS 'moods';
  COMMENT ON MACRO twice IS 'times two';
  COMMENT ON MACRO TABLE numbers IS 'some';`;

test('a database is made again as it was, and goes on as it would have', async () => {
  const before = await open();
  expect((await before.run(AWKWARD, { namespace: 'shop' })).error).toBeUndefined();
  const files = await exported(before, 'shop');
  expect(Object.keys(files).slice(0, 2)).toEqual(['load.sql', 'README.txt']);
  const after = await loaded(files);
  await expectSame(before, 'shop', after);
  for (const sql of [
    `SELECT nextval('ids'), nextval('round'), nextval('down')`,
    `USE "my ""sch"" ü"; SELECT nextval('"s q"'); USE main`,
    `SELECT last_value FROM duckdb_sequences() ORDER BY sequence_name`,
    `SELECT "add it"(1), "add it"(1, 2), "add it"(1, c := 1), variants('a', 'b'), nothing()`,
    'FROM numbers()',
    'FROM of_view(12)',
    `INSERT INTO parents (name) VALUES ('next') RETURNING *`,
  ]) {
    expect(await after.rows(sql, { namespace: 'copy' }), sql).toEqual(await before.rows(sql, { namespace: 'shop' }));
  }
  for (const sql of [
    `SELECT nextval('spent')`,
    'INSERT INTO a_child VALUES (12345, 99999)',
    `INSERT INTO parents (name) VALUES ('one')`,
    'INSERT INTO a_child VALUES (5, 1)',
  ]) {
    const { error } = await before.run(sql, { namespace: 'shop' });
    expect(error?.code, sql).toBeDefined();
    expect((await after.run(sql, { namespace: 'copy' })).error?.message).toBe(error?.message);
  }
});

test('every type comes back as it was', async () => {
  const before = await open();
  const all = Object.entries({ ...scalarExpressions, ...nestedExpressions });
  await before.rows('CREATE TABLE all_types AS FROM test_all_types()', { namespace: 'types' });
  let made = 0;
  for (const [i, [, expression]] of all.entries()) {
    const sql = `CREATE TABLE t${String(i)} AS SELECT i, ${expression} AS x FROM ${RANDOM_ROWS(300)}`;
    // Some of them can be no column.
    if (!(await before.run(sql, { namespace: 'types' })).error) made++;
  }
  expect(made).toBeGreaterThan(30);
  await before.rows(
    `CREATE TABLE coded AS SELECT [INTERVAL '999999999 hours', NULL] AS a, MAP {INTERVAL '1 month -3 days': [INTERVAL '-1 second']} AS b,
      {'i': INTERVAL '5 years', 'n': NULL::INTERVAL} AS c, NULL::STRUCT(i INTERVAL) AS d, NULL::MAP(INTERVAL, INTERVAL) AS e,
      [union_value(num := 2), NULL, union_value(str := '2')::UNION(num INTEGER, str VARCHAR)]::UNION(num INTEGER, str VARCHAR)[] AS f,
      ['infinity'::TIMESTAMP_NS, '2020-01-01 00:00:00.123456789'::TIMESTAMP_NS] AS g, ARRAY[INTERVAL '1 day', NULL] AS h,
      MAP {170141183460469231731687303715884105727::HUGEINT: '-infinity'::TIMESTAMP_S} AS i, [[INTERVAL '1 day'], NULL, []] AS j`,
    { namespace: 'types' },
  );
  await expectSame(before, 'types', await loaded(await exported(before, 'types')));
});

test('what needs more than the database is last, and what is broken is a remark', async () => {
  const before = await open();
  before.session.addFile('orders.csv', new TextEncoder().encode('id\n1\n').buffer, null);
  await before.rows(
    `CREATE TABLE t AS SELECT 1 AS a; CREATE TABLE gone (a INTEGER); CREATE VIEW b_of_file AS FROM 'orders.csv';
    CREATE VIEW a_of_view AS FROM b_of_file; CREATE VIEW broken AS FROM gone; CREATE VIEW fine AS FROM t;
    CREATE VIEW elsewhere AS FROM shop.main.t; DROP TABLE gone; COMMENT ON VIEW broken IS 'sad'; CREATE TEMP TABLE passing AS SELECT 1 AS a`,
    { namespace: 'shop' },
  );
  const files = await exported(before, 'shop', ['orders.csv']);
  const sql = textOf(files, 'load.sql');
  const guess = /-- Did you mean .*\n/;
  expect(sql.slice(sql.indexOf('-- Views')).replace(guess, '')).toBe(`-- Views and macros
CREATE VIEW fine AS SELECT * FROM t;

-- These read files or other databases, which must be there; they are last, as they fail where those are missing
CREATE VIEW b_of_file AS SELECT * FROM "orders.csv";
CREATE VIEW a_of_view AS SELECT * FROM b_of_file;
CREATE VIEW elsewhere AS SELECT * FROM shop.main.t;

-- These could not be read any more
-- "broken": Table with name gone does not exist!
-- CREATE VIEW broken AS SELECT * FROM gone;
`);
  expect(sql).not.toContain('passing');
});
