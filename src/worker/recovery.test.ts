import { afterAll, beforeAll, expect, test } from 'vitest';
import { QueryContext, type QueryOptions } from '../client/query-context';
import { toQueryResult, type QueryResult } from '../client/query-result';
import { SessionClient } from '../client/session-client';
import { nodeHost } from './testing/node-host';

const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
let hosts: ReturnType<typeof nodeHost>[] = [];
let client: SessionClient;

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

afterAll(() => {
  for (const { transport } of hosts) transport.close();
  hosts = [];
});

async function run(sql: string, options: QueryOptions = {}): Promise<QueryResult> {
  const context = new QueryContext(await client.ready(), sql, options);
  return toQueryResult(await client.run(context), 1000);
}

async function rows(sql: string, options: QueryOptions = {}): Promise<unknown> {
  const { error, statements } = await run(sql, options);
  if (error) throw new Error(`${error.code}: ${error.message}`);
  return statements.at(-1)?.rows;
}

/** What two sessions must agree on. */
async function fingerprint(): Promise<unknown> {
  return Promise.all([
    rows('FROM sys.tables ORDER BY ALL'),
    rows('FROM t ORDER BY ALL'),
    rows('SELECT * FROM twice(21)'),
    rows('FROM own ORDER BY ALL', { namespace: 'embed' }),
    rows('FROM elsewhere.main.far'),
    rows('FROM passing'),
    rows("SELECT current_setting('default_order'), current_schema(), getvariable('v')"),
    rows('SELECT name FROM sys.namespaces AS n(name) ORDER BY ALL'),
    rows('EXECUTE p(7)'),
    rows("SELECT current_setting('default_null_order')"),
    rows("SELECT current_setting('default_null_order')", { namespace: 'embed' }),
    rows("SELECT count(*) FROM 'in.csv'"),
    rows("FROM 'out.csv'"),
    rows('SELECT mood FROM feelings'),
  ]);
}

test('a session that stopped of a fatal error comes back with all that it had', async () => {
  await client.addFile('in.csv', new Blob(['a\n1\n2\n']));
  await rows(`CREATE TABLE t AS FROM 'in.csv'; INSERT INTO t VALUES (3); UPDATE t SET a = 30 WHERE a = 3`);
  await rows('INSERT INTO t VALUES (?)', { params: [4n] });
  await client.addFile('in.csv', new Blob(['a\n1\n']));
  await rows(`CREATE MACRO twice(x) AS TABLE SELECT x * 2 AS y; CREATE VIEW big AS FROM t WHERE a > 1`);
  await rows(`CREATE TYPE mood AS ENUM ('ok', 'low'); CREATE TABLE feelings AS SELECT 'low'::mood AS mood`);
  await rows('CREATE TABLE own (i INT); INSERT INTO own FROM range(3)', { namespace: 'embed', role: 'author' });
  await rows(`ATTACH ':memory:' AS elsewhere; CREATE TABLE elsewhere.main.far AS SELECT 'far' AS f`);
  await rows('CREATE TEMP TABLE passing AS SELECT 1 AS i; CREATE SCHEMA s; USE s');
  await rows(`SET default_order = 'desc'; SET VARIABLE v = 5; PREPARE p AS SELECT $1::INT + 1`);
  await rows("COPY t TO 'out.csv'");
  await rows("SET default_null_order = 'nulls_first'", { namespace: 'embed', role: 'author' });
  await rows('BEGIN; INSERT INTO memory.main.t VALUES (5); COMMIT');
  await rows('BEGIN; DELETE FROM memory.main.t; ROLLBACK');
  await rows('EXPLAIN ANALYZE INSERT INTO memory.main.t VALUES (6)');
  await rows('USE memory.main; CREATE TABLE gone AS SELECT 1; DROP TABLE gone; SET VARIABLE v = 6');
  await run('CREATE TABLE broken AS SELECT 1 / x FROM nowhere');
  const before = await fingerprint();
  const { sessionId } = await client.ready();

  const culprit = await run(`ATTACH ':memory:' AS "SYSTEM"`);
  expect(culprit.status).toBe('failed');
  expect(culprit.error?.code).not.toBe('SESSION_LOST');

  // At once: nobody has to wait for the new session by hand.
  expect(await rows('SELECT 42')).toEqual([['42']]);
  expect((await client.ready()).sessionId).not.toBe(sessionId);
  expect(client.snapshot.recovered).toMatchObject({ fileCount: 1, missing: [] });
  expect(await fingerprint()).toEqual(before);
});

test('a killed worker takes only the open transaction with it', async () => {
  const before = await fingerprint();
  await rows('BEGIN; CREATE TABLE half (i INT)');
  const open = run('SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8', { namespace: 'beside' });
  await run('INSERT INTO half VALUES (1)');
  hosts.at(-1)?.kill();
  expect((await open).error?.code).toBe('SESSION_LOST');
  expect(await fingerprint()).toEqual(before);
  expect(client.snapshot.recovered?.missing.map(({ what }) => what)).toEqual([
    'CREATE TABLE half (i INT)',
    'INSERT INTO half VALUES (1)',
  ]);
});

test('a trap of the engine is survived', async () => {
  const { error } = await run("SELECT date_trunc('day', now())");
  expect(error?.code).toBe('SESSION_LOST');
  expect(await rows('SELECT count(*) FROM t')).toEqual([['6']]);
  const audit = await rows("SELECT action, outcome FROM sys.audit_log WHERE action = 'restart'");
  expect(audit).toEqual([['restart', 'succeeded']]);
});

test('what is done again is neither listed nor audited as a query', async () => {
  const { sessionId } = await client.restart();
  expect(await rows('SELECT count(*) FROM sys.queries WHERE session_id = ?', { params: [sessionId] })).toEqual([['1']]);
  expect(await rows('SELECT DISTINCT action FROM sys.audit_log ORDER BY action ASC')).toEqual([
    ['add-file'],
    ['restart'],
  ]);
});

test('what a namespace had before it was emptied does not come back', async () => {
  const namespace = 'emptied';
  await rows('CREATE TABLE before AS SELECT 1 AS i; BEGIN; CREATE TABLE half (i INT)', { namespace });
  expect(client.snapshot.transactions).toEqual({ [namespace]: 'open' });
  const reset = client.resetNamespace('Emptied');
  await rows('CREATE TABLE after AS SELECT 2 AS i', { namespace });
  await reset;
  expect(client.snapshot.transactions).toEqual({});
  hosts.at(-1)?.kill();
  await client.ready();
  const tables = "SELECT table_name FROM sys.tables WHERE namespace = 'emptied'";
  expect(await rows(tables)).toEqual([['after']]);
  expect(client.snapshot.recovered?.missing).toEqual([]);
});

test('queries outlive their sessions, each as it ended there', async () => {
  const { sessionId } = await client.ready();
  const ended = () =>
    rows('FROM sys.queries WHERE session_id = ? AND finished_at IS NOT NULL', { params: [sessionId] });
  await rows('SELECT 1; FROM range(5000)');
  await run('SELECT nope', { namespace: 'embed', role: 'reader', origin: 'embed' });
  await rows("SELECT 'a look-up'", { origin: 'catalog' });
  const before = (await ended()) as unknown[];
  expect(before.length).toBeGreaterThan(1);

  const open = run('SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8');
  const queued = run('SELECT 2');
  await rows("SELECT 'turns go round'", { namespace: 'embed' });
  hosts.at(-1)?.kill();
  await Promise.all([open, queued]);

  expect(((await ended()) as unknown[]).slice(0, before.length)).toEqual(before);
  const last = await rows(
    `SELECT sql, status, error_code, started_at IS NULL, finished_at >= queued_at
     FROM sys.queries WHERE session_id = ? ORDER BY queued_at ASC OFFSET ?`,
    { params: [sessionId, BigInt(before.length + 1)] },
  );
  expect(last).toEqual([
    ['SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8', 'failed', 'SESSION_LOST', 'false', 'true'],
    ['SELECT 2', 'failed', 'SESSION_LOST', 'true', 'true'],
    ["SELECT 'turns go round'", 'succeeded', null, 'false', 'true'],
  ]);
  expect(await rows('SELECT query_count FROM sys.session')).toEqual([['3']]);

  const culprit = await run("SELECT date_trunc('day', now())");
  expect(culprit.error?.code).toBe('SESSION_LOST');
  const [[sql, code, isOther] = []] = (await rows(
    `SELECT sql, error_code, session_id <> ? FROM sys.queries WHERE query_id = ?`,
    { params: [sessionId, culprit.queryId] },
  )) as string[][];
  expect([sql, code, isOther]).toEqual(["SELECT date_trunc('day', now())", 'SESSION_LOST', 'true']);
});
