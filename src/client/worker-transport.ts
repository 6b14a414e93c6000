import type { HostPacket } from '../protocol/message';
import type { Transport } from './transport';

/** A worker as a transport. Its death is told by its error event, or by the lock that it held (worker/life-line.ts). */
export function workerTransport(worker: Worker): Transport {
  const waiting = new AbortController();
  return {
    post(packet, transfer = []) {
      worker.postMessage(packet, transfer);
    },
    listen(onPacket, onDeath) {
      worker.onmessage = (event: MessageEvent<HostPacket>) => {
        for (const message of event.data.messages) {
          if (message.type === 'alive') awaitDeath(message.lockName, waiting.signal, onDeath);
        }
        onPacket(event.data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        onDeath(event.message ? `The worker failed: ${event.message}` : 'The worker could not be loaded.');
      };
    },
    close() {
      waiting.abort();
      worker.terminate();
    },
  };
}

function awaitDeath(lockName: string, signal: AbortSignal, onDeath: (reason: string) => void): void {
  const locks = navigator.locks as LockManager | undefined;
  if (lockName === '' || !locks) return;
  locks
    .request(lockName, { signal }, () => {
      if (!signal.aborted) onDeath('The worker ended.');
    })
    // Only the abort rejects: the transport was closed.
    .catch(() => undefined);
}
