import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { fetchBuildFile } from './build-file';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a server that never answers is named within ten seconds, with what to do', async () => {
  // Node tells of no policies.
  for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => undefined);
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/duckdb-eh.bin`;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const named = fetchBuildFile({ what: 'The engine', address }).then(String, String);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await named).toMatch(
    /The engine at .*duckdb-eh.bin does not come: its server has not answered.*Check that server/,
  );
  server.closeAllConnections();
  server.close();
});
