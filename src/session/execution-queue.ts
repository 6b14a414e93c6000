/**
 * Runs jobs one after another within a lane, and lanes beside each other: a connection takes one statement at a time, several
 * connections take turns whenever one of them yields.
 */
export class ExecutionQueue<Lane> {
  readonly #tails = new Map<Lane, Promise<void>>();

  isIdle(lane: Lane): boolean {
    return !this.#tails.has(lane);
  }

  /** Resolves when the job has ended, in whatever way: a job that fails keeps nobody behind it from running. */
  run(lane: Lane, job: () => Promise<void>): Promise<void> {
    const before = this.#tails.get(lane);
    const leave = (): void => {
      if (this.#tails.get(lane) === tail) this.#tails.delete(lane);
    };
    const tail = (before ? before.then(job) : job()).then(leave, leave);
    this.#tails.set(lane, tail);
    return tail;
  }

  /** Resolves when nothing runs in these lanes; what comes later waits until what it resolves with is called. */
  async alone(lanes: readonly Lane[]): Promise<() => void> {
    let leave: () => void = () => undefined;
    const left = new Promise<void>((resolve) => {
      leave = resolve;
    });
    await Promise.all(
      lanes.map(
        (lane) =>
          new Promise<void>((reached) => {
            void this.run(lane, () => {
              reached();
              return left;
            });
          }),
      ),
    );
    return leave;
  }
}
