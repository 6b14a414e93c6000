import { QueryError, type PlaygroundError } from '../protocol/error';
import type { Replies, ReplyMessage, RequestMessage } from '../protocol/message';
import { Deferred } from './deferred';

type Reply = Replies[keyof Replies];

/** A request without its id, which is given when it is sent. */
export type Unnumbered<T> = T extends RequestMessage ? Omit<T, 'id'> : never;

/** The requests that have not been answered. The table of what answers what is `Replies`. */
export class Requests {
  readonly #open = new Map<number, Deferred<Reply>>();
  #count = 0;

  /** @param post hands a message to the host; throws where there is none. */
  constructor(private readonly post: (message: RequestMessage, transfer?: Transferable[]) => void) {}

  get size(): number {
    return this.#open.size;
  }

  /** Sends a request and resolves with its answer. @throws QueryError when there is nobody to ask. */
  async send<T extends RequestMessage['type']>(
    request: Unnumbered<Extract<RequestMessage, { type: T }>>,
    transfer?: Transferable[],
  ): Promise<Replies[T]> {
    const id = ++this.#count;
    this.post({ ...request, id }, transfer);
    const reply = new Deferred<Reply>();
    this.#open.set(id, reply);
    return reply.promise as Promise<Replies[T]>;
  }

  /** Asks for a query's end. True if the host knew it. */
  async cancel(queryId: string): Promise<boolean> {
    try {
      return await this.send<'cancel'>({ type: 'cancel', queryId });
    } catch {
      // The session has ended, and with it the query.
      return true;
    }
  }

  settle(message: ReplyMessage): void {
    const reply = this.#open.get(message.id);
    if (!reply) return;
    this.#open.delete(message.id);
    if ('error' in message) reply.reject(new QueryError(message.error));
    else reply.resolve(message.value);
  }

  /** Nobody will answer any more. */
  rejectAll(error: PlaygroundError): void {
    for (const [id, reply] of [...this.#open]) {
      this.#open.delete(id);
      reply.reject(new QueryError(error));
    }
  }
}
