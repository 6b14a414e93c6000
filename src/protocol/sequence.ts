/** What crosses a port: several messages, and their place in the order in which they were sent, from 1. */
export interface Numbered<T> {
  number: number;
  messages: T[];
}

/** How long something that others have overtaken may be under way, in milliseconds, before it counts as lost. */
const PATIENCE_MS = 1000;

/**
 * Receives what was numbered: gives it on in the order in which it was sent, drops what comes twice, and tells when something
 * is missing. A port that keeps its promises needs none of this; where one does not, nobody may wait for ever.
 */
export class Sequence<T> {
  #next = 1;
  readonly #early = new Map<number, T[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly deliver: (message: T) => void,
    /** Called once, with the number that never came. */
    private readonly onMissing: (number: number) => void,
  ) {}

  receive({ number, messages }: Numbered<T>): void {
    if (number < this.#next) return;
    this.#early.set(number, messages);
    const isNext = number === this.#next;
    for (;;) {
      const due = this.#early.get(this.#next);
      if (!due) break;
      this.#early.delete(this.#next);
      this.#next++;
      for (const message of due) this.deliver(message);
    }
    // What is missing now has been missing since something newer came, unless it was another one until now.
    if (isNext) this.#stopWaiting();
    if (this.#early.size === 0) return;
    this.#timer ??= setTimeout(() => {
      this.onMissing(this.#next);
    }, PATIENCE_MS);
  }

  /** Nothing will be received any more. */
  close(): void {
    this.#stopWaiting();
    this.#early.clear();
  }

  #stopWaiting(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
