import type { SessionClient } from '../client/session-client';

/** How long the session has to be quiet before the page asks it anything, in milliseconds. A script's queries come in rows. */
const QUIET_MS = 80;

/** Calls `look` whenever the session has come to rest after it opened or somebody's queries ended. */
export function whenQuiet(client: SessionClient, look: () => Promise<void>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  client.subscribe(({ state }) => {
    clearTimeout(timer);
    if (state !== 'ready') return;
    timer = setTimeout(() => {
      look().catch((thrown: unknown) => {
        // The session may be gone by now. What was there stays until there is something better.
        if (client.snapshot.state === 'ready') console.warn('The session could not be looked at:', thrown);
      });
    }, QUIET_MS);
  });
}
