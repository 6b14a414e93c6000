/** How long the engine may run before the message queue gets its turn, in milliseconds. */
const SLICE_MS = 8;

/** Calls back in a macrotask of its own, after what is queued by now. */
export type Schedule = (callback: () => void) => void;

/**
 * Divides the worker's time between the engine and the message queue: long work asks `isOver` between steps and awaits `next`
 * when it is. A macrotask, not a promise: messages, cancels among them, are only seen between tasks.
 */
export class TimeSlice {
  #startedAt = performance.now();

  /** @param beforeYield is called each time before the queue gets its turn. */
  constructor(
    private readonly schedule: Schedule,
    private readonly beforeYield: () => void,
  ) {}

  get isOver(): boolean {
    return performance.now() - this.#startedAt >= SLICE_MS;
  }

  /**
   * Tells of a message that was sent at `sentAt`, in milliseconds since the epoch. Messages come in the order in which they were
   * sent, so what waits behind this one has not waited for longer.
   */
  received(sentAt: number): void {
    this.#startedAt = Math.max(this.#startedAt, Math.min(performance.now(), sentAt - performance.timeOrigin));
  }

  /** Resolves after the messages that have arrived by now. */
  next(): Promise<void> {
    this.beforeYield();
    return new Promise((resolve) => {
      this.schedule(() => {
        this.#startedAt = performance.now();
        resolve();
      });
    });
  }
}

/** By a message to ourselves: the quickest macrotask that a worker has. */
export function messageSchedule(): Schedule {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return (callback) => {
    waiting.push(callback);
    channel.port2.postMessage(null);
  };
}
