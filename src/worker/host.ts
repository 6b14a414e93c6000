import { queryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type {
  AddFileMessage,
  HostMessage,
  OpenMessage,
  PageMessage,
  PagePacket,
  QueryMessage,
  Replies,
  ResetNamespaceMessage,
} from '../protocol/message';
import type { QueryOutcome } from '../protocol/query';
import { Sequence } from '../protocol/sequence';
import type { CompiledEngine, OpenProgress } from '../protocol/session';
import type { Session, SessionOptions } from '../session/session';
import { askKept } from './ask-kept';
import { Outbox } from './outbox';

/** The page's end of the line: a dedicated worker's global scope, or a port. */
export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

export type OpenSession = (
  message: OpenMessage,
  onProgress: (progress: OpenProgress) => void,
  options: Pick<SessionOptions, 'beforeYield' | 'changes' | 'onReleased' | 'onLost'>,
  /** To be called before anything else that takes time. */
  onAlive: (lockName: string) => void,
) => Promise<{ session: Session; engine: CompiledEngine | null }>;

/** Replaces what a host gets before it gives a file. @returns the origin that it is. @throws QueryError */
export type SetHeaders = (host: string, headers: Record<string, string> | null) => string;

/** The worker's side of the protocol: turns messages into calls on the session, and its events into messages. */
export class Host {
  #session: Session | undefined;
  #isOpening = false;
  readonly #inbox = new Sequence<PageMessage>(
    (message) => {
      this.#receive(message);
    },
    (number) => {
      this.#giveUp(`Message ${String(number)} of the page never arrived.`);
    },
  );
  readonly #outbox = new Outbox((packet, transfer) => {
    this.port.postMessage(packet, transfer);
  });

  constructor(
    private readonly port: Port,
    private readonly openSession: OpenSession,
    private readonly setHeaders: SetHeaders,
  ) {
    port.addEventListener('message', (event) => {
      // What arrives may be anything.
      if (isPacket(event.data)) this.#inbox.receive(event.data);
      else this.#complain(queryError('INVALID_MESSAGE', 'The host takes packets of messages only.').detail);
    });
  }

  #receive(message: PageMessage): void {
    try {
      switch (message.type) {
        case 'open':
          void this.#open(message);
          return;
        case 'query':
          this.#query(message);
          return;
        case 'cancel':
          this.#reply(message.id, () => this.#session?.cancel(message.queryId) ?? false);
          return;
        case 'credit':
          this.#session?.grant(message.queryId, message.bytes);
          return;
        case 'drop-file':
          this.#reply(message.id, () => this.#opened().dropFile(message.name));
          return;
        case 'add-file':
          this.#addFile(message);
          return;
        case 'list-files':
          this.#reply(message.id, () => this.#opened().files.list());
          return;
        case 'check':
          this.#reply(message.id, () => this.#session?.check(message.namespace, message.sql, message.first) ?? null);
          return;
        case 'describe':
          this.#reply(message.id, () => this.#session?.describe(message.namespace, message.sql) ?? null);
          return;
        case 'reset-namespace':
          void this.#answer(message.id, () => this.#resetNamespace(message));
          return;
        case 'list-databases':
        case 'keep-database':
        case 'close-database':
        case 'delete-database':
        case 'copy-database':
        case 'copy-set-aside':
          void this.#answer(message.id, () => askKept(this.#opened().kept, message));
          return;
        case 'set-headers':
          this.#reply(message.id, () => this.setHeaders(message.host, message.headers));
          return;
        case 'settle':
          this.#session?.kept.settle();
          return;
        case 'ping':
          this.#say({ type: 'pong' });
          this.#flush();
          return;
        default:
          message satisfies never;
          this.#complain(queryError('INVALID_MESSAGE', `The host knows no message of type ${typeOf(message)}.`).detail);
      }
    } catch (thrown) {
      // A fault of ours: nobody can say what state it left behind.
      this.#giveUp(`The host failed at a message: ${toPlaygroundError(thrown, 'SESSION_LOST').message}`);
    }
  }

  async #open(message: OpenMessage): Promise<void> {
    if (this.#isOpening) {
      this.#complain(queryError('INVALID_MESSAGE', 'The session was opened already.').detail);
      return;
    }
    this.#isOpening = true;
    try {
      for (const [origin, headers] of Object.entries(message.headers)) this.setHeaders(origin, headers);
      const { session, engine } = await this.openSession(
        message,
        (progress) => {
          this.#say({ type: 'open-progress', progress });
          this.#flush();
        },
        {
          beforeYield: () => {
            this.#flush();
          },
          changes: {
            changed: (change) => {
              this.#say({ type: 'changed', change });
            },
            transactionEnded: (namespace, isCommitted) => {
              this.#say({ type: 'transaction-ended', namespace, isCommitted });
            },
            namespaceReset: (namespace) => {
              this.#say({ type: 'namespace-reset', namespace });
            },
          },
          onReleased: (name) => {
            this.#say({ type: 'database-released', name });
            this.#flush();
          },
          onLost: (error) => {
            this.#say({ type: 'session-lost', error });
            this.#flush();
          },
        },
        (lockName) => {
          this.#say({ type: 'alive', lockName });
          this.#flush();
        },
      );
      this.#session = session;
      this.#say({ type: 'opened', info: session.info, engine });
    } catch (thrown) {
      const error = toPlaygroundError(thrown, 'SESSION_FAILED');
      this.#say({ type: 'open-failed', error: { ...error, code: 'SESSION_FAILED' } });
    }
    this.#flush();
  }

  #query({ context }: QueryMessage): void {
    const queryId = idOf(context);
    const finish = (outcome: QueryOutcome): void => {
      this.#say({ type: 'query-finished', outcome });
      // Not at once: that the session died of it is to be heard together with it.
      queueMicrotask(() => {
        this.#flush();
      });
    };
    if (!this.#session || queryId === undefined) {
      const error = queryError('INVALID_CONTEXT', 'This host has no open session for the context.').detail;
      finish({ queryId: queryId ?? '', status: 'failed', elapsedMs: 0, error });
      return;
    }
    // Nothing to flush here: a query either ends in this task or yields.
    this.#session.submit(context, {
      started: () => {
        this.#say({ type: 'query-started', queryId });
      },
      progress: (percent, rowCount, elapsedMs) => {
        this.#say({ type: 'query-progress', queryId, percent, rowCount, elapsedMs });
      },
      statementStarted: (statement, columns) => {
        this.#say({ type: 'statement-started', queryId, statement, columns });
      },
      rows: (statementIndex, batch, rowCount) => {
        this.#say({ type: 'batch', queryId, statementIndex, batch, rowCount }, batch.body);
      },
      statementFinished: (summary) => {
        this.#say({ type: 'statement-finished', queryId, summary });
      },
      ended: finish,
    });
  }

  #addFile({ id, name, data, sourceUrl, isInternal }: AddFileMessage): void {
    this.#reply(id, () => this.#opened().addFile(name, data, sourceUrl, isInternal));
  }

  async #resetNamespace({ namespace, isReplay }: ResetNamespaceMessage): Promise<null> {
    await this.#opened().resetNamespace(namespace, isReplay);
    return null;
  }

  async #answer(id: number, answer: () => Promise<Replies[keyof Replies]>): Promise<void> {
    try {
      const value = await answer();
      this.#reply(id, () => value);
    } catch (thrown) {
      this.#reply(id, () => {
        throw thrown;
      });
    }
  }

  #opened(): Session {
    if (!this.#session) throw queryError('SESSION_FAILED', 'The session is not open.');
    return this.#session;
  }

  #reply(id: number, answer: () => Replies[keyof Replies]): void {
    try {
      this.#say({ type: 'reply', id, value: answer() });
    } catch (thrown) {
      this.#say({ type: 'reply', id, error: toPlaygroundError(thrown, 'INVALID_MESSAGE') });
    }
    this.#flush();
  }

  #complain(error: PlaygroundError): void {
    this.#say({ type: 'protocol-error', error });
    this.#flush();
  }

  #say(message: HostMessage, body?: ArrayBuffer): void {
    this.#outbox.add(message, body);
  }

  #flush(): void {
    this.#outbox.flush();
  }

  /** Nothing in here can be relied on any more: the page shall start another worker. */
  #giveUp(message: string): void {
    this.#inbox.close();
    this.#say({ type: 'session-lost', error: queryError('SESSION_LOST', message).detail });
    this.#flush();
  }
}

function isPacket(data: unknown): data is PagePacket {
  if (typeof data !== 'object' || data === null || !('number' in data) || !('messages' in data)) return false;
  return Number.isInteger(data.number) && Array.isArray(data.messages) && data.messages.every(isObject);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function typeOf(message: { type?: unknown }): string {
  return String(message.type);
}

/** A context's id; undefined where what came is no context. */
function idOf(context: unknown): string | undefined {
  const id = typeof context === 'object' && context !== null && 'id' in context ? context.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
