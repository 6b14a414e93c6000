/**
 * Bytes that may be on their way to the page at once. Whoever sends takes from it, the page gives back; where there is none left
 * the sender waits.
 */
export class Credit {
  #bytes: number;
  #wake: (() => void) | undefined;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** May go below zero: a batch is sent whole. */
  take(bytes: number): void {
    this.#bytes -= bytes;
  }

  give(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > 0) this.wake();
  }

  get isSpent(): boolean {
    return this.#bytes <= 0;
  }

  /** Resolves when there is credit again, or someone has called `wake`. */
  wait(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Ends a wait: there is something else to see to. */
  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
