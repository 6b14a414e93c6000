import type { Transport } from './transport';
import { shimSource } from './worker-shim';
import { WatchedWorker } from './worker-watch';

/**
 * Starts a module worker, also one of another origin, as a transport that tells why it does not start.
 *
 * @param address absolute.
 * @throws Error in words for who serves the page.
 */
export function startWorker(address: string): Transport {
  const options: WorkerOptions = { type: 'module', name: 'dabble-session' };
  if (location.protocol === 'file:') {
    throw new Error(
      'Browsers start no workers on pages that were opened as files. Serve the folder, as with “npx http-server”, and open it by http:.',
    );
  }
  if (new URL(address).origin === location.origin) return new WatchedWorker(new Worker(address, options), address);
  const shim = URL.createObjectURL(new Blob([shimSource(address)], { type: 'text/javascript' }));
  const free = (): void => {
    URL.revokeObjectURL(shim);
  };
  try {
    return new WatchedWorker(new Worker(shim, options), address, free);
  } catch (thrown) {
    free();
    throw thrown;
  }
}
