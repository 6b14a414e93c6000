/**
 * The time of a film, in milliseconds. It runs as real time does, or stands still while the stage works and is moved on by
 * hand: so a busy machine makes no demo slow or jerky.
 */
export class FilmClock {
  #passedMs = 0;
  #runningSince: number | undefined;

  get nowMs(): number {
    return this.#passedMs + (this.#runningSince === undefined ? 0 : performance.now() - this.#runningSince);
  }

  run(): void {
    this.#runningSince ??= performance.now();
  }

  stop(): void {
    this.#passedMs = this.nowMs;
    this.#runningSince = undefined;
  }

  /** While it stands still. */
  advance(milliseconds: number): void {
    this.#passedMs += milliseconds;
  }
}
