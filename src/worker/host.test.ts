import { afterAll, beforeAll, expect, test } from 'vitest';
import { QueryContext } from '../client/query-context';
import { toQueryResult } from '../client/query-result';
import { SessionClient } from '../client/session-client';
import type { HostMessage, HostPacket } from '../protocol/message';
import { nodeHost } from './testing/node-host';

const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
const { transport, port } = nodeHost();
let client: SessionClient;

beforeAll(async () => {
  client = new SessionClient(() => transport, { eh: file, mvp: file });
  await client.ready();
});

afterAll(() => {
  transport.close();
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

test.each([null, 42, 'query', {}, { type: 'query' }, { number: 7 }, { number: 7, messages: [null] }])(
  'what is no packet is answered and does no harm: %o',
  async (data) => {
    const answer = new Promise<HostMessage>((resolve) => {
      port.on('message', function hear({ messages }: HostPacket) {
        // After long work the client may have asked whether anybody is there.
        const [message] = messages.filter(({ type }) => type !== 'pong');
        if (!message) return;
        port.off('message', hear);
        resolve(message);
      });
    });
    port.postMessage(data);
    expect(JSON.stringify(await answer)).toContain('INVALID_MESSAGE');
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
