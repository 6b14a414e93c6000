import type { SessionClient } from '../../client/session-client';
import type { ColumnInfo } from '../../language/knowledge';
import type { PlaygroundError } from '../../protocol/error';

/** How often and how long after one another the page asks a session that has other things to do. */
const ATTEMPTS = 4;
const RETRY_MS = 120;

/** A session that ends when it is asked is asked no more: what is typed next would end the one after it. */
const MAX_LOSSES = 2;

/** Has the engine look at text that nobody has asked to run. Never rejects. */
export class CarefulLooks {
  #checkCount = 0;
  #lossCount = 0;

  constructor(private readonly client: SessionClient) {}

  /**
   * What the engine has against all of a script. Undefined where it cannot be told: the session is busy or not there, or another
   * check has been asked for meanwhile.
   */
  async check(namespace: string, script: string): Promise<readonly PlaygroundError[] | undefined> {
    const number = ++this.#checkCount;
    const errors: PlaygroundError[] = [];
    let first: number | null = 0;
    for (let refusals = 0; refusals < ATTEMPTS && this.client.snapshot.state === 'ready';) {
      const from: number = first;
      const part = await this.#ask(() => this.client.check(namespace, script, from));
      if (number !== this.#checkCount) return undefined;
      if (part) {
        errors.push(...part.errors);
        first = part.next;
        if (first === null) return errors;
        continue;
      }
      refusals++;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return undefined;
  }

  /** The columns of a query; undefined where they cannot be told. */
  async describe(namespace: string, query: string): Promise<readonly ColumnInfo[] | undefined> {
    for (let refusals = 0; refusals < ATTEMPTS && this.client.snapshot.state === 'ready'; refusals++) {
      const answer = await this.#ask(() => this.client.describe(namespace, query));
      if (answer) return answer.columns ?? undefined;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return undefined;
  }

  async #ask<T>(ask: () => Promise<T | null>): Promise<T | null> {
    if (this.#lossCount >= MAX_LOSSES) return null;
    try {
      return await ask();
    } catch {
      this.#lossCount++;
      return null;
    }
  }
}
