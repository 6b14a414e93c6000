import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';

/** Of nothing and nobody. */
const quiet = { addEventListener: () => undefined, removeEventListener: () => undefined };

/**
 * What becomes of a wait for a server that takes requests and never answers, ten seconds later by the clock of who waits.
 *
 * @param wait is given the server's address; resolves with what it says in the end.
 */
export async function saidInTenSeconds(wait: (address: string) => Promise<unknown>): Promise<unknown> {
  // Node tells of no policies.
  for (const [name, listen] of Object.entries(quiet)) vi.stubGlobal(name, listen);
  vi.stubGlobal('document', quiet);
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let said: unknown;
  void wait(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).then((words) => {
    said = words;
  });
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  vi.unstubAllGlobals();
  server.closeAllConnections();
  server.close();
  return said;
}
