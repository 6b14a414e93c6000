import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { TestSession } from './testing/test-session';

let db: TestSession;
const changes: string[] = [];

beforeAll(async () => {
  db = await TestSession.open({
    changes: {
      changed: ({ sql }) => changes.push(sql),
      transactionEnded: (namespace, isCommitted) =>
        changes.push(`${namespace}: ${isCommitted ? 'committed' : 'undone'}`),
      namespaceReset: (namespace) => changes.push(`${namespace}: reset`),
    },
  });
});

beforeEach(async () => {
  for (const namespace of ['main', 'embed', 'other']) await db.session.resetNamespace(namespace);
  changes.length = 0;
});

/** Everything that a namespace can hold, some of it under names that need care. */
const CONTENT = `
  CREATE TYPE mood AS ENUM ('ok', 'low');
  CREATE TYPE pair AS STRUCT(a mood, b mood);
  CREATE SEQUENCE numbers;
  CREATE TABLE "it's ""quoted""" (i INT);
  CREATE TABLE parent (i INT PRIMARY KEY, m mood DEFAULT 'ok', p pair);
  CREATE TABLE child (i INT PRIMARY KEY DEFAULT nextval('numbers'), of INT REFERENCES parent(i));
  CREATE TABLE grandchild (of INT REFERENCES child(i), also INT REFERENCES parent(i));
  CREATE TABLE tree (i INT PRIMARY KEY, up INT REFERENCES tree(i));
  CREATE INDEX by_mood ON parent (m);
  ALTER TABLE parent ADD COLUMN later INT;
  INSERT INTO parent (i) VALUES (1);
  INSERT INTO child (of) VALUES (1);
  CREATE VIEW low AS FROM parent WHERE m = 'low';
  CREATE VIEW lower AS FROM low;
  CREATE MACRO twice(x) AS x * 2, (x, y) AS x * y;
  CREATE MACRO all_of(x) AS TABLE FROM parent WHERE i = x;
  CREATE MACRO duckdb_tables() AS TABLE SELECT 'mine' AS table_name;
  CREATE SCHEMA "s s";
  CREATE SEQUENCE "s s".numbers;
  CREATE TABLE "s s".parent (i INT PRIMARY KEY);
  CREATE TABLE "s s".child (of INT REFERENCES "s s".parent(i));
  CREATE VIEW "s s".view AS FROM "s s".parent;
  CREATE TABLE numbered (i INT DEFAULT nextval('"s s".numbers'));
  CREATE TEMP TABLE passing AS SELECT 1 AS i;
  CREATE TEMP VIEW passing_view AS SELECT 1 AS i;
  CREATE TEMP MACRO passing_macro() AS 1;
  PREPARE p AS SELECT 1;
  SET SESSION default_order = 'desc';
  SET SESSION search_path = '"s s"';
  SET VARIABLE v = 5`;

/** What is left of it, and what an empty namespace has. */
async function contentOf(namespace: string): Promise<unknown> {
  const database = namespace === 'main' ? 'memory' : namespace;
  const objects = await db.rows(
    `SELECT 'table', table_name FROM system.main.duckdb_tables() WHERE database_name IN ('${database}', 'temp')
     UNION ALL SELECT 'view', view_name FROM system.main.duckdb_views() WHERE database_name IN ('${database}', 'temp') AND NOT internal
     UNION ALL SELECT 'function', function_name FROM duckdb_functions() WHERE database_name IN ('${database}', 'temp') AND NOT internal
     UNION ALL SELECT 'sequence', sequence_name FROM duckdb_sequences() WHERE database_name IN ('${database}', 'temp')
     UNION ALL SELECT 'type', type_name FROM duckdb_types() WHERE database_name IN ('${database}', 'temp') AND NOT internal
     UNION ALL SELECT 'index', index_name FROM duckdb_indexes() WHERE database_name = '${database}'
     UNION ALL SELECT 'schema', schema_name FROM duckdb_schemas() WHERE database_name = '${database}' AND NOT internal
     UNION ALL SELECT 'prepared', name FROM duckdb_prepared_statements() WHERE name = 'p'`,
    { namespace },
  );
  const place = await db.rows(
    "SELECT current_database(), current_schema(), current_setting('default_order'), getvariable('v'), current_setting('search_path')",
    { namespace },
  );
  return [objects.sort(), ...place];
}

const EMPTY = {
  main: [[], ['memory', 'main', 'ASCENDING', null, '']],
  embed: [[], ['embed', 'main', 'ASCENDING', null, 'embed.main']],
};

test.each(['main', 'embed'] as const)('%s is empty again, and takes the same once more', async (namespace) => {
  expect(await contentOf(namespace)).toEqual(EMPTY[namespace]);
  for (let round = 0; round < 2; round++) {
    expect((await db.run(CONTENT, { namespace })).error).toBeUndefined();
    const [objects] = (await contentOf(namespace)) as [unknown[]];
    expect(objects.length).toBeGreaterThan(20);
    await db.session.resetNamespace(namespace);
    expect(await contentOf(namespace)).toEqual(EMPTY[namespace]);
    expect(
      await db.value("SELECT table_count + view_count FROM sys.namespaces WHERE namespace = '" + namespace + "'"),
    ).toBe('0');
  }
});

test('others keep what they have: namespaces, attached databases, files, settings of all', async () => {
  db.session.addFile('in.csv', new TextEncoder().encode('a\n1\n').buffer, null);
  await db.rows(
    'CREATE TABLE kept AS SELECT 1 AS i; CREATE TEMP TABLE passing AS SELECT 2 AS i; PREPARE p AS FROM kept',
  );
  await db.rows('SET VARIABLE v = 3; BEGIN; INSERT INTO kept VALUES (4)');
  await db.rows(`ATTACH ':memory:' AS elsewhere; CREATE TABLE elsewhere.far AS SELECT 5 AS i`, { namespace: 'embed' });
  await db.rows("SET GLOBAL default_null_order = 'nulls_first'", { namespace: 'embed' });
  await db.session.resetNamespace('embed');
  expect(await db.rows('EXECUTE p')).toEqual([['1'], ['4']]);
  expect(await db.rows('FROM passing')).toEqual([['2']]);
  expect(await db.value("SELECT getvariable('v')")).toBe('3');
  expect((await db.run('COMMIT')).transaction).toBe('none');
  await db.session.resetNamespace('main');
  expect(await db.value('FROM elsewhere.far')).toBe('5');
  expect(await db.value("FROM 'in.csv'", { namespace: 'embed' })).toBe('1');
  expect(await db.value("SELECT current_setting('default_null_order')")).toBe('NULLS_FIRST');
  expect((await db.run('FROM kept')).error?.code).toBe('CATALOG_ERROR');
  await db.rows('DETACH elsewhere; RESET GLOBAL default_null_order');
  db.session.dropFile('in.csv');
});

test.each(['main', 'embed'])('an open transaction of %s is undone, also one that failed', async (namespace) => {
  for (const last of ['CREATE TABLE half (i INT)', 'SELECT 1 / x FROM nowhere', "SELECT error('no')"]) {
    await db.run('BEGIN; CREATE TABLE t (i INT)', { namespace });
    await db.run(last, { namespace });
    await db.session.resetNamespace(namespace);
    const after = await db.run('SELECT 1', { namespace });
    expect([after.error, after.transaction]).toEqual([undefined, 'none']);
    expect(await contentOf(namespace)).toMatchObject([[], {}]);
  }
  expect(changes.filter((change) => change.startsWith(namespace))).toEqual(
    Array.from({ length: 3 }, () => [`${namespace}: undone`, `${namespace}: reset`]).flat(),
  );
});

test('it takes its turn: what was posted before it ends first, what was posted after finds nothing', async () => {
  const order: string[] = [];
  const note = (what: string) => () => void order.push(what);
  const before = db.start('CREATE TABLE t AS FROM range(3000000); SELECT count(*) FROM t', { namespace: 'embed' });
  const ends = [
    before.ended.then(note('before')),
    db.session.resetNamespace('embed').then(note('reset')),
    db.run('SHOW TABLES', { namespace: 'embed' }).then(({ statements }) => {
      note(`after: ${String(statements[0]?.rows.length)}`)();
    }),
    // Nobody else waits.
    db.value('SELECT 1', { namespace: 'other' }).then(note('other')),
    db.value('SELECT count(*) FROM duckdb_tables()', { namespace: 'embed', origin: 'catalog' }).then(note('look-up')),
  ];
  await Promise.all(ends);
  expect((await before.ended).statements.at(-1)?.rows).toEqual([['3000000']]);
  expect(order.indexOf('other')).toBeLessThan(order.indexOf('before'));
  expect(order.indexOf('look-up')).toBeLessThan(order.indexOf('before'));
  expect(order.filter((what) => /before|reset|after/.test(what))).toEqual(['before', 'reset', 'after: 0']);
});

test.each(['main', 'embed'])('results that stream from %s elsewhere come in full', async (namespace) => {
  const database = namespace === 'main' ? 'memory' : namespace;
  await db.rows('CREATE TABLE t AS SELECT range AS i FROM range(200000)', { namespace });
  const ofOthers = db.start(`FROM ${database}.main.t`, { namespace: 'other', maxRows: 200_000, withholdsCredit: true });
  const lookUp = db.start(`FROM ${database}.main.t`, { origin: 'catalog', maxRows: 200_000, namespace: 'other' });
  // What has only been asked finds nothing any more.
  await vi.waitFor(() => {
    expect([ofOthers, lookUp].map(({ statements }) => statements.length)).toEqual([1, 1]);
  }, 60_000);
  await db.session.resetNamespace(namespace);
  expect(ofOthers.statements[0]?.isFinished).not.toBe(true);
  db.session.grant(ofOthers.queryId, 2 ** 30);
  for (const { ended } of [ofOthers, lookUp]) {
    const { error, statements } = await ended;
    expect(error).toBeUndefined();
    expect(statements[0]?.rowCount).toBe(200_000);
  }
  expect(await contentOf(namespace)).toMatchObject([[], {}]);
});

test('what others have open over it', async () => {
  await db.rows('CREATE TABLE t AS SELECT 1 AS i', { namespace: 'embed' });
  await db.rows('USE embed; BEGIN; FROM t', { namespace: 'other' });
  await db.rows('CREATE VIEW v AS FROM embed.main.t');
  await db.session.resetNamespace('embed');
  // The transaction sees to its end what it saw first.
  expect(await db.rows('FROM t', { namespace: 'other' })).toEqual([['1']]);
  expect((await db.run('COMMIT', { namespace: 'other' })).error).toBeUndefined();
  expect((await db.run('FROM t', { namespace: 'other' })).error?.code).toBe('CATALOG_ERROR');
  expect((await db.run('FROM v')).error?.code).toBe('CATALOG_ERROR');
  await db.rows('CREATE TABLE t AS SELECT 2 AS i', { namespace: 'embed' });
  expect(await db.rows('FROM v')).toEqual([['2']]);
  expect(await db.rows('FROM t', { namespace: 'other' })).toEqual([['2']]);
});

test.each(['main', 'embed'])('what others are changing in %s is no obstacle', async (namespace) => {
  const database = namespace === 'main' ? 'memory' : namespace;
  await db.rows('CREATE TABLE t (i INT); CREATE TABLE u (i INT)', { namespace });
  await db.rows(`BEGIN; ALTER TABLE ${database}.main.t ADD COLUMN j INT; DROP TABLE ${database}.main.u`, {
    namespace: 'other',
  });
  await db.session.resetNamespace(namespace);
  await db.rows('CREATE TABLE t AS SELECT 7 AS i', { namespace });
  expect((await db.run('COMMIT', { namespace: 'other' })).error).toBeUndefined();
  expect(await db.rows(`FROM ${database}.main.t`, { namespace: 'other' })).toEqual([['7']]);
});

/** What the transaction of another namespace does before the reset of `embed`. */
test.each([
  ['with nothing done', 'SELECT 1'],
  ['with rows of its own', 'INSERT INTO own VALUES (1)'],
  ['that has read of it', 'INSERT INTO own SELECT i FROM embed.main.t'],
  ['that has seen what there is', 'FROM duckdb_tables(); SHOW ALL TABLES'],
])('a transaction that is open elsewhere, %s, goes on', async (_what, before) => {
  await db.rows('CREATE TABLE t AS SELECT 1 AS i', { namespace: 'embed' });
  await db.rows('CREATE TABLE own (i INT)', { namespace: 'other' });
  await db.rows(`BEGIN; ${before}`, { namespace: 'other' });
  await db.session.resetNamespace('embed');
  expect(await contentOf('embed')).toEqual(EMPTY.embed);
  // Each of these has the engine look at all databases.
  expect((await db.run('SELECT count(*) FROM sys.tables', { namespace: 'other' })).error).toBeUndefined();
  await db.rows('INSERT INTO own VALUES (2); SHOW ALL TABLES; COMMIT', { namespace: 'other' });
  expect((await db.rows('FROM own ORDER BY i ASC', { namespace: 'other' })).at(-1)).toEqual(['2']);
  await db.rows('CREATE TABLE t AS SELECT 3 AS i', { namespace: 'embed' });
  expect(await db.rows('FROM embed.main.t', { namespace: 'other' })).toEqual([['3']]);
});

test.each(['main', 'embed'] as const)(
  '%s is emptied of everything while a transaction is open elsewhere',
  async (namespace) => {
    expect((await db.run(CONTENT, { namespace })).error).toBeUndefined();
    await db.rows('BEGIN; FROM duckdb_tables()', { namespace: 'other' });
    await db.session.resetNamespace(namespace);
    expect(await contentOf(namespace)).toEqual(EMPTY[namespace]);
    await db.rows('FROM duckdb_tables(); COMMIT', { namespace: 'other' });
    expect((await db.run(CONTENT, { namespace })).error).toBeUndefined();
  },
);

test.each([
  'CREATE TABLE u (i INT)',
  'INSERT INTO t VALUES (2)',
  'UPDATE t SET i = 3',
  'DROP TABLE t',
  'ALTER TABLE t ADD COLUMN j INT',
])('a transaction that is open elsewhere and has changed it can be committed: %s', async (change) => {
  await db.rows('CREATE TABLE t AS SELECT 1 AS i', { namespace: 'embed' });
  await db.rows(`BEGIN; USE embed; ${change}`, { namespace: 'other' });
  await db.rows('BEGIN; FROM duckdb_tables()');
  await db.session.resetNamespace('EMBED');
  expect(await contentOf('embed')).toEqual(EMPTY.embed);
  // Here the engine would stop: a name in it means another database than before.
  const { error, transaction } = await db.run('FROM duckdb_tables()', { namespace: 'other' });
  expect([error?.code, error?.message, transaction]).toEqual([
    'TRANSACTION_CONTEXT_ERROR',
    'The namespace "embed" was emptied under the open transaction, so it takes no more statements.',
    'open',
  ]);
  expect((await db.run('SELECT 1')).error?.code).toBe('TRANSACTION_CONTEXT_ERROR');
  expect((await db.run('ROLLBACK')).transaction).toBe('none');
  expect((await db.run('COMMIT', { namespace: 'other' })).error).toBeUndefined();
  expect(await db.rows('SELECT 1', { namespace: 'other' })).toEqual([['1']]);
  expect(await contentOf('embed')).toEqual(EMPTY.embed);
});

test('what a statement of others that still runs changes in it is no obstacle', async () => {
  await db.rows('CREATE TABLE t AS SELECT 1 AS i', { namespace: 'embed' });
  const writing = db.start('CREATE TABLE embed.main.u AS SELECT count(*) FROM range(30000000) WHERE range % 7 = 8');
  await db.rows('BEGIN', { namespace: 'other' });
  await db.session.resetNamespace('embed');
  expect((await writing.ended).error).toBeUndefined();
  await db.rows('FROM duckdb_tables(); COMMIT', { namespace: 'other' });
  expect((await db.run('SELECT 1', { namespace: 'embed' })).error).toBeUndefined();
});

test('the session counts right, and says what was done', async () => {
  const count = () => db.value('SELECT connection_count FROM sys.session');
  const [connections, queries] = [await count(), db.session.log.count];
  const { generation } = db.session;
  for (const namespace of ['main', 'embed', 'EMBED', 'never-made']) await db.session.resetNamespace(namespace);
  expect(db.session.generation).toBe(generation + 3);
  expect(db.session.log.count).toBe(queries);
  expect(await count()).toBe(connections);
  expect(await db.rows("SELECT count(*) FROM sys.namespaces WHERE namespace = 'never-made'")).toEqual([['0']]);
  const rows = await db.rows('SELECT query_id, role, origin, action, target, outcome FROM sys.audit_log');
  expect(rows.slice(-3)).toEqual([
    [null, null, null, 'reset-namespace', 'main', 'succeeded'],
    [null, null, null, 'reset-namespace', 'embed', 'succeeded'],
    [null, null, null, 'reset-namespace', 'embed', 'succeeded'],
  ]);
});
