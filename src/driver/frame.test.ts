import { afterEach, expect, test, vi } from 'vitest';
import { Deferred } from '../client/deferred';
import { SessionClient } from '../client/session-client';
import { FakeHost } from '../client/testing/fake-host';
import type { Role } from '../protocol/query';
import { Frame } from './frame';
import { SqlRuns } from './sql-runs';

type Posted = [data: object, targetOrigin: string];

afterEach(() => {
  vi.unstubAllGlobals();
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

function setUp(opening: Promise<unknown> = Promise.resolve()) {
  const posted: Posted[] = [];
  const parent = { postMessage: (...message: Posted) => posted.push(message) };
  let listener: (event: Partial<MessageEvent>) => void = () => undefined;
  vi.stubGlobal('addEventListener', (_: string, added: typeof listener) => {
    listener = added;
  });
  const host = new FakeHost();
  const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
  const client = new SessionClient(() => host, { eh: file, mvp: file });
  const editor = {
    namespace: 'main',
    role: 'admin' as const,
    getSql: () => 'select 1',
    setSql: () => undefined,
    setSqlForEmbedder: () => undefined,
    run: (most?: Role) => Promise.reject(new Error(`Not here, as ${most ?? 'anybody'}`)),
    stop: () => false,
    prepare: () => undefined,
  };
  const frame = new Frame(parent as unknown as Window, client, editor, new SqlRuns(client, editor), opening);
  const hear = async (origin: string, data: unknown, source: unknown = parent) => {
    listener({ origin, data, source: source as Window });
    await settled();
  };
  return { host, frame, posted, hear };
}

test.each([
  ['https://docs.example', 'https://docs.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['null', '*'],
  ['file://', '*'],
])('an answer goes to the origin that asked: %s', async (origin, target) => {
  const { posted, hear } = setUp();
  await hear(origin, { source: 'dabble', id: 7, method: 'getSql' });
  expect(posted).toEqual([[{ source: 'dabble', id: 7, result: 'select 1' }, target]]);
});

test('only the framing window is heard', async () => {
  const { posted, hear } = setUp();
  const call = { source: 'dabble', id: 7, method: 'getSql' };
  await hear('https://docs.example', call, {});
  await hear('https://docs.example', call, null);
  for (const data of [null, 'dabble', 7, [], { ...call, source: 'other' }, { id: 7, method: 'getSql' }]) {
    await hear('https://docs.example', data);
  }
  expect(posted).toEqual([]);
});

test('what is asked before the address has been read is answered after it, in its order', async () => {
  const opening = new Deferred<undefined>();
  const { posted, hear } = setUp(opening.promise);
  await hear('https://docs.example', { source: 'dabble', id: 1, method: 'getSql' });
  await hear('https://docs.example', { source: 'dabble', id: 2, method: 'cancel', args: [7] });
  expect(posted).toEqual([]);

  opening.resolve(undefined);
  await settled();
  expect(posted.map(([data]) => data)).toMatchObject([
    { id: 1, result: 'select 1' },
    { id: 2, error: {} },
  ]);
});

test('what breaks inside is answered, too', async () => {
  const { posted, hear } = setUp();
  await hear('https://docs.example', { source: 'dabble', id: 'a', method: 'run' });
  expect(posted[0]?.[0]).toMatchObject({ id: 'a', error: { code: 'INVALID_MESSAGE', message: 'Not here, as author' } });
});

test('what a framing page asks may do no more than an author', async () => {
  const { host, hear } = setUp();
  host.open();
  await settled();
  for (const options of [undefined, { role: 'admin' }, { role: 'reader' }]) {
    await hear('https://docs.example', { source: 'dabble', method: 'run', args: ['select 1', options] });
  }
  const queries = host.received.filter((message) => message.type === 'query');
  expect(queries.map(({ context: { role, origin } }) => [role, origin])).toEqual([
    ['author', 'embed'],
    ['author', 'embed'],
    ['reader', 'embed'],
  ]);
});

test('a session is told once, the next one again, and its loss', async () => {
  const { host, posted } = setUp();
  for (const sessionId of ['s-1', 's-1', 's-2']) {
    host.open(sessionId);
    await settled();
  }
  host.say({ type: 'open-failed', error: { code: 'SESSION_FAILED', message: 'Gone.', statementIndex: 0 } });
  expect(posted.map(([data]) => data)).toMatchObject([
    { type: 'ready', session: { sessionId: 's-1' } },
    { type: 'ready', session: { sessionId: 's-2' } },
    { type: 'error', error: { code: 'SESSION_FAILED' } },
  ]);
});

test('a height is told when it is another one', () => {
  const { frame, posted } = setUp();
  for (const height of [300, 300, 400, 300]) frame.resized(height);
  expect(posted.map(([data]) => data)).toMatchObject([{ height: 300 }, { height: 400 }, { height: 300 }]);
});
