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

  /** Nothing where the session is busy or not there, or another check has been asked for meanwhile. */
  async check(namespace: string, script: string): Promise<readonly PlaygroundError[]> {
    const number = ++this.#checkCount;
    for (let attempt = 0; attempt < ATTEMPTS && number === this.#checkCount; attempt++) {
      if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      const errors = await this.#ask(() => this.client.check(namespace, script));
      if (errors) return number === this.#checkCount ? errors : [];
      if (this.client.snapshot.state !== 'ready') break;
    }
    return [];
  }

  async describe(namespace: string, query: string): Promise<readonly ColumnInfo[] | undefined> {
    return (await this.#ask(() => this.client.describe(namespace, query))) ?? undefined;
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
