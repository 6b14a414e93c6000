import { expect, test, vi } from 'vitest';
import { QueryContext } from './query-context';
import { SessionClient } from './session-client';
import { FakeHost } from './testing/fake-host';

const file = { url: '', packedBytes: 0, unpackedBytes: 0 };

function setUp() {
  const hosts: FakeHost[] = [];
  const client = new SessionClient(
    () => {
      const host = new FakeHost();
      hosts.push(host);
      return host;
    },
    { eh: file, mvp: file },
  );
  const host = () => {
    const last = hosts.at(-1);
    if (!last) throw new Error('The client has started no host.');
    return last;
  };
  return { client, host, hosts };
}

async function opened() {
  const all = setUp();
  all.host().open();
  return { ...all, session: await all.client.ready() };
}

test('the session opens once, however many ask for it', async () => {
  const { client, host, hosts } = setUp();
  const waiting = [client.ready(), client.ready()];
  expect(client.snapshot.state).toBe('opening');
  host().open();
  expect(new Set((await Promise.all(waiting)).map(({ sessionId }) => sessionId))).toEqual(new Set(['s-1']));
  expect(hosts).toHaveLength(1);
  expect(host().received.map(({ type }) => type)).toEqual(['open']);
});

test('queries that end out of order settle each with its own end', async () => {
  const { client, host, session } = await opened();
  const [a, b, c] = ['a', 'b', 'c'].map((sql) => new QueryContext(session, sql));
  if (!a || !b || !c) throw new Error('unreachable');
  const runs = [client.run(a), client.run(b), client.run(c)];
  expect(client.snapshot.state).toBe('running');
  for (const context of [c, a, b]) host().finish(context.id);
  expect((await Promise.all(runs)).map(({ sql, status }) => [sql, status])).toEqual([
    ['a', 'succeeded'],
    ['b', 'succeeded'],
    ['c', 'succeeded'],
  ]);
  expect(client.snapshot.state).toBe('ready');
});

test('a second end of the same query changes nothing', async () => {
  const { client, host, session } = await opened();
  const context = new QueryContext(session, 'a');
  const run = client.run(context);
  host().finish(context.id);
  host().say({ type: 'query-finished', outcome: { queryId: context.id, status: 'failed', elapsedMs: 2 } });
  host().say({ type: 'query-started', queryId: context.id });
  expect((await run).status).toBe('succeeded');
});

test('the death of the worker ends every open query and request, and another session opens', async () => {
  const { client, host, hosts, session } = await opened();
  const queued = client.run(new QueryContext(session, 'a'));
  const running = new QueryContext(session, 'b');
  const stopped = new QueryContext(session, 'c');
  const runs = [client.run(running), client.run(stopped)];
  host().say({ type: 'query-started', queryId: running.id }, { type: 'query-started', queryId: stopped.id });
  const files = client.files();
  const cancel = client.cancel(stopped.id);
  await Promise.resolve();
  host().die('The worker ended.');
  expect(hosts[0]?.isClosed).toBe(true);
  expect(client.snapshot.state).toBe('opening');
  expect((await queued).error?.code).toBe('SESSION_LOST');
  expect((await Promise.all(runs)).map(({ status, error }) => [status, error?.code])).toEqual([
    ['failed', 'SESSION_LOST'],
    ['cancelled', 'CANCELLED'],
  ]);
  await expect(files).rejects.toMatchObject({ detail: { code: 'SESSION_LOST' } });
  expect(await cancel).toBe(true);
  expect((await client.run(new QueryContext(session, 'c'))).error?.code).toBe('SESSION_LOST');
  host().open('s-2');
  expect((await client.ready()).sessionId).toBe('s-2');
});

test('a failed start rejects ready, and a retry can succeed', async () => {
  const { client, host } = setUp();
  const ready = client.ready();
  host().say({ type: 'open-failed', error: { code: 'SESSION_FAILED', message: 'no engine', statementIndex: 0 } });
  await expect(ready).rejects.toMatchObject({ detail: { code: 'SESSION_FAILED', message: 'no engine' } });
  expect(client.snapshot).toMatchObject({ state: 'lost', error: { message: 'no engine' } });
  const retried = client.restart();
  host().open('s-2');
  expect((await retried).sessionId).toBe('s-2');
  expect(client.snapshot).toMatchObject({ state: 'ready', error: undefined });
});

test('what the old worker still says after a restart is not heard', async () => {
  const { client, host, hosts, session } = await opened();
  const run = client.run(new QueryContext(session, 'a'));
  const restarted = client.restart();
  expect(client.restart()).toBe(restarted);
  expect((await run).error?.code).toBe('SESSION_LOST');
  hosts[0]?.open('s-old');
  host().open('s-2');
  expect((await restarted).sessionId).toBe('s-2');
  expect(host().received[0]).toMatchObject({ isRestart: true });
});

test('what structured cloning refuses ends the query, not the client', async () => {
  const { client, session } = await opened();
  const context = new QueryContext(session, 'SELECT ?', { params: [(() => 1) as never] });
  expect((await client.run(context)).error?.code).toBe('INVALID_CONTEXT');
  expect(client.snapshot.state).toBe('ready');
});

test('a listener that throws keeps no query from ending', async () => {
  const { client, host, session } = await opened();
  const context = new QueryContext(session, 'a');
  const complain = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const run = client.run(context, () => {
    throw new Error('on purpose');
  });
  host().finish(context.id);
  expect((await run).status).toBe('succeeded');
  expect(complain).toHaveBeenCalledTimes(1);
  complain.mockRestore();
});

test('cancel without an open query is false', async () => {
  const { client } = await opened();
  expect(await client.cancel()).toBe(false);
  expect(await client.cancel('q-nobody')).toBe(false);
});

test('a context costs less than 1 KB', async () => {
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error('The test runner must expose gc.');
  const { session } = await opened();
  const count = 20_000;
  collect();
  const before = process.memoryUsage().heapUsed;
  const contexts = Array.from({ length: count }, () => new QueryContext(session, 'SELECT 42'));
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / contexts.length;
  expect(bytes).toBeLessThan(1024);
});

/** Columns and rows of a query, `bytes` long each time. */
function stream(host: FakeHost, queryId: string) {
  const type = { kind: 'INTEGER', name: 'INTEGER' } as const;
  const statement = { index: 0, sql: 'FROM t', offset: 0 };
  host.say({ type: 'query-started', queryId });
  host.say({ type: 'statement-started', queryId, statement, columns: [{ name: 'i', type }] });
  let rowCount = 0;
  return (bytes: number) => {
    const batch = { rowCount: bytes / 4, layout: [bytes / 4, 0, 0, 0, bytes], body: new ArrayBuffer(bytes) };
    host.say({ type: 'batch', queryId, statementIndex: 0, batch, rowCount: (rowCount += batch.rowCount) });
  };
}

const credits = (host: FakeHost) =>
  host.received.flatMap((message) => (message.type === 'credit' ? message.bytes : []));

test('rows that are taken in are told of in sums', async () => {
  const { client, host, session } = await opened();
  const context = new QueryContext(session, 'FROM t');
  const run = client.run(context);
  const say = stream(host(), context.id);
  const million = 1024 * 1024;
  for (let i = 0; i < 10; i++) say(million);
  expect(credits(host())).toEqual([4 * million, 4 * million]);
  host().finish(context.id);
  expect((await run).statements[0]?.heldRows).toBe((10 * million) / 4);
});

test('a sink gets the rows in place of the store, and credit waits for it', async () => {
  const { client, host, session } = await opened();
  const context = new QueryContext(session, 'FROM t');
  const taken: (() => void)[] = [];
  const run = client.run(context, undefined, (batch, columns) => {
    expect([batch.rowCount, columns[0]?.name]).toEqual([2 ** 21, 'i']);
    return new Promise((resolve) => taken.push(resolve));
  });
  stream(host(), context.id)(2 ** 23);
  expect(taken).toHaveLength(1);
  expect(credits(host())).toEqual([]);
  taken[0]?.();
  await vi.waitFor(() => {
    expect(credits(host())).toEqual([2 ** 23]);
  }, 60_000);
  host().finish(context.id);
  const store = await run;
  expect([store.statements[0]?.heldRows, store.statements[0]?.rowCount]).toEqual([0, 2 ** 21]);
});

test('a sink that fails ends its query', async () => {
  const { client, host, session } = await opened();
  const context = new QueryContext(session, 'FROM t');
  void client.run(context, undefined, () => Promise.reject(new Error('full')));
  stream(host(), context.id)(8);
  await vi.waitFor(() => {
    expect(host().received.at(-1)).toMatchObject({ type: 'cancel', queryId: context.id });
  }, 60_000);
});

test('a namespace is one line of queries, in whatever case it is written', async () => {
  const { client, host, session } = await opened();
  const first = new QueryContext(session, 'a', { namespace: 'Shop' });
  const second = new QueryContext(session, 'b', { namespace: 'shop' });
  const runs = [client.run(first), client.run(second)];
  expect(client.aheadOf(second.id)).toEqual({ count: 1, queryId: first.id, sql: 'a' });
  for (const { id } of [first, second]) host().finish(id);
  await Promise.all(runs);
});
