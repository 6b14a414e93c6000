import { toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type { HeadersByOrigin } from '../protocol/host-headers';
import type { HostMessage, OpenedMessage } from '../protocol/message';
import type { PastQuery } from '../protocol/query';
import type { CompiledEngine, EngineAssets, SessionConstants, SessionInfo } from '../protocol/session';
import type { Journal } from './journal';
import { Line } from './line';
import { Opening } from './opening';
import { Recovery, type RecoveryReport } from './recovery';
import type { ReplayTarget } from './replay-target';
import { failed, lost } from './session-error';
import { opening } from './session-snapshot';
import type { SessionStateStore } from './session-state';
import type { Transport } from './transport';

/** Sessions lost one after another, none of them asked anything: then it is no use to open another. */
const MAX_FUTILE = 3;

/** How long a statement that is asked to stop may take, in milliseconds. */
const STOP_MS = 2000;

/** What a session says of all but its own coming and going. */
export type SessionMessage = Exclude<
  HostMessage,
  { type: 'open-progress' | 'opened' | 'open-failed' | 'session-lost' }
>;

/** What all sessions of the page open with. */
interface SessionGivens {
  assets: EngineAssets;
  /** What the session of a number, from 1, begins with. Undefined: with what chance decides. */
  constantsOf: ((sessionNumber: number) => SessionConstants) | undefined;
}

/** Those that ask the session. */
export interface SuccessionOwner {
  receive(message: SessionMessage): void;
  /** Whether an answer is due. */
  isWaiting(): boolean;
  /** Brings a new session to where the last one was. */
  createReplay(session: SessionInfo): ReplayTarget;
  stop(queryId: string): Promise<boolean>;
  /** What has been asked, oldest first. */
  history(): PastQuery[];
  /** What hosts get before they give a file. */
  headers(): HeadersByOrigin;
  /** What has not been answered will not be any more. Who waits learns of it by what this returns. */
  abandonAll(reason: PlaygroundError): () => void;
}

/**
 * The sessions of a page, one after another, each with a worker of its own. One that is lost is followed by another, which gets
 * back what the journal holds.
 */
export class Succession {
  #line: Line | undefined;
  readonly #opening = new Opening();
  #engine: CompiledEngine | undefined;
  /** From the loss of a session until another has taken its place. */
  #recovery: Recovery | undefined;
  #replay: ReplayTarget | undefined;
  #futileCount = 0;
  #sessionCount = 0;

  constructor(
    private readonly createTransport: () => Transport,
    private readonly givens: SessionGivens,
    private readonly journal: Journal,
    private readonly state: SessionStateStore,
    private readonly owner: SuccessionOwner,
  ) {}

  /** To the worker of today; undefined where there is none. */
  get line(): Line | undefined {
    return this.#line;
  }

  /** The open session. Rejects with a `QueryError` where there is none to be had. */
  ready(): Promise<SessionInfo> {
    return this.#opening.promise;
  }

  /** Somebody has asked the session something. */
  wasAsked(): void {
    this.#futileCount = 0;
  }

  /** Starts a worker, and has it open a session. */
  start(): void {
    const recovery = this.#recovery;
    // Who waits already goes on waiting.
    if (this.state.snapshot.state !== 'opening') this.#opening.begin();
    this.state.replace({
      ...opening,
      recovery: recovery && { reason: recovery.reason, done: 0, total: 0, current: '' },
    });
    try {
      const line: Line = new Line(this.createTransport(), {
        receive: (message) => {
          this.#receive(message, line);
        },
        broken: (reason) => {
          this.#lose(this.state.snapshot.state === 'opening' && !this.#recovery ? failed(reason) : lost(reason));
        },
        isWaiting: () => this.owner.isWaiting(),
      });
      this.#line = line;
      const engine = this.#engine && { engine: this.#engine };
      const isRestart = recovery !== undefined;
      const { assets } = this.givens;
      const constants = this.givens.constantsOf?.(++this.#sessionCount);
      const given = { assets, ...engine, ...(constants && { constants }) };
      line.post({ type: 'open', ...given, isRestart, history: this.owner.history(), headers: this.owner.headers() });
    } catch (thrown) {
      this.#lose(failed(toPlaygroundError(thrown, 'SESSION_FAILED').message));
    }
  }

  /** Ends the worker and opens a new session. While one is under way, another call is the same restart. */
  restart(): Promise<SessionInfo> {
    if (this.state.snapshot.state === 'opening' && this.#recovery) return this.ready();
    this.#futileCount = 0;
    this.#replace(lost('The session was restarted.'));
    return this.ready();
  }

  /** Leaves out what has not been brought back by now. */
  skipRecovery(): void {
    const recovery = this.#recovery;
    const current = recovery?.current;
    recovery?.skip();
    const queryId = this.#replay?.queryId;
    if (!current || queryId === undefined) return;
    void this.owner.stop(queryId);
    setTimeout(() => {
      // A statement that cannot be stopped goes with its worker.
      if (recovery.current === current) this.#lose(lost('Bringing the session back was stopped.'));
    }, STOP_MS);
  }

  #receive(message: HostMessage, line: Line): void {
    switch (message.type) {
      case 'open-progress':
        this.state.change({ progress: message.progress });
        return;
      case 'opened':
        line.opened();
        void this.#completeOpening(message, line);
        return;
      case 'open-failed':
      case 'session-lost':
        this.#lose(message.error);
        return;
      default:
        this.owner.receive(message);
    }
  }

  /** The session is ready when it has all that it had before. */
  async #completeOpening({ info, engine }: OpenedMessage, line: Line): Promise<void> {
    this.#engine = engine ?? undefined;
    this.#replay = this.owner.createReplay(info);
    let recovered: RecoveryReport | undefined;
    try {
      recovered = await this.#recovery?.run(this.#replay, (recovery) => {
        this.state.change({ recovery });
      });
    } catch {
      // Lost meanwhile, which is told already.
      return;
    }
    if (line !== this.#line) return;
    this.#recovery = undefined;
    this.state.replace({ ...opening, state: 'ready', info, recovered });
    this.#opening.succeed(info);
  }

  /** The session is gone, or could not be had. */
  #lose(error: PlaygroundError): void {
    this.#recovery?.wasLost(error);
    this.#futileCount++;
    if (error.code === 'SESSION_LOST' && this.#futileCount <= MAX_FUTILE) this.#replace(error);
    else this.#giveUp(error);
  }

  /** Ends all that waits for the session, and opens another in its place. */
  #replace(reason: PlaygroundError): void {
    this.#hangUp(reason);
    const tell = this.owner.abandonAll(reason);
    this.start();
    // After the new start: who learns of an end and asks again finds a session that opens.
    tell();
  }

  #giveUp(error: PlaygroundError): void {
    this.#hangUp(error);
    this.state.replace({ ...opening, state: 'lost', error });
    this.#opening.fail(error);
    this.owner.abandonAll(error)();
  }

  #hangUp(reason: PlaygroundError): void {
    // Where there was a session, the next one is to be brought to where it was.
    if (this.state.snapshot.info) this.#recovery ??= new Recovery(this.journal, reason);
    this.#line?.close();
    this.#line = undefined;
  }
}
