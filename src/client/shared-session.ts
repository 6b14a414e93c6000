import { engineAssets } from 'virtual:engine-assets';
import { SessionClient } from './session-client';
import { workerTransport } from './worker-transport';

let shared: SessionClient | undefined;

/** The page's one session: the first call starts its worker, later ones share it. */
export function sharedSession(): SessionClient {
  shared ??= new SessionClient(
    () =>
      workerTransport(
        new Worker(new URL('../worker/session.worker.ts', import.meta.url), { type: 'module', name: 'dabble-session' }),
      ),
    engineAssets,
  );
  return shared;
}
