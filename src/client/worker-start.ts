import type { Transport } from './transport';
import { workerTransport } from './worker-transport';

/** After so long without a word of a worker, in milliseconds, it is time to ask why. */
const SILENCE_MS = 6000;

/** A worker whose script is there has so much longer to begin. */
const START_MS = 3000;

/**
 * Starts a module worker, also one of another origin, as a transport that tells why it does not start.
 *
 * @param address absolute.
 * @throws Error in words for who serves the page.
 */
export function startWorker(address: string): Transport {
  return watched(createWorker(address), address);
}

interface StartedWorker {
  worker: Worker;
  /** Frees what it was started from. */
  free: () => void;
}

/** Browsers run workers of a page's own origin only; one of another is imported by a script of the page's own. */
function createWorker(address: string): StartedWorker {
  const options: WorkerOptions = { type: 'module', name: 'dabble-session' };
  if (location.protocol === 'file:') {
    throw new Error(
      'Browsers start no workers on pages that were opened as files. Serve the folder, as with “npx http-server”, and open it by http:.',
    );
  }
  if (new URL(address).origin === location.origin) {
    return { worker: new Worker(address, options), free: () => undefined };
  }
  const blob = new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' });
  const shim = URL.createObjectURL(blob);
  const free = (): void => {
    URL.revokeObjectURL(shim);
  };
  try {
    return { worker: new Worker(shim, options), free };
  } catch (thrown) {
    free();
    throw thrown;
  }
}

/**
 * A worker's transport that tells why a worker does not start: browsers give an error event without words, or none at all. What
 * the page's policy refused meanwhile is the reason.
 */
function watched({ worker, free }: StartedWorker, address: string): Transport {
  const transport = workerTransport(worker);
  const refused: string[] = [];
  const onRefused = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    refused.push(`${effectiveDirective} refuses ${blockedURI || 'it'}`);
  };
  document.addEventListener('securitypolicyviolation', onRefused);
  let silence: ReturnType<typeof setTimeout> | undefined;
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
    clearTimeout(silence);
    document.removeEventListener('securitypolicyviolation', onRefused);
    free();
  };
  return {
    post: (packet, transfer) => {
      transport.post(packet, transfer);
    },
    listen(onPacket, onDeath) {
      let hasSpoken = false;
      const die = (reason: string): void => {
        settle();
        onDeath(hasSpoken ? reason : whyItIsSilent(address, refused));
      };
      const ask = async (): Promise<void> => {
        // A slow line is no failure: this ends when the script has come, which is in the browser's cache then.
        const isThere = refused.length === 0 && (await canFetch(address));
        if (hasSpoken || isSettled) return;
        silence = setTimeout(
          () => {
            die('');
          },
          isThere ? START_MS : 0,
        );
      };
      silence = setTimeout(() => void ask(), SILENCE_MS);
      transport.listen((packet) => {
        if (!hasSpoken) settle();
        hasSpoken = true;
        onPacket(packet);
      }, die);
    },
    close() {
      settle();
      transport.close();
    },
  };
}

async function canFetch(address: string): Promise<boolean> {
  try {
    const response = await fetch(address);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

function whyItIsSilent(address: string, refused: readonly string[]): string {
  const { origin } = new URL(address);
  const isForeign = origin !== location.origin;
  const rule = isForeign
    ? `worker-src blob:; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}`
    : "worker-src 'self'";
  if (refused.length > 0) {
    return `The page's content security policy forbids the worker (${refused.join(', ')}). It needs: ${rule}.`;
  }
  return isForeign
    ? `The worker at ${address} did not start. Its server has to allow this page (Access-Control-Allow-Origin), and the page's policy: ${rule}. Or serve the files of the build from the page's own origin.`
    : `The worker at ${address} did not start. Check that the file is there, is sent as JavaScript, and that the page's policy allows it: ${rule}.`;
}
