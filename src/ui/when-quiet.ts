import type { SessionClient } from '../client/session-client';
import type { SessionSnapshot } from '../client/session-snapshot';

/** How long the session has to be quiet before the page asks it anything, in milliseconds. A script's queries come in rows. */
const QUIET_MS = 80;

/** Where it does not become quiet, the page asks after so many milliseconds: the engine serves it in between. */
const PATIENCE_MS = 800;

/**
 * Calls `look` whenever the session has come to rest after it opened or somebody's queries ended, or runs for long; and when what
 * this returns is called.
 */
export function whenQuiet(client: SessionClient, look: () => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = ({ state }: SessionSnapshot): void => {
    clearTimeout(timer);
    if (state !== 'ready' && state !== 'running') return;
    timer = setTimeout(
      () => {
        look().catch((thrown: unknown) => {
          // The session may be gone by now. What was there stays until there is something better.
          if (client.snapshot.info) console.warn('The session could not be looked at:', thrown);
        });
      },
      state === 'ready' ? QUIET_MS : PATIENCE_MS,
    );
  };
  client.subscribe(wait);
  return () => {
    wait(client.snapshot);
  };
}
