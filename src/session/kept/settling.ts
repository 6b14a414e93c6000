/** So long after the last write there is a checkpoint, in milliseconds. */
const QUIET_MS = 2000;

/** Where writes go on and on, one is made between two of them, after so many milliseconds. */
const PATIENCE_MS = 30_000;

export interface SettlingHost {
  /** True while nothing runs or waits. */
  isIdle(): boolean;
  hasWork(): boolean;
  /** @param waits for a moment in which nothing runs, where there is none */
  settle(waits: boolean): Promise<void>;
}

/** Waits for a quiet moment after writes, and has them settle then: never while something runs. */
export class Settling {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first of the writes came that have not settled, by `performance.now()`. */
  #since: number | undefined;

  constructor(private readonly host: SettlingHost) {}

  /** To be called after what may have been a write. */
  noteWork(): void {
    if (!this.host.hasWork()) return;
    this.#since ??= performance.now();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.hurry();
    }, QUIET_MS);
    if (performance.now() - this.#since > PATIENCE_MS) this.#settle(true);
  }

  /** Settles now, if nothing runs; else it stays due. */
  hurry(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.host.hasWork()) return;
    if (this.host.isIdle()) this.#settle(false);
    else this.noteWork();
  }

  #settle(waits: boolean): void {
    this.#since = undefined;
    // What could not settle is tried again after the next write, or when the database is closed or opened.
    void this.host.settle(waits).catch(() => undefined);
  }
}
