import { flushSync } from 'svelte';

/** Whether the page is being printed, or shown as it would be. */
export class Printing {
  #isOn = $state(false);

  get isOn(): boolean {
    return this.#isOn;
  }

  /** Returns how to stop. What follows from it is drawn at once: the page is printed as it stands after these events. */
  follow(): () => void {
    const query = matchMedia('print');
    const stop = new AbortController();
    const { signal } = stop;
    const set = (isOn: boolean) => (): void => {
      flushSync(() => {
        this.#isOn = isOn;
      });
    };
    addEventListener('beforeprint', set(true), { signal });
    addEventListener('afterprint', set(false), { signal });
    const onChange = (): void => {
      set(query.matches)();
    };
    query.addEventListener('change', onChange, { signal });
    this.#isOn = query.matches;
    return () => {
      stop.abort();
    };
  }
}
