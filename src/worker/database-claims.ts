import { queryError, toPlaygroundError, type PlaygroundError, type QueryError } from '../protocol/error';
import type { DatabaseOwner } from '../session/kept/file-access';

const CHANNEL = 'dabble-databases';

/** How long whoever has a database open may take to answer, in milliseconds: a query of theirs may have to end first. */
const ANSWER_MS = 15_000;

/** What pages of the origin ask each other for. */
interface Wish {
  type: 'release' | 'copy';
  id: string;
  name: string;
}

interface Answer {
  type: 'answer';
  id: string;
  copy?: Blob;
  error?: PlaygroundError;
}

/** Who has which database: one page at a time, which the others can ask. A page that dies has none any more. */
export class DatabaseClaims {
  /** Made on first use: a page that keeps nothing has no part in this. */
  #channel: BroadcastChannel | undefined;
  readonly #held = new Set<string>();
  readonly #asked = new Map<string, (answer: Answer) => void>();
  #owner: DatabaseOwner | undefined;

  /** Resolves with how to let go again. @throws QueryError `DATABASE_IN_USE` where another page has it, or does not let go of it */
  async claim(name: string, takesOver: boolean): Promise<() => void> {
    this.#listen();
    const letGo = await this.#lock(name);
    if (letGo) return letGo;
    if (!takesOver) throw inUse(name);
    await this.#ask('release', name);
    const taken = await this.#lock(name);
    if (!taken) throw inUse(name);
    return taken;
  }

  /** @throws QueryError `DATABASE_IN_USE` where nobody answers */
  async borrow(name: string): Promise<Blob> {
    this.#listen();
    const { copy } = await this.#ask('copy', name);
    if (!copy) throw inUse(name);
    return copy;
  }

  serve(owner: DatabaseOwner): void {
    this.#owner = owner;
  }

  /** Undefined where somebody else has it. Without Web Locks the browser itself lets one page have the files. */
  #lock(name: string): Promise<(() => void) | undefined> {
    const { locks } = navigator as { locks?: LockManager };
    const hold = (release: () => void) => {
      this.#held.add(name);
      return () => {
        this.#held.delete(name);
        release();
      };
    };
    if (!locks) return Promise.resolve(hold(() => undefined));
    return new Promise((resolve, reject) => {
      locks
        .request(`dabble-database-${name}`, { ifAvailable: true }, (lock) => {
          if (!lock) {
            resolve(undefined);
            return undefined;
          }
          return new Promise<void>((release) => {
            resolve(hold(release));
          });
        })
        .catch(reject);
    });
  }

  #listen(): void {
    if (this.#channel) return;
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.onmessage = ({ data }: MessageEvent<Wish | Answer>) => {
      if (data.type === 'answer') this.#asked.get(data.id)?.(data);
      else if (this.#held.has(data.name)) void this.#grant(data);
    };
  }

  async #grant({ type, id, name }: Wish): Promise<void> {
    const answer: Answer = { type: 'answer', id };
    try {
      if (type === 'copy') {
        const copy = await this.#owner?.copy(name);
        if (copy) answer.copy = copy;
      } else await this.#owner?.release(name);
    } catch (thrown) {
      answer.error = toPlaygroundError(thrown, 'DATABASE_IN_USE');
    }
    this.#channel?.postMessage(answer);
  }

  #ask(type: Wish['type'], name: string): Promise<Answer> {
    const id = crypto.randomUUID();
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => {
        const message = `The other tab that has ${name} open does not answer.`;
        settle(() => {
          reject(queryError('DATABASE_IN_USE', message, 'It may be busy: try again, or close it.'));
        });
      }, ANSWER_MS);
      const settle = (end: () => void): void => {
        clearTimeout(timer);
        this.#asked.delete(id);
        end();
      };
      this.#asked.set(id, (answer) => {
        settle(() => {
          if (answer.error) reject(queryError('DATABASE_IN_USE', answer.error.message, answer.error.hint));
          else resolve(answer);
        });
      });
      this.#channel?.postMessage({ type, id, name } satisfies Wish);
    });
  }
}

function inUse(name: string): QueryError {
  return queryError('DATABASE_IN_USE', `The database ${name} is open in another tab.`, 'Take it over, or read a copy.');
}
