/** Ends a request when its user does, or when nothing has come for too long: one signal for both. */
export class Patience {
  readonly #ending = new AbortController();
  readonly #user: AbortSignal | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(user?: AbortSignal) {
    this.#user = user;
    if (user?.aborted) this.#onUser();
    else user?.addEventListener('abort', this.#onUser);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Ends with `error()` after `ms` milliseconds, unless told to wait anew or to rest before. */
  wait(ms: number, error: () => Error): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#ending.abort(error());
    }, ms);
  }

  rest(): void {
    clearTimeout(this.#timer);
  }

  /** What to throw in place of `thrown`, which some browsers do not take from the signal. */
  reasonFor(thrown: unknown): unknown {
    return this.signal.aborted ? this.signal.reason : thrown;
  }

  /** Lets go of the user's signal, and of what may still be under way. */
  end(): void {
    this.rest();
    this.#user?.removeEventListener('abort', this.#onUser);
    this.#ending.abort();
  }

  readonly #onUser = (): void => {
    this.#ending.abort(this.#user?.reason);
  };
}
