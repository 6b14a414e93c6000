import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QueryContext } from '../client/query-context';
import { toQueryResult } from '../client/query-result';
import { SessionClient } from '../client/session-client';
import type { Transport } from '../client/transport';
import type { Packet } from '../protocol/message';
import { createNodeEngine } from '../session/testing/node-engine';
import { Session } from '../session/session';
import { Host, type Port } from './host';

const channel = new MessageChannel();
const schedule = (callback: () => void) => void setImmediate(callback);
const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
let client: SessionClient;

/** Node's ports are event targets too; the types of its own kind say otherwise. */
const asPort = (port: MessagePort) => port as unknown as Port & { start(): void };

function portTransport(port: MessagePort): Transport {
  return {
    post: (message, transfer = []) => {
      port.postMessage(message, transfer as never);
    },
    listen: (onMessage) => {
      port.on('message', (packet: Packet) => {
        packet.forEach(onMessage);
      });
    },
    close: () => {
      port.close();
    },
  };
}

beforeAll(async () => {
  new Host(asPort(channel.port1), async (message, _onProgress, options) => ({
    session: new Session(await createNodeEngine(), { ...options, schedule, isRestart: message.isRestart }),
    lockName: '',
  }));
  asPort(channel.port1).start();
  client = new SessionClient(() => portTransport(channel.port2), { eh: file, mvp: file });
  await client.ready();
}, 60_000);

afterAll(() => {
  channel.port1.close();
});

async function run(sql: string, session = client.snapshot.info ?? { sessionId: '' }) {
  return toQueryResult(await client.run(new QueryContext(session, sql)), 1000);
}

test('a query goes there and its answer comes back', async () => {
  const result = await run("SELECT 1.50::DECIMAL(9,2) AS price, 'x' AS x; SELECT 2");
  expect(result).toMatchObject({ status: 'succeeded', statements: [{ rows: [['1.50', 'x']] }, { rows: [['2']] }] });
  expect(result.statements[0]?.columns).toEqual([
    { name: 'price', type: 'DECIMAL(9,2)' },
    { name: 'x', type: 'VARCHAR' },
  ]);
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  expect(structuredClone(result)).toEqual(result);
});

test('a context of another session is refused', async () => {
  expect((await run('SELECT 1', { sessionId: 's-other' })).error?.code).toBe('INVALID_CONTEXT');
});

test('1,000 queries at once all end, in order', async () => {
  const results = await Promise.all(Array.from({ length: 1000 }, (_, i) => run(`SELECT ${String(i)}`)));
  expect(results.map(({ statements }) => statements[0]?.rows[0]?.[0])).toEqual(results.map((_, i) => String(i)));
});

test('a query that is queued behind a thousand others can be cancelled before its turn', async () => {
  const session = await client.ready();
  const contexts = Array.from({ length: 1000 }, () => new QueryContext(session, 'SELECT count(*) FROM range(100000)'));
  const runs = contexts.map((context) => client.run(context));
  const last = contexts.at(-1);
  expect(await client.cancel(last?.id)).toBe(true);
  const ends = await Promise.all(runs);
  expect(ends.at(-1)?.status).toBe('cancelled');
  expect(ends.slice(0, -1).every(({ status }) => status === 'succeeded')).toBe(true);
});

test.each([null, 42, 'query', {}, { type: 'nonsense' }, { type: 'query' }, { type: 'query', context: 7 }])(
  'a message that is none is answered and does no harm: %o',
  async (message) => {
    const answer = new Promise<Packet>((resolve) => {
      channel.port2.once('message', resolve);
    });
    channel.port2.postMessage(message);
    expect(JSON.stringify(await answer)).toMatch(/INVALID_MESSAGE|INVALID_CONTEXT/);
    expect((await run('SELECT 42')).statements[0]?.rows).toEqual([['42']]);
  },
);

test('files cross, are listed and read', async () => {
  const info = await client.addFile('crossed.csv', new Blob(['a\n1\n2\n']));
  expect(info).toMatchObject({ name: 'crossed.csv', format: 'csv', sizeBytes: 6 });
  expect((await client.files()).map(({ name }) => name)).toContain('crossed.csv');
  expect((await run("SELECT sum(a) FROM 'crossed.csv'")).statements[0]?.rows).toEqual([['3']]);
});

test('a file without a name is refused', async () => {
  await expect(client.addFile(' ', new Blob(['x']))).rejects.toMatchObject({ detail: { code: 'FILE_ERROR' } });
});
