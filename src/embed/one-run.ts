import type { QueryResult } from '../client/query-result';

/** One run at a time. A second call is the same run; a call after `cancel` is the next one, once the cancelled one has ended. */
export class OneRun {
  #running: Promise<QueryResult> | undefined;
  #stop = new AbortController();
  /** Whether there is to be a next one. */
  #isFollowed = false;

  /** @param perform runs until the signal is aborted */
  constructor(private readonly perform: (signal: AbortSignal) => Promise<QueryResult>) {}

  get isActive(): boolean {
    return this.#running !== undefined;
  }

  start(): Promise<QueryResult> {
    if (this.#running && this.#stop.signal.aborted) {
      this.#isFollowed = true;
      return this.#running.then((end) => (this.#isFollowed ? this.start() : end));
    }
    return (this.#running ??= this.#begin());
  }

  /** Ends the run; the next one is not to begin. */
  cancel(): void {
    this.#isFollowed = false;
    this.#stop.abort();
  }

  async #begin(): Promise<QueryResult> {
    this.#stop = new AbortController();
    try {
      return await this.perform(this.#stop.signal);
    } finally {
      this.#running = undefined;
    }
  }
}
