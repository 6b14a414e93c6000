/** One run at a time. A second call is the same run; calls after `cancel` are the next one, once the cancelled one has ended. */
export class OneRun<End> {
  #running: Promise<End> | undefined;
  #stop = new AbortController();
  /** Begins the next one. */
  #next: (() => Promise<End>) | undefined;

  get isActive(): boolean {
    return this.#running !== undefined;
  }

  /** @param perform runs until its signal is aborted; of several that are to be the next one, the last */
  start(perform: (signal: AbortSignal) => Promise<End>): Promise<End> {
    if (!this.#running || !this.#stop.signal.aborted) return (this.#running ??= this.#begin(perform));
    this.#next = () => this.start(perform);
    return this.#running.then((end) => this.#next?.() ?? end);
  }

  /** Ends the run; the next one is not to begin. */
  cancel(): void {
    this.#next = undefined;
    this.#stop.abort();
  }

  async #begin(perform: (signal: AbortSignal) => Promise<End>): Promise<End> {
    this.#stop = new AbortController();
    try {
      return await perform(this.#stop.signal);
    } finally {
      this.#running = undefined;
    }
  }
}
