import type { HostMessage, PageMessage } from '../protocol/message';
import { Sequence } from '../protocol/sequence';
import type { Transport } from './transport';

/** How often the host is asked for a sign of life while somebody waits for it, in milliseconds. */
const PING_EVERY_MS = 5000;

/** How long an opening worker may say nothing at all, in milliseconds: phones take long to compile. */
const SILENCE_MS = 60_000;

export interface LineEnd {
  receive(message: HostMessage): void;
  /** The worker is gone, or cannot be understood any more. Called at most once, and nothing is received after it. */
  broken(reason: string): void;
  /** Whether an answer is due. */
  isWaiting(): boolean;
}

/**
 * The line to one host. Messages are numbered both ways, so that none is lost, doubled or out of order without a word: what
 * waits for an answer either gets it or learns that there will be none.
 */
export class Line {
  #sent = 0;
  #isOpen = false;
  #isClosed = false;
  #hasHeard = false;
  readonly #inbox: Sequence<HostMessage>;
  readonly #pings: ReturnType<typeof setInterval>;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly end: LineEnd,
  ) {
    this.#inbox = new Sequence<HostMessage>(
      (message) => {
        if (!this.#isClosed) end.receive(message);
      },
      (number) => {
        this.#break(`Message ${String(number)} of the worker never arrived.`);
      },
    );
    transport.listen(
      (packet) => {
        this.#hasHeard = true;
        this.#expectWord();
        if (!this.#isClosed) this.#inbox.receive(packet);
      },
      (reason) => {
        this.#break(reason);
      },
    );
    this.#expectWord();
    this.#pings = setInterval(() => {
      if (this.#hasHeard && end.isWaiting()) this.post({ type: 'ping' });
    }, PING_EVERY_MS);
  }

  /** @throws DataCloneError for what cannot cross: nothing was posted then. */
  post(message: PageMessage, transfer?: Transferable[]): void {
    if (this.#isClosed) return;
    this.transport.post({ number: this.#sent + 1, messages: [message] }, transfer);
    this.#sent++;
  }

  /** The session is open: from now on the engine may be silent for as long as it computes. */
  opened(): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
    this.#isOpen = true;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#pings);
    clearTimeout(this.#silence);
    this.#inbox.close();
    this.transport.close();
  }

  #expectWord(): void {
    if (this.#isOpen || this.#isClosed) return;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#break(
        `The worker has said nothing for ${String(SILENCE_MS / 1000)} seconds while it was opening the session.`,
      );
    }, SILENCE_MS);
  }

  #break(reason: string): void {
    if (this.#isClosed) return;
    this.close();
    this.end.broken(reason);
  }
}
