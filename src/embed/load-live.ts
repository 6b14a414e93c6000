import type { fillMenu, goLive } from './live/live';

/** So long the part may take before it is asked why, in milliseconds; and so long who explains it may take. */
const PATIENCE_MS = 3500;

/** Loads what runs queries. Rejects with an Error in words for who serves the page, also where its server never answers. */
export function loadLive(): Promise<{ goLive: typeof goLive; fillMenu: typeof fillMenu }> {
  return new Promise((resolve, reject) => {
    const ask = (thrown?: Error): void => {
      // Who explains comes from the same place: it may not come either.
      const giveUp = (): void => {
        reject(thrown ?? new Error('Their server does not answer.'));
      };
      const late = setTimeout(giveUp, PATIENCE_MS);
      import('./trouble').then(({ explainTrouble }) => {
        clearTimeout(late);
        void explainTrouble(thrown).then((reason) => {
          if (reason) reject(reason);
        });
      }, giveUp);
    };
    const timer = setTimeout(ask, PATIENCE_MS);
    import('./live/live').then(resolve, ask).finally(() => {
      clearTimeout(timer);
    });
  });
}
