import type { SessionClient } from '../client/session-client';
import type { SessionSnapshot } from '../client/session-snapshot';

/** How long the session has to be quiet before the page asks it anything, in milliseconds. A script's queries come in rows. */
const QUIET_MS = 80;

/** Where it does not become quiet, the page asks after so many milliseconds: the engine serves it in between. */
const PATIENCE_MS = 800;

/** A look at the session that waits for a quiet moment. */
export interface QuietLook {
  /** Has one be taken, also where no query ran. */
  request: () => void;
  /**
   * Takes the one that is due now, quiet or not; where the session is still to open, as soon as it is. Resolves when none is due
   * or under way; never rejects.
   */
  hurry: () => Promise<void>;
}

/** Calls `look` whenever the session has come to rest after it opened or somebody's queries ended, or runs for long. */
export function whenQuiet(client: SessionClient, look: () => Promise<void>): QuietLook {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current = Promise.resolve();
  const begin = (): void => {
    timer = undefined;
    current = look().catch((thrown: unknown) => {
      // The session may be gone by now. What was there stays until there is something better.
      if (client.snapshot.info) console.warn('The session could not be looked at:', thrown);
    });
  };
  const wait = ({ state }: SessionSnapshot): void => {
    clearTimeout(timer);
    timer = undefined;
    if (state !== 'ready' && state !== 'running') return;
    timer = setTimeout(begin, state === 'ready' ? QUIET_MS : PATIENCE_MS);
  };
  client.subscribe(wait);
  return {
    request: () => {
      wait(client.snapshot);
    },
    hurry: async () => {
      await client.ready().catch(() => undefined);
      if (timer !== undefined) {
        clearTimeout(timer);
        begin();
      }
      await current;
    },
  };
}
