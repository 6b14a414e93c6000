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

  get size(): number {
    return this.#open.size;
  }

  /** Numbers a request, has it posted, and resolves with its answer. */
  send<T extends RequestMessage['type']>(
    request: Unnumbered<Extract<RequestMessage, { type: T }>>,
    post: (message: RequestMessage) => void,
  ): Promise<Replies[T]> {
    const id = ++this.#count;
    const reply = new Deferred<Reply>();
    this.#open.set(id, reply);
    post({ ...request, id });
    return reply.promise as Promise<Replies[T]>;
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
