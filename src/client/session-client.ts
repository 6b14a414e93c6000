import { QueryError, queryError, toPlaygroundError } from '../protocol/error';
import type { CheckedPart } from '../protocol/message';
import type { DescribedColumn } from '../protocol/query';
import type { EngineAssets, FileInfo, SessionConstants, SessionInfo } from '../protocol/session';
import type { HeadersByOrigin } from '../protocol/host-headers';
import { History } from './history';
import { Journal, type KeptFile } from './journal';
import { resetNamespace, type ResetHost } from './namespace-reset';
import { OpenQueries, type QueueAhead } from './open-queries';
import { refused, type RowSink } from './open-query';
import type { QueryContext } from './query-context';
import { ReplayTarget } from './replay-target';
import { Requests } from './requests';
import type { ResultStore } from './result-store';
import { lost } from './session-error';
import { SessionDatabases } from './session-databases';
import { SessionFiles } from './session-files';
import type { SessionHeaders } from './session-headers';
import type { SessionSnapshot } from './session-snapshot';
import { SessionStateStore } from './session-state';
import { Succession, type SessionMessage } from './succession';
import type { Transport } from './transport';

/**
 * The page's side of the one session: posts contexts, receives results. Every promise settles, whatever becomes of the worker:
 * a query resolves with its end, also when that is `SESSION_LOST`. A session that is lost is replaced by a new one, which gets
 * back what the journal holds.
 */
export class SessionClient {
  readonly #state = new SessionStateStore();
  readonly #requests = new Requests((message, transfer) => {
    const { line } = this.#succession;
    if (!line) throw new QueryError(this.snapshot.error ?? lost('The session is gone.'));
    line.post(message, transfer);
  });
  readonly #journal = new Journal();
  readonly #files = new SessionFiles(
    { ready: () => this.ready(), request: (request, transfer) => this.#requests.send(request, transfer) },
    this.#journal,
  );
  /** The databases that the browser keeps. */
  readonly databases = new SessionDatabases(
    { ready: () => this.ready(), request: (request) => this.#requests.send(request) },
    this.#journal,
    () => this.#succession.line?.post({ type: 'settle' }),
  );
  /** In memory only. */
  readonly #headersByOrigin: HeadersByOrigin = {};
  readonly #history = new History();
  readonly #queries = new OpenQueries(
    {
      grant: (queryId, bytes) => this.#succession.line?.post({ type: 'credit', queryId, bytes }),
      stop: (queryId) => this.#requests.cancel(queryId),
      ending: ({ isLookUp, namespace }, { transaction }) => {
        // A look-up may have been served elsewhere than by its namespace.
        if (!isLookUp && transaction !== undefined) this.#state.setTransaction(namespace, transaction);
      },
      changed: () => {
        this.#state.setRunning(this.#queries.oldest !== undefined);
      },
    },
    this.#history,
  );
  readonly #succession: Succession;

  /** @param constantsOf what the session of a number, from 1, begins with instead of what chance decides. */
  constructor(
    createTransport: () => Transport,
    assets: EngineAssets,
    constantsOf?: (sessionNumber: number) => SessionConstants,
  ) {
    const openWith = { assets, constantsOf };
    this.#succession = new Succession(createTransport, openWith, this.#journal, this.#state, {
      receive: (message) => {
        this.#receive(message);
      },
      isWaiting: () => this.#queries.size > 0 || this.#requests.size > 0,
      createReplay: ({ sessionId }) =>
        new ReplayTarget(sessionId, this.#files, this.#requests, (context) => this.run(context)),
      stop: (queryId) => this.#requests.cancel(queryId),
      history: () => this.#history.queries,
      headers: () => this.#headersByOrigin,
      abandonAll: (reason) => {
        const tell = this.#queries.abandonAll(reason);
        return () => {
          tell();
          this.#requests.rejectAll(reason);
        };
      },
    });
    this.#succession.start();
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
    return this.#succession.ready();
  }

  /**
   * Runs a context. Resolves when the query has ended, however it ended; `onChange` is called at every message on the way.
   * With a `sink`, rows go there and not into the store.
   */
  run(context: QueryContext, onChange?: (store: ResultStore) => void, sink?: RowSink): Promise<ResultStore> {
    const { info, error } = this.snapshot;
    const isOpen = info !== undefined || context.isReplay === true;
    const { line } = this.#succession;
    if (!isOpen || !line) return refused(context, onChange, error ?? lost('The session is gone.'));
    if (this.#queries.has(context.id)) {
      const { detail } = queryError('INVALID_CONTEXT', `The query ${context.id} is open already.`);
      return refused(context, undefined, detail);
    }
    if (context.origin !== 'catalog') this.#succession.wasAsked();
    try {
      line.post({ type: 'query', context: context.toRequest() });
    } catch (thrown) {
      // What structured cloning refuses: a function or a DOM node among the parameters.
      return refused(context, onChange, toPlaygroundError(thrown, 'INVALID_CONTEXT'));
    }
    return this.#queries.add(context, onChange, sink);
  }

  /** Asks for a query's end. True if it was running or queued. Without an id: the oldest open query. */
  cancel(queryId?: string): Promise<boolean> {
    return this.#queries.cancel(queryId);
  }

  /** True for an open query whose end somebody has asked for. */
  isStopped(queryId: string): boolean {
    return this.#queries.isStopped(queryId);
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

  /** A file as the page keeps it; undefined where there is none of the name. */
  keptFile(name: string): KeptFile | undefined {
    return this.#journal.fileNamed(name);
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
      isOpen: () => this.snapshot.info !== undefined,
      ready: () => this.ready(),
      request: (message) => this.#requests.send<'reset-namespace'>(message),
    };
    return resetNamespace(host, this.#journal, namespace);
  }

  /**
   * What the engine has against a script that is being written, from one of its statements on. Nothing of it is run. Null where the session is not open, or has other things to do.
   *
   * @throws QueryError where the session was lost meanwhile, perhaps of this
   */
  async check(namespace: string, sql: string, first: number): Promise<CheckedPart | null> {
    return this.snapshot.state === 'ready'
      ? this.#requests.send<'check'>({ type: 'check', namespace, sql, first })
      : null;
  }

  /**
   * The columns that a query would have; it is bound, not run. Null as for `check`, and `columns` where they cannot be told.
   *
   * @throws QueryError where the session was lost meanwhile
   */
  async describe(namespace: string, sql: string): Promise<{ columns: DescribedColumn[] | null } | null> {
    return this.snapshot.state === 'ready'
      ? this.#requests.send<'describe'>({ type: 'describe', namespace, sql })
      : null;
  }

  /** The headers that hosts want before they give a file. What that takes is loaded when somebody asks. */
  async headers(): Promise<SessionHeaders> {
    const loaded = await import('./session-headers');
    const host = { ready: () => this.ready(), request: this.#requests.send.bind(this.#requests) };
    return new loaded.SessionHeaders(host, this.#headersByOrigin);
  }

  files(): Promise<FileInfo[]> {
    return this.#files.list();
  }

  /**
   * Hard stop: ends the worker and every open query, opens a new session and gives back what can be had back. While one is
   * under way, another call is the same restart.
   */
  restart(): Promise<SessionInfo> {
    return this.#succession.restart();
  }

  /** Leaves out what has not been brought back by now. */
  skipRecovery(): void {
    this.#succession.skipRecovery();
  }

  /** The report of the last recovery has been seen. */
  dismissReport(): void {
    this.#state.change({ recovered: undefined });
  }

  #receive(message: SessionMessage): void {
    switch (message.type) {
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
      case 'database-released':
        this.databases.released(message.name);
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
}
