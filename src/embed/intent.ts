import type { PlaygroundOptions } from './options';

/** What somebody who comes to a playground may set off. */
export interface Intents {
  /** The engine may be wanted soon. */
  prepare: () => void;
  run: () => void;
}

/** Signs that somebody wants it. */
const SIGNS = ['pointerenter', 'focusin', 'pointerdown'] as const;

/** A visitor who does has to ask for the engine, with Run. */
export function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

/** Waits until the engine seems to be wanted, until `signal` is aborted. */
export function awaitIntent(
  frame: HTMLElement,
  { loading }: PlaygroundOptions,
  { prepare }: Intents,
  signal: AbortSignal,
): void {
  if (savesData()) return;
  if (loading === 'eager') prepare();
  if (loading !== 'lazy') return;
  for (const sign of SIGNS) {
    frame.addEventListener(sign, prepare, { once: true, signal });
  }
}

/** Runs by itself where the page's author wants that. */
export function runByItself(
  host: HTMLElement,
  { autorun }: PlaygroundOptions,
  { run }: Intents,
  signal: AbortSignal,
): void {
  if (savesData()) return;
  if (autorun === 'load') run();
  if (autorun !== 'visible') return;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    run();
  });
  observer.observe(host);
  const stop = (): void => {
    observer.disconnect();
  };
  signal.addEventListener('abort', stop, { once: true });
}
