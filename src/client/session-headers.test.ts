import { expect, test } from 'vitest';
import { HostHeaders } from '../remote/host-headers';
import { nodeHost } from '../worker/testing/node-host';
import { QueryContext } from './query-context';
import { toQueryResult } from './query-result';
import { SessionClient } from './session-client';

const file = { url: '', packedBytes: 0, unpackedBytes: 0 };
const SECRET = { Authorization: 'Bearer 5ecret' };

/** A client of hosts in this thread; what each worker keeps, newest last. */
function setUp() {
  const workers: HostHeaders[] = [];
  const client = new SessionClient(
    () => {
      const headers = new HostHeaders();
      workers.push(headers);
      return nodeHost(undefined, headers).transport;
    },
    { eh: file, mvp: file },
  );
  return { client, workers };
}

test('a host’s headers are with the worker, and with the one after it; nothing else tells them', async () => {
  const { client, workers } = setUp();
  const headers = await client.headers();
  await headers.set('api.example.org', SECRET);
  expect(workers.at(-1)?.for('https://api.example.org/x')).toEqual(SECRET);
  expect(headers.names()).toEqual([{ origin: 'https://api.example.org', names: ['Authorization'] }]);

  await client.restart();
  expect(workers).toHaveLength(2);
  expect(workers.at(-1)?.for('https://api.example.org/x')).toEqual(SECRET);
  // Who asks later asks of the same.
  const again = await client.headers();
  expect(again.for('https://api.example.org/x')).toEqual(SECRET);
  expect(again.for('http://api.example.org/x')).toEqual({});
  expect(again.for('https://evil.test/https://api.example.org/')).toEqual({});

  const session = await client.ready();
  for (const view of ['session', 'settings', 'queries', 'audit_log', 'files']) {
    const result = toQueryResult(await client.run(new QueryContext(session, `FROM sys.${view}`)), 1000);
    expect(result.status).toBe('succeeded');
    expect(JSON.stringify(result)).not.toContain('5ecret');
  }
  expect(JSON.stringify(client.snapshot)).not.toContain('5ecret');

  expect(await again.remove('api.example.org')).toBe(true);
  expect(await again.remove('api.example.org')).toBe(false);
  expect(workers.at(-1)?.for('https://api.example.org/x')).toEqual({});
  await again.set('a.test', SECRET);
  await again.set('b.test', SECRET);
  await again.set('b.test', {});
  expect(again.names().map(({ origin }) => origin)).toEqual(['https://a.test']);
  await again.clear();
  expect(headers.names()).toEqual([]);
  expect(workers.at(-1)?.for('https://a.test/')).toEqual({});
});

test('what cannot be sent is refused, without its value, and leaves nothing', async () => {
  const { client, workers } = setUp();
  const headers = await client.headers();
  for (const [host, given] of [
    ['me:5ecret@h.test', SECRET],
    ['h.test', { Cookie: '5ecret' }],
    ['h.test', { 'X-Key': '5ecret\nX: y' }],
  ] as const) {
    const thrown: unknown = await headers.set(host, { ...given }).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ detail: { code: 'HTTP_ERROR' } });
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain('5ecret');
  }
  expect(headers.names()).toEqual([]);
  expect(workers.at(-1)?.for('https://h.test/')).toEqual({});
});
