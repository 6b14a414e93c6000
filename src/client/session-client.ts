import { QueryError, queryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type { HostMessage, OpenedMessage } from '../protocol/message';
import type { CompiledEngine, EngineAssets, FileInfo, SessionInfo } from '../protocol/session';
import { Journal } from './journal';
import { Line } from './line';
import { resetNamespace, type ResetHost } from './namespace-reset';
import { OpenQueries, type QueueAhead } from './open-queries';
import type { RowSink } from './open-query';
import { Opening } from './opening';
import type { QueryContext } from './query-context';
import { Recovery, type RecoveryReport } from './recovery';
import { ReplayTarget } from './replay-target';
import { Requests } from './requests';
import type { ResultStore } from './result-store';
import { failed, lost } from './session-error';
import { SessionFiles } from './session-files';
import { opening, type SessionSnapshot } from './session-snapshot';
import { SessionStateStore } from './session-state';
import type { Transport } from './transport';

/** Sessions lost one after another, none of them asked anything: then it is no use to open another. */
const MAX_FUTILE = 3;

/** How long a host that is asked to stop something may take, in milliseconds. */
const STOP_MS = 2000;

/**
 * The page's side of the one session: posts contexts, receives results. Every promise settles, whatever becomes of the worker:
 * a query resolves with its end, also when that is `SESSION_LOST`. A session that is lost is replaced by a new one, which gets
 * back what the journal holds.
 */
export class SessionClient {
  #line: Line | undefined;
  readonly #opening = new Opening();
  readonly #requests = new Requests((message, transfer) => {
    if (!this.#line) throw new QueryError(this.#state.snapshot.error ?? lost('The session is gone.'));
    this.#line.post(message, transfer);
  });
  readonly #journal = new Journal();
  readonly #files = new SessionFiles(
    { ready: () => this.ready(), request: (request, transfer) => this.#requests.send(request, transfer) },
    this.#journal,
  );
  readonly #state = new SessionStateStore();
  readonly #queries = new OpenQueries({
    grant: (queryId, bytes) => this.#line?.post({ type: 'credit', queryId, bytes }),
    stop: (queryId) => void this.#requests.cancel(queryId),
    ending: ({ isLookUp, namespace }, { transaction }) => {
      // A look-up may have been served elsewhere than by its namespace.
      if (!isLookUp && transaction !== undefined) this.#state.setTransaction(namespace, transaction);
    },
    ended: () => {
      this.#updateRunning();
    },
  });
  #engine: CompiledEngine | undefined;
  /** From the loss of a session until another has taken its place. */
  #recovery: Recovery | undefined;
  #replay: ReplayTarget | undefined;
  #futileCount = 0;

  constructor(
    private readonly createTransport: () => Transport,
    private readonly assets: EngineAssets,
  ) {
    this.#start();
  }

  get snapshot(): SessionSnapshot {
    return this.#state.snapshot;
  }

  /** Calls `listener` now and at every change; returns how to stop. */
  subscribe(listener: (snapshot: SessionSnapshot) => void): () => void {
    return this.#state.subscribe(listener);
  }

  /** The open session. Rejects with a `QueryError` (`SESSION_FAILED`, `SESSION_LOST`) when there is none to be had. */
  ready(): Promise<SessionInfo> {
    return this.#opening.promise;
  }

  /**
   * Runs a context. Resolves when the query has ended, however it ended; `onChange` is called at every message on the way.
   * With a `sink`, rows go there and not into the store.
   */
  run(context: QueryContext, onChange?: (store: ResultStore) => void, sink?: RowSink): Promise<ResultStore> {
    const { info, error } = this.#state.snapshot;
    const isOpen = info !== undefined || context.isReplay === true;
    if (!isOpen || !this.#line) return this.#queries.refuse(context, error ?? lost('The session is gone.'), onChange);
    if (this.#queries.has(context.id)) {
      const { detail } = queryError('INVALID_CONTEXT', `The query ${context.id} is open already.`);
      return this.#queries.refuse(context, detail);
    }
    const ended = this.#queries.add(context, onChange, sink);
    if (context.origin !== 'catalog') this.#futileCount = 0;
    try {
      this.#line.post({ type: 'query', context: context.toRequest() });
      this.#updateRunning();
    } catch (thrown) {
      // What structured cloning refuses: a function or a DOM node among the parameters.
      this.#queries.abandon(context.id, toPlaygroundError(thrown, 'INVALID_CONTEXT'));
    }
    return ended;
  }

  /** Asks for a query's end. True if it was running or queued. Without an id: the oldest open query. */
  async cancel(queryId = this.#queries.oldest): Promise<boolean> {
    return queryId !== undefined && this.#queries.cancel(queryId, () => this.#requests.cancel(queryId));
  }

  /** What a queued query waits for; undefined where it is first in its line, or has begun. */
  aheadOf(queryId: string): QueueAhead | undefined {
    return this.#queries.aheadOf(queryId);
  }

  /**
   * Registers a file under a name that SQL can read. It is kept on this side too, so that a new session can have it.
   *
   * @throws QueryError `FILE_ERROR` when the name is empty or the engine refuses it.
   */
  addFile(name: string, data: Blob, sourceUrl: string | null = null): Promise<FileInfo> {
    return this.#files.add({ name, data, sourceUrl });
  }

  /**
   * Registers rows of the page's own under a name that SQL can read: neither listed nor audited, and gone with the session.
   *
   * @throws QueryError
   */
  addInternalFile(name: string, data: File): Promise<void> {
    return this.#files.addInternal(name, data);
  }

  /** Forgets a file. False if there was none of the name. */
  dropFile(name: string): Promise<boolean> {
    return this.#files.drop(name);
  }

  /**
   * Brings a namespace back to empty: what is in its database, temporary objects, prepared statements, settings, variables, `USE`
   * and an open transaction. Files, attached databases, global settings and other namespaces stay. It takes its turn among the
   * namespace's queries, and cancels none; in a session that takes the place of this one it is as if it had been done there.
   *
   * @throws QueryError
   */
  resetNamespace(namespace: string): Promise<void> {
    const host: ResetHost = {
      isOpen: () => this.#state.snapshot.info !== undefined,
      ready: () => this.ready(),
      request: (message) => this.#requests.send<'reset-namespace'>(message),
    };
    return resetNamespace(host, this.#journal, namespace);
  }

  files(): Promise<FileInfo[]> {
    return this.#files.list();
  }

  /**
   * Hard stop: ends the worker and every open query, opens a new session and gives back what can be had back. While one is
   * under way, another call is the same restart.
   */
  restart(): Promise<SessionInfo> {
    if (this.#state.snapshot.state === 'opening' && this.#recovery) return this.ready();
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
    void this.#requests.cancel(queryId);
    setTimeout(() => {
      // A statement that cannot be stopped goes with its worker.
      if (recovery.current === current) this.#lose(lost('Bringing the session back was stopped.'));
    }, STOP_MS);
  }

  /** The report of the last recovery has been seen. */
  dismissReport(): void {
    this.#state.change({ recovered: undefined });
  }

  /** Starts a worker, and has it open a session. */
  #start(): void {
    // Who waits already goes on waiting.
    if (this.#state.snapshot.state !== 'opening') this.#opening.begin();
    this.#state.replace({
      ...opening,
      recovery: this.#recovery && { reason: this.#recovery.reason, done: 0, total: 0, current: '' },
    });
    try {
      const line: Line = new Line(this.createTransport(), {
        receive: (message) => {
          this.#receive(message, line);
        },
        broken: (reason) => {
          this.#lose(this.#state.snapshot.state === 'opening' && !this.#recovery ? failed(reason) : lost(reason));
        },
        isWaiting: () => this.#queries.size > 0 || this.#requests.size > 0,
      });
      this.#line = line;
      const engine = this.#engine && { engine: this.#engine };
      line.post({ type: 'open', assets: this.assets, ...engine, isRestart: this.#recovery !== undefined });
    } catch (thrown) {
      this.#lose(failed(toPlaygroundError(thrown, 'SESSION_FAILED').message));
    }
  }

  #receive(message: HostMessage, line: Line): void {
    switch (message.type) {
      case 'open-progress':
        this.#state.change({ progress: message.progress });
        return;
      case 'opened':
        line.opened();
        void this.#completeOpening(message, line);
        return;
      case 'open-failed':
      case 'session-lost':
        this.#lose(message.error);
        return;
      case 'query-started':
      case 'query-progress':
      case 'statement-started':
      case 'batch':
      case 'statement-finished':
      case 'query-finished':
        this.#queries.receive(message);
        return;
      case 'changed':
        this.#journal.changed(message.change);
        return;
      case 'transaction-ended':
        this.#journal.transactionEnded(message.namespace, message.isCommitted);
        return;
      case 'namespace-reset':
        this.#journal.resetNamespace(message.namespace);
        this.#state.setTransaction(message.namespace.toLowerCase(), 'none');
        return;
      case 'reply':
        this.#requests.settle(message);
        return;
      case 'alive':
      case 'pong':
        return;
      case 'protocol-error':
        console.error('The host did not understand a message:', message.error.message);
        return;
      default:
        message satisfies never;
    }
  }

  /** The session is ready when it has all that it had before. */
  async #completeOpening({ info, engine }: OpenedMessage, line: Line): Promise<void> {
    this.#engine = engine ?? undefined;
    let recovered: RecoveryReport | undefined;
    this.#replay = new ReplayTarget(info.sessionId, this.#files, this.#requests, (context) => this.run(context));
    try {
      recovered = await this.#recovery?.run(this.#replay, (recovery) => {
        this.#state.change({ recovery });
      });
    } catch {
      // Lost meanwhile, which is told already.
      return;
    }
    if (line !== this.#line) return;
    this.#recovery = undefined;
    this.#state.replace({ ...opening, state: 'ready', info, recovered });
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
    this.#beginRecovery(reason);
    this.#hangUp();
    this.#start();
    // After the new start: who learns of an end and asks again finds a session that opens.
    this.#queries.abandonAll(reason);
    this.#requests.rejectAll(reason);
  }

  #giveUp(error: PlaygroundError): void {
    this.#beginRecovery(error);
    this.#hangUp();
    this.#state.replace({ ...opening, state: 'lost', error });
    this.#opening.fail(error);
    this.#queries.abandonAll(error);
    this.#requests.rejectAll(error);
  }

  /** Where there was a session, the next one is to be brought to where it was. */
  #beginRecovery(reason: PlaygroundError): void {
    if (this.#state.snapshot.info) this.#recovery ??= new Recovery(this.#journal, reason);
  }

  #hangUp(): void {
    this.#line?.close();
    this.#line = undefined;
  }

  #updateRunning(): void {
    this.#state.setRunning(this.#queries.oldest !== undefined);
  }
}
