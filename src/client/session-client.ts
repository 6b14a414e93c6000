import { QueryError, queryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type { BatchMessage, HostMessage, Replies, RequestMessage } from '../protocol/message';
import type { EngineAssets, FileInfo, OpenProgress, SessionInfo } from '../protocol/session';
import { Deferred } from './deferred';
import type { QueryContext } from './query-context';
import { notify, takeRows, type OpenQuery, type RowSink } from './open-query';
import { Requests, type Unnumbered } from './requests';
import { ResultStore } from './result-store';
import { failed, lost } from './session-error';
import type { Transport } from './transport';

export type SessionState = 'opening' | 'ready' | 'running' | 'lost';

/** What a page shows of the session: replaced whole at every change. */
export interface SessionSnapshot {
  state: SessionState;
  progress: OpenProgress | undefined;
  info: SessionInfo | undefined;
  /** Why the session could not open, or was lost. */
  error: PlaygroundError | undefined;
}

interface KeptFile {
  data: Blob;
  sourceUrl: string | null;
}

/**
 * The page's side of the one session: posts contexts, receives results. Every promise settles, whatever becomes of the worker:
 * a query resolves with its end, also when that is `SESSION_LOST`.
 */
export class SessionClient {
  #transport: Transport | undefined;
  #opened = new Deferred<SessionInfo>();
  readonly #queries = new Map<string, OpenQuery>();
  readonly #requests = new Requests();
  readonly #files = new Map<string, KeptFile>();
  readonly #listeners = new Set<(snapshot: SessionSnapshot) => void>();
  /** True where the session that opens, or is open, took the place of an earlier one. */
  #isRestart = false;
  #snapshot: SessionSnapshot = { state: 'opening', progress: undefined, info: undefined, error: undefined };

  constructor(
    private readonly createTransport: () => Transport,
    private readonly assets: EngineAssets,
  ) {
    this.#start(false);
  }

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  /** Calls `listener` now and at every change; returns how to stop. */
  subscribe(listener: (snapshot: SessionSnapshot) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#snapshot);
    return () => this.#listeners.delete(listener);
  }

  /** The open session. Rejects with a `QueryError` (`SESSION_FAILED`, `SESSION_LOST`) when there is none to be had. */
  ready(): Promise<SessionInfo> {
    return this.#opened.promise;
  }

  /**
   * Runs a context. Resolves when the query has ended, however it ended; `onChange` is called at every message on the way.
   * With a `sink`, rows go there and not into the store.
   */
  run(context: QueryContext, onChange?: (store: ResultStore) => void, sink?: RowSink): Promise<ResultStore> {
    const store = new ResultStore(context.id, context.sql);
    const startedAt = performance.now();
    const { promise, resolve } = new Deferred<ResultStore>();
    const isLookUp = context.origin === 'catalog';
    const query: OpenQuery = { store, isLookUp, startedAt, onChange, sink, owedBytes: 0, resolve };
    if (this.#snapshot.state === 'lost' || !this.#transport) {
      store.abandon(this.#snapshot.error ?? lost('The session is gone.'), 0);
      notify(query);
      return Promise.resolve(store);
    }
    if (this.#queries.has(context.id)) {
      store.abandon(queryError('INVALID_CONTEXT', `The query ${context.id} is open already.`).detail, 0);
      return Promise.resolve(store);
    }
    this.#queries.set(context.id, query);
    try {
      this.#transport.post({ type: 'query', context: context.toRequest() });
      this.#updateRunning();
      notify(query);
    } catch (thrown) {
      // What structured cloning refuses: a function or a DOM node among the parameters.
      this.#endQuery(context.id, (open) => {
        open.store.abandon(toPlaygroundError(thrown, 'INVALID_CONTEXT'), 0);
      });
    }
    return promise;
  }

  /**
   * Registers rows of the page's own under a name that SQL can read: neither listed nor audited, and gone with the session.
   *
   * @throws QueryError
   */
  async addInternalFile(name: string, data: File): Promise<void> {
    await this.#request<'add-file'>({ type: 'add-file', name, data, sourceUrl: null, isInternal: true });
  }

  /** Forgets a file. False if there was none of the name. */
  dropFile(name: string): Promise<boolean> {
    this.#files.delete(name);
    return this.#request<'drop-file'>({ type: 'drop-file', name });
  }

  /** Asks for a query's end. True if it was running or queued. Without an id: the oldest open query. */
  async cancel(queryId?: string): Promise<boolean> {
    const target = queryId ?? [...this.#queries].find(([, query]) => !query.isLookUp)?.[0];
    if (target === undefined || !this.#queries.has(target)) return false;
    return this.#request<'cancel'>({ type: 'cancel', queryId: target });
  }

  /**
   * Registers a file under a name that SQL can read. It is kept on this side too, so that a restart can give it back.
   *
   * @throws QueryError `FILE_ERROR` when the name is empty or the engine refuses it.
   */
  async addFile(name: string, data: Blob, sourceUrl: string | null = null): Promise<FileInfo> {
    await this.ready();
    const info = await this.#sendFile(name, { data, sourceUrl });
    this.#files.set(name, { data, sourceUrl });
    return info;
  }

  async files(): Promise<FileInfo[]> {
    await this.ready();
    return this.#request<'list-files'>({ type: 'list-files' });
  }

  /**
   * Hard stop: ends the worker and every open query, opens a new session, gives the files back. While one is under way, another
   * call is the same restart.
   */
  restart(): Promise<SessionInfo> {
    if (this.#snapshot.state === 'opening' && this.#isRestart) return this.ready();
    this.#lose(lost('The session was restarted.'));
    this.#opened = new Deferred<SessionInfo>();
    this.#start(true);
    return this.ready();
  }

  /** The session is ready when it has the files that it had before. */
  async #completeOpening(info: SessionInfo): Promise<void> {
    const opened = this.#opened;
    try {
      for (const [name, file] of this.#files) await this.#sendFile(name, file);
    } catch (thrown) {
      // Lost meanwhile, which is told already; or a file that can no longer be read, without which the session can do.
      if (opened !== this.#opened || !this.#transport) return;
      console.warn('A file could not be given back to the session:', thrown);
    }
    if (opened !== this.#opened) return;
    this.#change({ state: 'ready', progress: undefined, info, error: undefined });
    opened.resolve(info);
  }

  #start(isRestart: boolean): void {
    this.#isRestart = isRestart;
    // A failed start is shown by the snapshot; where nobody waits it must not become an unhandled rejection.
    this.#opened.promise.catch(() => undefined);
    this.#change({ state: 'opening', progress: undefined, info: undefined, error: undefined });
    try {
      const transport = this.createTransport();
      this.#transport = transport;
      const ifCurrent =
        <T>(receive: (value: T) => void) =>
        (value: T): void => {
          if (this.#transport === transport) receive(value);
        };
      transport.listen(
        ifCurrent((message) => {
          this.#receive(message);
        }),
        ifCurrent((reason) => {
          this.#lose(this.#snapshot.state === 'opening' ? failed(reason) : lost(reason));
        }),
      );
      transport.post({ type: 'open', assets: this.assets, isRestart });
    } catch (thrown) {
      this.#lose(failed(toPlaygroundError(thrown, 'SESSION_FAILED').message));
    }
  }

  #receive(message: HostMessage): void {
    switch (message.type) {
      case 'open-progress':
        this.#change({ ...this.#snapshot, progress: message.progress });
        return;
      case 'opened':
        void this.#completeOpening(message.info);
        return;
      case 'open-failed':
      case 'session-lost':
        this.#lose(message.error);
        return;
      case 'query-started':
        this.#updateQuery(message.queryId, (store) => {
          store.start();
        });
        return;
      case 'query-progress':
        this.#updateQuery(message.queryId, (store) => {
          store.report(message);
        });
        return;
      case 'statement-started':
        this.#updateQuery(message.queryId, (store) => {
          store.startStatement(message);
        });
        return;
      case 'batch':
        this.#takeRows(message);
        return;
      case 'statement-finished':
        this.#updateQuery(message.queryId, (store) => {
          store.finishStatement(message);
        });
        return;
      case 'query-finished':
        this.#endQuery(message.outcome.queryId, ({ store }) => {
          store.finish(message);
        });
        return;
      case 'reply':
        this.#requests.settle(message);
        return;
      case 'protocol-error':
        console.error('The host did not understand a message:', message.error.message);
        return;
      default:
        message satisfies never;
    }
  }

  /** Sends a request and resolves with its answer; the table of both sides is `Replies`. */
  #request<T extends RequestMessage['type']>(
    request: Unnumbered<Extract<RequestMessage, { type: T }>>,
    transfer?: Transferable[],
  ): Promise<Replies[T]> {
    if (!this.#transport) return Promise.reject(new QueryError(this.#snapshot.error ?? lost('The session is gone.')));
    const transport = this.#transport;
    return this.#requests.send<T>(request, (message) => {
      transport.post(message, transfer);
    });
  }

  async #sendFile(name: string, { data, sourceUrl }: KeptFile): Promise<FileInfo> {
    const bytes = await data.arrayBuffer();
    return this.#request<'add-file'>({ type: 'add-file', name, data: bytes, sourceUrl, isInternal: false }, [bytes]);
  }

  #updateQuery(queryId: string, update: (store: ResultStore) => void): void {
    const open = this.#queries.get(queryId);
    if (!open) return;
    update(open.store);
    notify(open);
  }

  /** A sink that fails gets no more rows: the query is cancelled. */
  #takeRows(message: BatchMessage): void {
    const { queryId } = message;
    const open = this.#queries.get(queryId);
    if (!open) return;
    takeRows(open, message, (bytes) => this.#transport?.post({ type: 'credit', queryId, bytes })).catch(() => {
      void this.cancel(queryId).catch(() => undefined);
    });
    notify(open);
  }

  #endQuery(queryId: string, end: (open: OpenQuery) => void): void {
    const open = this.#queries.get(queryId);
    if (!open) return;
    this.#queries.delete(queryId);
    end(open);
    this.#updateRunning();
    notify(open);
    open.resolve(open.store);
  }

  /** The session is gone, or could not be had: ends everything that waits for it. */
  #lose(error: PlaygroundError): void {
    this.#transport?.close();
    this.#transport = undefined;
    this.#change({ state: 'lost', progress: undefined, info: undefined, error });
    // Who called ready() before is waiting for this promise; who calls later gets the new one, rejected as well.
    this.#opened.reject(new QueryError(error));
    this.#opened = new Deferred<SessionInfo>();
    this.#opened.promise.catch(() => undefined);
    this.#opened.reject(new QueryError(error));
    for (const [queryId, open] of [...this.#queries]) {
      this.#endQuery(queryId, ({ store }) => {
        store.abandon(error, performance.now() - open.startedAt);
      });
    }
    this.#requests.rejectAll(error);
  }

  #updateRunning(): void {
    const { state } = this.#snapshot;
    if (state !== 'ready' && state !== 'running') return;
    const next = this.#hasOpenQuery() ? 'running' : 'ready';
    if (next !== state) this.#change({ ...this.#snapshot, state: next });
  }

  #hasOpenQuery(): boolean {
    for (const { isLookUp } of this.#queries.values()) if (!isLookUp) return true;
    return false;
  }

  #change(snapshot: SessionSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
  }
}
