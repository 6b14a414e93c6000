const LONG_ENOUGH_MS = 4000;

/** Words for a live region. They go after a while, so that the same words are news again. */
export class Saying {
  #words = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  get words(): string {
    return this.#words;
  }

  say(words: string): void {
    this.#words = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#words = '';
    }, LONG_ENOUGH_MS);
  }
}
