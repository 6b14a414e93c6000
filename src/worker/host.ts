import { queryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type {
  AddFileMessage,
  HostMessage,
  OpenMessage,
  Packet,
  PageMessage,
  QueryMessage,
  Replies,
} from '../protocol/message';
import type { QueryOutcome } from '../protocol/query';
import type { OpenProgress } from '../protocol/session';
import type { Session, SessionOptions } from '../session/session';

/** The page's end of the line: a dedicated worker's global scope, or a port. */
export interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

export type OpenSession = (
  message: OpenMessage,
  onProgress: (progress: OpenProgress) => void,
  options: Pick<SessionOptions, 'beforeYield' | 'onLost'>,
) => Promise<{ session: Session; lockName: string }>;

/** What the host says in one go crosses as one message; more than this waits no longer. */
const PACKET_BYTES = 1024 * 1024;

/** Smaller buffers are quicker copied than transferred. */
const COPIED_BYTES = 16 * 1024;

/** The worker's side of the protocol: turns messages into calls on the session, and its events into messages. */
export class Host {
  #session: Session | undefined;
  #isOpening = false;
  #packet: Packet = [];
  #transfer: Transferable[] = [];
  #packetBytes = 0;

  constructor(
    private readonly port: Port,
    private readonly openSession: OpenSession,
  ) {
    port.addEventListener('message', (event) => {
      this.#receive(event.data);
    });
  }

  #receive(data: unknown): void {
    // What arrives may be anything: a message is what has a type that we know.
    const message = (typeof data === 'object' && data !== null ? data : { type: data }) as PageMessage;
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
        default:
          message satisfies never;
          this.#complain(queryError('INVALID_MESSAGE', `The host knows no message of type ${typeOf(message)}.`).detail);
      }
    } catch (thrown) {
      this.#complain(toPlaygroundError(thrown, 'INVALID_MESSAGE'));
    }
  }

  async #open(message: OpenMessage): Promise<void> {
    if (this.#isOpening) {
      this.#complain(queryError('INVALID_MESSAGE', 'The session was opened already.').detail);
      return;
    }
    this.#isOpening = true;
    try {
      const { session, lockName } = await this.openSession(
        message,
        (progress) => {
          this.#say({ type: 'open-progress', progress });
          this.#flush();
        },
        {
          beforeYield: () => {
            this.#flush();
          },
          onLost: (error) => {
            this.#say({ type: 'session-lost', error });
            this.#flush();
          },
        },
      );
      this.#session = session;
      this.#say({ type: 'opened', info: session.info, lockName });
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
      this.#flush();
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
    this.#packet.push(message);
    if (!body || body.byteLength < COPIED_BYTES) return;
    this.#transfer.push(body);
    this.#packetBytes += body.byteLength;
    if (this.#packetBytes >= PACKET_BYTES) this.#flush();
  }

  #flush(): void {
    if (this.#packet.length === 0) return;
    this.port.postMessage(this.#packet satisfies Packet, this.#transfer);
    this.#packet = [];
    this.#transfer = [];
    this.#packetBytes = 0;
  }
}

function typeOf(message: { type?: unknown }): string {
  return String(message.type);
}

/** A context's id; undefined where what came is no context. */
function idOf(context: unknown): string | undefined {
  const id = typeof context === 'object' && context !== null && 'id' in context ? context.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
