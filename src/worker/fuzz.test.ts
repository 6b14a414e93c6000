import { expect, test } from 'vitest';
import { QueryContext } from '../client/query-context';
import { SessionClient } from '../client/session-client';
import { toQueryResult } from '../client/query-result';
import type { Role } from '../protocol/query';
import { nodeHost } from './testing/node-host';
import { randomEndless, randomScript, seeded } from './testing/random-script';

const SCRIPTS = 10_000;
/** So many are open at once. */
const CROWD = 20;
const NAMESPACES = ['main', 'one', 'two', 'three'];
const ROLES: readonly Role[] = ['admin', 'author', 'reader'];
const file = { url: '', packedBytes: 0, unpackedBytes: 0 };

/** Lets the host go on a little. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

test('10,000 random scripts, stopped at random moments, each end once and leave the session as it was', async () => {
  const { transport } = nodeHost();
  const client = new SessionClient(() => transport, { eh: file, mvp: file });
  const { sessionId } = await client.ready();
  const random = seeded(20_261_123);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const value = async (sql: string): Promise<string | null | undefined> => {
    const store = await client.run(new QueryContext({ sessionId }, sql));
    return toQueryResult(store, 1).statements.at(-1)?.rows[0]?.[0];
  };
  const heap = 'SELECT heap_bytes FROM sys.session';
  const counts = `SELECT connection_count || ' connections, ' || (SELECT count(*) FROM duckdb_databases()) || ' databases' FROM sys.session`;
  for (const namespace of NAMESPACES) await client.run(new QueryContext({ sessionId }, 'SELECT 1', { namespace }));
  const before = await value(counts);

  const ends = new Map<string, number>();
  let bytesHalfWay = 0;
  const runOne = async (): Promise<void> => {
    const isEndless = random() < 0.01;
    const sql = isEndless ? randomEndless(random) : randomScript(random);
    const options = {
      namespace: pick(NAMESPACES),
      role: isEndless ? 'admin' : pick(ROLES),
      maxRows: pick([0, 1, 1000]),
    };
    const context = new QueryContext({ sessionId }, sql, options);
    const run = client.run(context, (store) => {
      if (store.isEnded) ends.set(context.id, (ends.get(context.id) ?? 0) + 1);
    });
    if (isEndless || random() < 0.1) {
      await turns(Math.floor(random() * 30));
      await client.cancel(context.id);
    }
    const store = await run;
    if (store.error?.code === 'SESSION_LOST') throw new Error(`${sql}: ${store.error.message}`);
  };
  for (let done = 0; done < SCRIPTS; done += CROWD) {
    await Promise.all(Array.from({ length: CROWD }, runOne));
    if (done === SCRIPTS / 2) bytesHalfWay = Number(await value(heap));
  }

  expect(ends.size).toBe(SCRIPTS);
  expect([...ends.values()].every((count) => count === 1)).toBe(true);
  for (const namespace of NAMESPACES) {
    // Whatever was left open is closed; where nothing was, the ROLLBACK fails.
    await client.run(new QueryContext({ sessionId }, 'ROLLBACK', { namespace }));
    const store = await client.run(new QueryContext({ sessionId }, 'SELECT 42', { namespace }));
    expect([store.status, store.statements[0]?.text(0, 0)]).toEqual(['succeeded', '42']);
  }
  expect(await value(counts)).toBe(before);
  expect(await value('SELECT count(*) FROM sys.processes')).toBe('1');
  // How much is in use at once depends on the moments of the cancels; 5,000 scripts that leak would show all the same.
  expect(Number(await value(heap)) - bytesHalfWay).toBeLessThan(96 * 1024 * 1024);
  transport.close();
});
