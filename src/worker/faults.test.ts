import { afterEach, expect, test } from 'vitest';
import { Deferred } from '../client/deferred';
import { QueryContext } from '../client/query-context';
import { toQueryResult, type QueryResult } from '../client/query-result';
import { SessionClient } from '../client/session-client';
import type { Transport } from '../client/transport';
import type { HostPacket, PagePacket } from '../protocol/message';
import { nodeHost, openNodeSession } from './testing/node-host';
import { seeded } from './testing/random-script';

/** What a bad line does to a packet: how often it arrives, each time after how many milliseconds. */
type Fault = (packet: PagePacket | HostPacket) => number[];

const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
let transports: Transport[] = [];

afterEach(() => {
  for (const transport of transports) transport.close();
  transports = [];
});

/** The first host's line is faulty, those after it are sound. */
function faultyClient(toHost: Fault, toPage: Fault): SessionClient {
  return new SessionClient(
    () => {
      const { transport } = nodeHost();
      const isFirst = transports.length === 0;
      transports.push(transport);
      if (!isFirst) return transport;
      return {
        post: (packet, transfer) => {
          for (const ms of toHost(packet)) deliver(ms, () => transport.post(structuredClone(packet), transfer));
        },
        listen: (onPacket, onDeath) => {
          transport.listen((packet) => {
            for (const ms of toPage(packet)) deliver(ms, () => onPacket(packet));
          }, onDeath);
        },
        close: () => {
          transport.close();
        },
      };
    },
    { eh: file, mvp: file },
  );
}

function deliver(ms: number, send: () => void): void {
  if (ms === 0) send();
  else setTimeout(send, ms);
}

async function run(client: SessionClient, sql: string): Promise<QueryResult> {
  return toQueryResult(await client.run(new QueryContext(await client.ready(), sql)), 1000);
}

async function isRight(client: SessionClient): Promise<void> {
  expect((await run(client, 'SELECT 42')).statements[0]?.rows).toEqual([['42']]);
}

/** Drops the packet in which something of this type is, once. */
function drop(type: string): { fault: Fault; happened: Promise<void> } {
  const { promise: happened, resolve } = new Deferred<void>();
  let isDone = false;
  const fault: Fault = ({ messages }) => {
    if (isDone || !messages.some((message) => message.type === type)) return [0];
    isDone = true;
    resolve();
    return [];
  };
  return { fault, happened };
}

test('packets that come late, twice or out of order change nothing', async () => {
  const random = seeded(7);
  const chaos: Fault = () => Array.from({ length: 1 + Math.floor(random() * 2) }, () => Math.floor(random() * 30));
  const client = faultyClient(chaos, chaos);
  const results = await Promise.all(
    Array.from({ length: 300 }, (_, i) => run(client, `SELECT ${String(i)}; FROM range(3000)`)),
  );
  expect(results.map(({ statements }) => statements[0]?.rows[0]?.[0])).toEqual(results.map((_, i) => String(i)));
  expect(results.every(({ statements }) => statements[1]?.rows[999]?.[0] === '999')).toBe(true);
  expect(transports).toHaveLength(1);
});

test.each([
  ['a query', 'query'],
  ['a cancel', 'cancel'],
  ['the end of a query', 'query-finished'],
  ['rows', 'batch'],
  ['the answer to a request', 'reply'],
])('%s that never arrives: everything that is open ends, and the next session is right', async (_name, type) => {
  const { fault, happened } = drop(type);
  const client = faultyClient(fault, fault);
  const session = await client.ready();
  const context = new QueryContext(session, 'FROM range(3000000)', { maxRows: 3_000_000 });
  const open = client.run(context);
  const files = client.files().catch(() => []);
  // Rows that a cancel overtakes are never sent.
  if (type === 'batch') await happened;
  await client.cancel(context.id);
  await files;
  const { error } = await open;
  expect([undefined, 'CANCELLED', 'SESSION_LOST']).toContain(error?.code);
  await client.ready();
  await isRight(client);
  expect(transports.length).toBeLessThanOrEqual(2);
});

test.each(['submit', 'cancel', 'grant', 'addFile', 'dropFile'] as const)(
  'a host that fails inside at %s ends what is open, and another one serves',
  async (method) => {
    let count = 0;
    const client = new SessionClient(
      () => {
        const isFirst = count++ === 0;
        const { transport } = nodeHost(async (...given) => {
          const opened = await openNodeSession(...given);
          if (isFirst) {
            opened.session[method] = () => {
              throw new TypeError('on purpose');
            };
          }
          return opened;
        });
        transports.push(transport);
        return transport;
      },
      { eh: file, mvp: file },
    );
    const session = await client.ready();
    const context = new QueryContext(session, 'FROM range(8000000)', { maxRows: 8_000_000 });
    const open = client.run(context);
    // Without credit for its rows the query goes on, or waits, for as long as nobody stops it.
    const cancel = method === 'grant' ? open : client.cancel(context.id);
    await Promise.allSettled([client.addFile('a.csv', new Blob(['a\n1\n'])), client.dropFile('nowhere'), cancel]);
    expect((await open).isEnded).toBe(true);
    await client.ready();
    await isRight(client);
  },
);
