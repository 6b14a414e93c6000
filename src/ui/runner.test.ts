import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SessionClient } from '../client/session-client';
import { FakeHost } from '../client/testing/fake-host';
import type { QueryMessage } from '../protocol/message';
import type { FileInfo } from '../protocol/session';
import { Runner } from './runner.svelte';
import { ResultLimits } from './result-limits.svelte';
import { SampleShelf } from './samples';

class Host extends FakeHost {
  get query(): QueryMessage['context'] | undefined {
    return this.received.findLast((message) => message.type === 'query')?.context;
  }

  start(): string {
    const queryId = this.query?.id ?? '';
    this.say({ type: 'query-started', queryId });
    this.say({
      type: 'statement-started',
      queryId,
      statement: { index: 0, sql: 'select 1', offset: 0 },
      columns: [{ name: '1', type: { kind: 'INTEGER', name: 'INTEGER' } }],
    });
    return queryId;
  }
}

const file: FileInfo = {
  name: 'penguins.csv',
  kind: 'buffer',
  format: 'csv',
  readBy: 'engine',
  sizeBytes: 4,
  memoryBytes: 4,
  registeredAt: 0,
  sourceUrl: null,
};

let frames: FrameRequestCallback[] = [];

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => {
    frames[id - 1] = () => undefined;
  });
  vi.stubGlobal('document', { baseURI: 'https://example.org/some/page/' });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

function setUp() {
  const host = new Host();
  const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
  const client = new SessionClient(() => host, { eh: file, mvp: file });
  const runner = new Runner(client, new SampleShelf(client), new ResultLimits());
  return { host, client, runner };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a run waits for the session, and shows so', async () => {
  const { host, runner } = setUp();
  const result = runner.run('select 1');
  expect(runner.view).toMatchObject({ number: 1, phase: 'waiting' });

  host.open();
  await settled();
  expect(runner.view.phase).toBe('running');
  expect(host.query).toMatchObject({
    sql: 'select 1',
    origin: 'editor',
    role: 'admin',
    maxRows: 10_000_000,
    sessionId: 's-1',
  });

  host.finish(host.start());
  expect(await result).toMatchObject({ status: 'succeeded' });
  expect(runner.view.phase).toBe('succeeded');
});

test('a run that waits can be cancelled, and never starts', async () => {
  const { host, runner } = setUp();
  const result = runner.run('select 1');
  runner.cancel();
  expect(await result).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });

  host.open();
  await settled();
  expect(host.query).toBeUndefined();
  expect(runner.view.phase).toBe('cancelled');
});

test('a second press while one runs is the same run', async () => {
  const { host, runner } = setUp();
  host.open();
  const first = runner.start('select 1');
  const second = runner.start('select 2');
  expect(second).toBe(first);
  await settled();
  host.finish(host.start());
  await first;
  expect(runner.view.number).toBe(1);
  expect(host.received.filter(({ type }) => type === 'query')).toHaveLength(1);
});

async function startEndless({ host, runner }: ReturnType<typeof setUp>) {
  host.open();
  const result = runner.run('select 1');
  await settled();
  return { result, queryId: host.start() };
}

test('a press after Cancel is a run of its own, once the cancelled one has ended', async () => {
  const page = setUp();
  const { host, runner } = page;
  const { result, queryId } = await startEndless(page);
  runner.cancel();
  const begun: string[] = [];
  const ends = ['select 2', 'select 3'].map((sql) => runner.start(sql, undefined, { onBegin: () => begun.push(sql) }));
  await settled();
  expect(runner.view).toMatchObject({ number: 1, phase: 'running', isStopping: true, isFollowed: true });
  expect(begun).toEqual([]);

  host.finish(queryId, 'cancelled');
  expect(await result).toMatchObject({ queryId, status: 'cancelled' });
  await settled();
  expect(runner.view).toMatchObject({ number: 2, sql: 'select 3', isStopping: false, isFollowed: false });
  host.finish(host.start());
  for (const end of await Promise.all(ends)) expect(end()).toMatchObject({ status: 'succeeded' });
  expect(begun).toEqual(['select 3']);
});

test('a press after Cancel is not to be run where Cancel comes again', async () => {
  const page = setUp();
  const { host, runner } = page;
  const { queryId } = await startEndless(page);
  runner.cancel();
  const next = runner.run('select 2');
  runner.cancel();
  host.finish(queryId, 'cancelled');
  expect(await next).toMatchObject({ queryId, status: 'cancelled' });
  expect(runner.view).toMatchObject({ number: 1, phase: 'cancelled', isFollowed: false });
});

test('a press after somebody else has cancelled the query is a run of its own, too', async () => {
  const page = setUp();
  const { host, runner, client } = page;
  const { queryId } = await startEndless(page);
  void client.cancel(queryId);
  const next = runner.run('select 2');
  host.finish(queryId, 'cancelled');
  await settled();
  host.finish(host.start());
  expect(await next).toMatchObject({ status: 'succeeded' });
});

test('cancelling a running query asks the host, which ends it', async () => {
  const { host, runner } = setUp();
  host.open();
  const result = runner.run('select 1');
  await settled();
  const queryId = host.start();
  runner.cancel();
  expect(host.received.at(-1)).toMatchObject({ type: 'cancel', queryId });
  expect(runner.view.phase).toBe('running');

  host.finish(queryId, 'cancelled');
  expect(await result).toMatchObject({ status: 'cancelled' });
});

test('however many messages come, one frame shows them', async () => {
  const { host, runner } = setUp();
  host.open();
  const result = runner.run('select 1');
  await settled();
  const queryId = host.start();
  for (let rowCount = 1; rowCount <= 100; rowCount++) {
    host.say({ type: 'query-progress', queryId, percent: rowCount, rowCount, elapsedMs: rowCount });
  }
  expect(frames).toHaveLength(1);
  expect(runner.view.percent).toBe(-1);

  frames[0]?.(0);
  expect(runner.view).toMatchObject({ percent: 100, isStale: false });

  host.finish(queryId);
  await result;
  expect(runner.view.phase).toBe('succeeded');
});

test('the result before stays until there is a new one', async () => {
  const { host, runner } = setUp();
  host.open();
  const first = runner.run('select 1');
  await settled();
  host.finish(host.start());
  await first;
  const { statements } = runner.view;

  const second = runner.run('select 2');
  expect(runner.view).toMatchObject({ number: 2, phase: 'running', isStale: true, statements });
  await settled();
  host.finish(host.start());
  await second;
  expect(runner.view.isStale).toBe(false);
  expect(runner.view.statements[0]?.key).not.toBe(statements[0]?.key);
});

test('a session that cannot be had fails the run', async () => {
  const { host, runner } = setUp();
  const result = runner.run('select 1');
  host.say({ type: 'open-failed', error: { code: 'SESSION_FAILED', message: 'No engine.', statementIndex: 0 } });

  expect(await result).toMatchObject({ status: 'failed', error: { code: 'SESSION_FAILED', message: 'No engine.' } });
  expect(runner.view).toMatchObject({ phase: 'failed', statements: [{ error: { code: 'SESSION_FAILED' } }] });
});

test('a sample is fetched once, before the query that names it', async () => {
  const { host, runner } = setUp();
  const fetched = vi.fn((_url: string) => Promise.resolve(new Response('a\n1\n')));
  vi.stubGlobal('fetch', fetched);
  host.open();
  const first = runner.run("from 'penguins.csv'");
  await settled();
  host.say({ type: 'reply', id: 1, value: [] });
  await vi.waitFor(() => {
    expect(host.received.at(-1)?.type).toBe('add-file');
  }, 60_000);
  expect(fetched).toHaveBeenCalledExactlyOnceWith('https://example.org/some/page/samples/penguins.csv');
  expect(host.query).toBeUndefined();
  expect(runner.view.phase).toBe('fetching');

  host.say({ type: 'reply', id: 2, value: file });
  await settled();
  host.finish(host.start());
  await first;

  const second = runner.run("from 'penguins.csv' limit 1");
  await settled();
  host.finish(host.start());
  await second;
  expect(fetched).toHaveBeenCalledOnce();
});

test('a sample that cannot be fetched fails the run, and is fetched anew by the next', async () => {
  const { host, runner } = setUp();
  const fetched = vi.fn(() => Promise.resolve(new Response('', { status: 404 })));
  vi.stubGlobal('fetch', fetched);
  host.open();

  const first = runner.run("from 'penguins.csv'");
  await settled();
  host.say({ type: 'reply', id: 1, value: [] });
  const outcome = await first;
  expect(outcome).toMatchObject({ status: 'failed', error: { code: 'FILE_ERROR' } });
  expect(outcome.error?.message).toContain('penguins.csv');
  expect(host.query).toBeUndefined();

  const second = runner.run("from 'penguins.csv'");
  await settled();
  host.say({ type: 'reply', id: 2, value: [] });
  await second;
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("a visitor's own file of a sample's name stays", async () => {
  const { host, runner } = setUp();
  const fetched = vi.fn();
  vi.stubGlobal('fetch', fetched);
  host.open();
  const result = runner.run("from 'penguins.csv'");
  await settled();
  host.say({ type: 'reply', id: 1, value: [file] });
  await settled();
  host.finish(host.start());

  expect(await result).toMatchObject({ status: 'succeeded' });
  expect(fetched).not.toHaveBeenCalled();
});
