import { afterEach, expect, test, vi } from 'vitest';
import type { HostMessage, PageMessage } from '../protocol/message';
import { QueryContext } from './query-context';
import { SessionClient } from './session-client';
import { FakeHost } from './testing/fake-host';

afterEach(() => {
  vi.useRealTimers();
});

/** A host that takes files and replays by itself; `fails` says which statements do not run again. */
class Taker extends FakeHost {
  readonly done: string[] = [];
  fails: (sql: string) => boolean = () => false;
  /** Says nothing at statements of this text. */
  hangsAt = '';

  override post(packet: { number: number; messages: PageMessage[] }): void {
    super.post(packet);
    for (const message of packet.messages) queueMicrotask(() => this.#answer(message));
  }

  #answer(message: PageMessage): void {
    if (message.type === 'add-file') {
      this.done.push(message.name);
      const { name, sourceUrl } = message;
      const read = { format: 'csv', readBy: 'engine', sizeBytes: 1, memoryBytes: 1 } as const;
      const info = { name, sourceUrl, kind: 'buffer', ...read, registeredAt: 0 } as const;
      this.say({ type: 'reply', id: message.id, value: info });
    } else if (message.type === 'drop-file') {
      this.done.push(`without ${message.name}`);
      this.say({ type: 'reply', id: message.id, value: true });
    } else if (message.type === 'query' && message.context.isReplay && message.context.sql !== this.hangsAt) {
      const { id: queryId, sql, namespace } = message.context;
      this.done.push(`${namespace}: ${sql}`);
      const error = { code: 'CATALOG_ERROR', message: `no ${sql}`, statementIndex: 0 };
      this.say({
        type: 'query-finished',
        outcome: this.fails(sql)
          ? { queryId, status: 'failed', elapsedMs: 1, error }
          : { queryId, status: 'succeeded', elapsedMs: 1 },
      });
    }
  }
}

async function opened() {
  const hosts: Taker[] = [];
  const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
  const client = new SessionClient(
    () => {
      const host = new Taker();
      hosts.push(host);
      return host;
    },
    { eh: file, mvp: file },
  );
  const host = (): Taker => {
    const last = hosts.at(-1);
    if (!last) throw new Error('The client has started no host.');
    return last;
  };
  host().open();
  await client.ready();
  return { client, host, hosts };
}

const changed = (sql: string, isPending = false, namespace = 'main'): HostMessage => ({
  type: 'changed',
  change: { namespace, role: 'admin', sql, isPending },
});

/** The id of the query of this text. */
const queryOf = (host: FakeHost, sql: string): string =>
  host.received.flatMap((message) =>
    message.type === 'query' && message.context.sql === sql ? message.context.id : [],
  )[0] ?? '';

const FATAL = { code: 'SESSION_LOST', message: 'The engine stopped.', statementIndex: 0 };

test('a new session gets back files and statements in the order in which they came', async () => {
  const { client, host } = await opened();
  await client.addFile('a.csv', new Blob(['1']));
  host().say(changed('CREATE a'), changed('CREATE b', false, 'other'));
  await client.addFile('b.csv', new Blob(['2']));
  host().say({ type: 'session-lost', error: FATAL });
  expect(client.snapshot).toMatchObject({ state: 'opening', recovery: { reason: FATAL } });
  host().open('s-2');
  await client.ready();
  expect(host().done).toEqual(['a.csv', 'main: CREATE a', 'other: CREATE b', 'b.csv']);
  expect(client.snapshot).toMatchObject({
    state: 'ready',
    recovery: undefined,
    recovered: { reason: FATAL, fileCount: 2, statementCount: 2, missing: [] },
  });
  client.dismissReport();
  expect(client.snapshot.recovered).toBeUndefined();
});

test('a file that was replaced comes back as each statement found it', async () => {
  const { client, host } = await opened();
  await client.addFile('a.csv', new Blob(['1']));
  await client.addFile('a.csv', new Blob(['2']));
  host().say(changed('CREATE t'));
  await client.addFile('a.csv', new Blob(['3']));
  await client.dropFile('a.csv');
  host().die('gone');
  host().open('s-2');
  await client.ready();
  expect(host().done).toEqual(['a.csv', 'main: CREATE t', 'without a.csv']);
  const texts = host().received.flatMap((message) =>
    message.type === 'add-file' ? new TextDecoder().decode(message.data as ArrayBuffer) : [],
  );
  expect(texts).toEqual(['2']);
});

test('only what was committed comes back; the rest is listed', async () => {
  const { client, host } = await opened();
  host().say(
    changed('INSERT 1', true),
    changed('SET x'),
    { type: 'transaction-ended', namespace: 'MAIN', isCommitted: true },
    changed('INSERT 2', true),
    { type: 'transaction-ended', namespace: 'main', isCommitted: false },
    changed('INSERT 3', true),
  );
  host().die('gone');
  host().open('s-2');
  await client.ready();
  expect(host().done).toEqual(['main: SET x', 'main: INSERT 1']);
  expect(client.snapshot.recovered?.missing).toEqual([{ what: 'INSERT 3', why: 'Its transaction was not committed.' }]);
});

test('a namespace is the same in any case: what one spelling commits comes back, whichever wrote it', async () => {
  const { client, host } = await opened();
  host().say(changed('INSERT 1', true, 'Shop'), changed('INSERT 2', true, 'shop'), {
    type: 'transaction-ended',
    namespace: 'SHOP',
    isCommitted: true,
  });
  host().die('gone');
  host().open('s-2');
  await client.ready();
  expect(host().done).toEqual(['Shop: INSERT 1', 'shop: INSERT 2']);
});

test('every new session is given what those before it were asked, also what was open when they ended', async () => {
  const { client, host } = await opened();
  expect(host().received[0]).toMatchObject({ type: 'open', history: [] });
  const [ended, open] = ['ended', 'open'].map((sql) => new QueryContext({ sessionId: 's-1' }, sql));
  if (!ended || !open) throw new Error('unreachable');
  void client.run(ended);
  void client.run(open);
  const figures = { statementCount: 1, queuedAt: 1, startedAt: 2, finishedAt: 3, rowsReturned: 4, resultBytes: 5 };
  const outcome = { queryId: ended.id, status: 'succeeded', elapsedMs: 1, figures } as const;
  host().say({ type: 'query-finished', outcome }, changed('CREATE a'));
  host().die('gone');
  const history = [
    { request: { id: ended.id, sessionId: 's-1', sql: 'ended' }, status: 'succeeded', error: null, ...figures },
    { request: { id: open.id, sessionId: 's-1' }, status: 'failed', error: { code: 'SESSION_LOST' } },
  ];
  expect(host().received[0]).toMatchObject({ type: 'open', isRestart: true, history });
  host().open('s-2');
  await client.ready();
  void client.restart();
  expect(host().received[0]).toMatchObject({ type: 'open', isRestart: true, history });
});

test('what fails is listed, and not tried again', async () => {
  const { client, host } = await opened();
  host().say(changed('CREATE a'), changed('CREATE b'));
  const restarted = client.restart();
  host().fails = (sql) => sql === 'CREATE a';
  host().open('s-2');
  await restarted;
  expect(client.snapshot.recovered?.missing).toEqual([{ what: 'CREATE a', why: 'no CREATE a' }]);
  const again = client.restart();
  host().open('s-3');
  await again;
  expect(host().done).toEqual(['main: CREATE b']);
});

test('a statement at which the engine stops again is left out', async () => {
  const { client, host, hosts } = await opened();
  host().say(changed('CREATE a'), changed('KILL'), changed('CREATE b'));
  host().die('gone');
  const ready = client.ready();
  host().hangsAt = 'KILL';
  host().open('s-2');
  await vi.waitFor(() => {
    expect(client.snapshot.recovery?.total).toBe(3);
    expect(host().received.at(-1)).toMatchObject({ context: { sql: 'KILL' } });
  }, 60_000);
  host().say({ type: 'session-lost', error: FATAL });
  expect(hosts).toHaveLength(3);
  host().open('s-3');
  expect((await ready).sessionId).toBe('s-3');
  expect(host().done).toEqual(['main: CREATE a', 'main: CREATE b']);
  expect(client.snapshot.recovered?.missing).toEqual([
    { what: 'KILL', why: 'The engine stopped at it: The engine stopped.' },
  ]);
});

test('a statement that takes long is shown while it does', async () => {
  const { client, host } = await opened();
  host().say(changed('CREATE a'), changed('LONG'), changed('CREATE b'));
  host().die('gone');
  host().hangsAt = 'LONG';
  host().open('s-2');
  await vi.waitFor(() => {
    expect(client.snapshot.recovery).toMatchObject({ done: 1, total: 3, current: 'LONG' });
  }, 60_000);
  host().finish(queryOf(host(), 'LONG'));
  await client.ready();
  expect(client.snapshot.recovery).toBeUndefined();
});

test('bringing back can be stopped, also in a statement that does not stop', async () => {
  const { client, host, hosts } = await opened();
  host().say(changed('CREATE a'), changed('HANG'), changed('CREATE b'));
  host().die('gone');
  const ready = client.ready();
  host().hangsAt = 'HANG';
  host().open('s-2');
  await vi.waitFor(() => {
    expect(host().received.at(-1)).toMatchObject({ context: { sql: 'HANG' } });
  }, 60_000);
  vi.useFakeTimers();
  client.skipRecovery();
  vi.advanceTimersByTime(2000);
  vi.useRealTimers();
  expect(hosts).toHaveLength(3);
  host().open('s-3');
  await ready;
  // What had come back before comes back again.
  expect(host().done).toEqual(['main: CREATE a']);
  expect(client.snapshot.recovered?.missing.map(({ what, why }) => [what, why])).toEqual([
    ['HANG', 'It was skipped.'],
    ['CREATE b', 'It was skipped.'],
  ]);
});

test('sessions that are lost one after another are given up, and a restart by hand begins anew', async () => {
  const { client, host, hosts } = await opened();
  host().say(changed('CREATE a'));
  for (let i = 0; i < 4; i++) host().die(`death ${String(i)}`);
  expect(hosts).toHaveLength(4);
  expect(client.snapshot).toMatchObject({ state: 'lost', error: { message: 'death 3' } });
  await expect(client.ready()).rejects.toMatchObject({ detail: { code: 'SESSION_LOST' } });
  const restarted = client.restart();
  host().open('s-5');
  await restarted;
  expect(host().done).toEqual(['main: CREATE a']);
});

test('a file that was on its way when the session was lost goes to the next one', async () => {
  const { client, host } = await opened();
  const silent = vi.spyOn(host(), 'say').mockImplementation(() => undefined);
  const added = client.addFile('a.csv', new Blob(['1']));
  await vi.waitFor(() => {
    expect(host().received.at(-1)?.type).toBe('add-file');
  }, 60_000);
  silent.mockRestore();
  host().die('gone');
  host().open('s-2');
  expect((await added).name).toBe('a.csv');
});

test('a queued query is cancelled at once, also where the host cannot answer', async () => {
  const { client, host } = await opened();
  const [first, context] = ['a', 'b'].map((sql) => new QueryContext({ sessionId: 's-1' }, sql));
  if (!first || !context) throw new Error('unreachable');
  const running = client.run(first);
  const run = client.run(context);
  vi.useFakeTimers();
  // It may have begun: only the host knows.
  void client.cancel(first.id);
  const cancelled = client.cancel(context.id);
  await vi.advanceTimersByTimeAsync(200);
  expect(await cancelled).toBe(true);
  expect((await run).status).toBe('cancelled');
  expect(await Promise.race([running, Promise.resolve('open')])).toBe('open');
  expect(host().received.at(-1)).toMatchObject({ type: 'cancel', queryId: context.id });
});

test('a time limit holds also where the host cannot keep it', async () => {
  const { client, host } = await opened();
  vi.useFakeTimers();
  const context = new QueryContext({ sessionId: 's-1' }, 'a', { timeoutMs: 1000 });
  const run = client.run(context);
  host().say({ type: 'query-started', queryId: context.id });
  await vi.advanceTimersByTimeAsync(2300);
  expect((await run).error?.code).toBe('TIMEOUT');
  expect(host().received.at(-1)).toMatchObject({ type: 'cancel', queryId: context.id });
  host().finish(context.id);
  expect((await run).error?.code).toBe('TIMEOUT');
});
