/** More than one editing needs at a time. */
const MAX_ENTRIES = 200;

/** Answers that hold until the session changes. What nobody could tell is asked again, and a failure is no answer either. */
export class Memo<T> {
  readonly #answers = new Map<string, Promise<T | undefined>>();

  get(key: readonly string[], ask: () => Promise<T | undefined>): Promise<T | undefined> {
    const name = JSON.stringify(key);
    const known = this.#answers.get(name);
    if (known) return known;
    if (this.#answers.size >= MAX_ENTRIES) this.#answers.clear();
    const answer: Promise<T | undefined> = ask()
      .catch(() => undefined)
      .then((value) => {
        if (value === undefined && this.#answers.get(name) === answer) this.#answers.delete(name);
        return value;
      });
    this.#answers.set(name, answer);
    return answer;
  }

  clear(): void {
    this.#answers.clear();
  }
}
