interface Delivery {
  done: Promise<void>;
  /** Of who had asked for it first. */
  signal: AbortSignal;
}

/** What several statements may wait for: each is on its way once at a time, as long as one of them waits for it. */
export class Deliveries {
  readonly #underWay = new Map<string, Delivery>();

  /** @throws what `work` throws; the signal's reason, where that comes first */
  async once(key: string, isThere: () => boolean, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (isThere()) return;
      const known = this.#underWay.get(key);
      const delivery = known ?? this.#begin(key, signal, work);
      try {
        await Promise.race([delivery.done, aborted(signal)]);
        return;
      } catch (thrown) {
        // Who had asked for it first has given up; here it is still wanted.
        if (!known?.signal.aborted || signal.aborted) throw thrown;
      }
    }
  }

  #begin(key: string, signal: AbortSignal, work: () => Promise<void>): Delivery {
    const done = work().finally(() => this.#underWay.delete(key));
    const delivery = { done, signal };
    this.#underWay.set(key, delivery);
    return delivery;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
