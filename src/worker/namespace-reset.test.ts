import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { QueryContext, type QueryOptions } from '../client/query-context';
import { toQueryResult, type QueryResult } from '../client/query-result';
import { SessionClient } from '../client/session-client';
import type { SessionInfo } from '../protocol/session';
import { nodeHost } from './testing/node-host';

const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
const hosts: ReturnType<typeof nodeHost>[] = [];
let client: SessionClient;
let session: SessionInfo;

beforeAll(async () => {
  client = new SessionClient(
    () => {
      const host = nodeHost();
      hosts.push(host);
      return host.transport;
    },
    { eh: file, mvp: file },
  );
  await client.ready();
});

beforeEach(async () => {
  await client.resetNamespace('main');
  await client.resetNamespace('embed');
  session = await client.ready();
});

afterAll(() => {
  for (const { transport } of hosts) transport.close();
});

/** Posted before it returns. */
async function run(sql: string, options: QueryOptions = {}): Promise<QueryResult> {
  return toQueryResult(await client.run(new QueryContext(session, sql, options)), 1000);
}

async function rows(sql: string, options: QueryOptions = {}): Promise<unknown> {
  const { error, statements } = await run(sql, options);
  if (error) throw new Error(`${error.code}: ${error.message}`);
  return statements.at(-1)?.rows;
}

async function tables(): Promise<unknown> {
  return rows('SELECT namespace, table_name FROM sys.tables ORDER BY ALL');
}

/** Ends the worker, and gives back what did not come back with the next one. */
async function loseSession(): Promise<readonly string[] | undefined> {
  hosts.at(-1)?.kill();
  session = await client.ready();
  return client.snapshot.recovered?.missing.map(({ what }) => what);
}

test.each(['main', 'embed'])('posts keep their order around a reset of %s', async (namespace) => {
  const before = run('BEGIN; CREATE TABLE old AS FROM range(2000000)', { namespace });
  const seen = rows('SHOW TABLES', { namespace });
  const reset = client.resetNamespace(namespace);
  const after = run('CREATE TABLE fresh AS SELECT 1 AS i', { namespace });
  const seenAfter = rows('SHOW TABLES', { namespace });
  expect((await before).error).toBeUndefined();
  expect(await seen).toEqual([['old']]);
  expect(client.snapshot.transactions).toEqual({ [namespace]: 'open' });
  await reset;
  expect((await after).error).toBeUndefined();
  expect(await seenAfter).toEqual([['fresh']]);
  expect(client.snapshot.transactions).toEqual({});
});

test('a reset ends the transaction that the page shows, and cancels no query', async () => {
  await rows('BEGIN', { namespace: 'embed' });
  await client.resetNamespace('Embed');
  expect(client.snapshot.transactions).toEqual({});
  const context = new QueryContext(session, 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8');
  const running = client.run(context);
  const reset = client.resetNamespace('main');
  expect(await Promise.race([reset, rows('SELECT 1', { namespace: 'embed' })])).toEqual([['1']]);
  expect(await client.cancel(context.id)).toBe(true);
  await reset;
  expect((await running).status).toBe('cancelled');
});

test('what a namespace had does not come back, what it has since does', async () => {
  await client.addFile('in.csv', new Blob(['a\n1\n']));
  await rows('CREATE TABLE kept AS SELECT 1 AS i');
  for (const namespace of ['embed', 'EMBED']) {
    const options = { namespace, role: 'author' } as const;
    await rows("CREATE TABLE old AS FROM 'in.csv'; CREATE MACRO one() AS 1; PREPARE p AS FROM old", options);
    await rows("SET default_order = 'desc'; SET VARIABLE v = 1; CREATE TEMP TABLE passing AS FROM old", options);
    await rows('BEGIN; INSERT INTO old VALUES (2)', options);
    await client.resetNamespace(namespace);
  }
  await rows('CREATE TABLE fresh AS SELECT 3 AS i', { namespace: 'embed' });
  expect(await loseSession()).toEqual([]);
  // One for `kept`, one for `fresh`.
  expect(client.snapshot.recovered).toMatchObject({ fileCount: 1, statementCount: 2 });
  expect(await tables()).toEqual([
    ['embed', 'fresh'],
    ['main', 'kept'],
  ]);
  expect(await rows("SELECT current_setting('default_order'), getvariable('v')", { namespace: 'embed' })).toEqual([
    ['ASCENDING', null],
  ]);
  await client.dropFile('in.csv');
});

test('a reset that is asked for while the session opens waits for it', async () => {
  await rows('CREATE TABLE old (i INT)', { namespace: 'embed' });
  hosts.at(-1)?.kill();
  await client.resetNamespace('embed');
  session = await client.ready();
  expect(client.snapshot.recovered?.statementCount).toBe(1);
  expect(await tables()).toEqual([]);
  expect(await loseSession()).toEqual([]);
  expect(client.snapshot.recovered?.statementCount).toBe(0);
  expect(await tables()).toEqual([]);
});

test('a reset that is under way when the session is lost has been done in the next one', async () => {
  await rows('CREATE TABLE old (i INT)', { namespace: 'embed' });
  await rows('CREATE TABLE kept (i INT)');
  const running = run('SELECT count(*) FROM range(100000000) WHERE range % 7 = 8', { namespace: 'embed' });
  const reset = client.resetNamespace('embed');
  const missing = await loseSession();
  await reset;
  expect((await running).error?.code).toBe('SESSION_LOST');
  expect(missing).toEqual([]);
  expect(await tables()).toEqual([['main', 'kept']]);
});

test('what it did for all holds: attached databases, settings of all, rows of others, files', async () => {
  await rows('CREATE TABLE kept (i INT)');
  await rows('CREATE TABLE old AS SELECT 5 AS i', { namespace: 'embed' });
  await rows("ATTACH ':memory:' AS elsewhere; CREATE TABLE elsewhere.far AS FROM old", { namespace: 'embed' });
  await rows("SET default_null_order = 'nulls_first'; SET GLOBAL default_order = 'desc'", { namespace: 'embed' });
  await rows("INSERT INTO memory.main.kept FROM old; COPY old TO 'out.csv'", { namespace: 'embed' });
  await rows('PREPARE p AS INSERT INTO memory.main.kept SELECT i + 1 FROM old; EXECUTE p', { namespace: 'embed' });
  const state = async (): Promise<unknown[]> =>
    Promise.all([
      rows('SHOW TABLES', { namespace: 'embed' }),
      rows('FROM kept ORDER BY ALL'),
      rows('FROM elsewhere.far'),
      rows("FROM 'out.csv'"),
      rows("SELECT current_setting('default_null_order'), current_setting('default_order')"),
      rows("SELECT current_setting('default_null_order'), current_setting('default_order')", { namespace: 'embed' }),
      run('EXECUTE p', { namespace: 'embed' }).then(({ error }) => error?.code),
    ]);
  await client.resetNamespace('embed');
  const before = await state();
  expect(before.slice(0, 4)).toEqual([[], [['6'], ['5']], [['5']], [['5']]]);
  expect(await loseSession()).toEqual([]);
  expect(await state()).toEqual(before);
  // Also the second time, and where there was more in between.
  await rows('CREATE TABLE old AS SELECT 7 AS i', { namespace: 'embed' });
  await client.resetNamespace('embed');
  expect(await loseSession()).toEqual([]);
  expect(await state()).toEqual(before);
  await rows('DETACH elsewhere; RESET GLOBAL default_null_order; RESET GLOBAL default_order');
});

test('what others made of it, and in it', async () => {
  await rows('CREATE TABLE old AS SELECT 5 AS i', { namespace: 'embed' });
  await rows('CREATE TABLE copy AS FROM embed.old; CREATE TABLE embed.mine (i INT)');
  await rows('CREATE VIEW seen AS FROM embed.old; CREATE MACRO all_of() AS TABLE FROM embed.old; USE embed');
  await client.resetNamespace('embed');
  expect(await loseSession()).toEqual([]);
  expect(await rows('SHOW TABLES', { namespace: 'embed' })).toEqual([]);
  expect(await rows('FROM memory.main.copy')).toEqual([['5']]);
  await rows('CREATE TABLE old AS SELECT 6 AS i', { namespace: 'embed' });
  expect(await rows('FROM memory.main.seen')).toEqual([['6']]);
  expect(await rows('FROM memory.main.all_of()')).toEqual([['6']]);
  expect(await rows('SELECT current_database()')).toEqual([['embed']]);
});

test('what a transaction that was open elsewhere made of it', async () => {
  for (const change of ['INSERT INTO own SELECT i FROM embed.main.old', 'CREATE TABLE embed.main.mine (i INT)']) {
    await rows('CREATE TABLE old AS SELECT 5 AS i', { namespace: 'embed' });
    await rows(`CREATE OR REPLACE TABLE own (i INT); BEGIN; ${change}`);
    await client.resetNamespace('embed');
    await rows('COMMIT');
    const before = await rows('FROM own');
    expect(await loseSession()).toEqual([]);
    expect(await rows('SHOW TABLES', { namespace: 'embed' })).toEqual([]);
    expect(await rows('FROM own')).toEqual(before);
  }
});

test('a namespace that was never made, or cannot be, is empty', async () => {
  await client.resetNamespace('never-made');
  await client.resetNamespace('"; no name');
  expect(await rows("SELECT count(*) FROM sys.namespaces WHERE namespace = 'never-made'")).toEqual([['0']]);
});
