import { queryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type { CheckedPart } from '../protocol/message';
import type { DescribedColumn, QueryRequest, StatementSource } from '../protocol/query';
import type { FileInfo, SessionInfo } from '../protocol/session';
import { AuditLog, type AuditEntry } from './audit-log';
import { Effects } from './effects';
import { ChangeLog } from './change-log';
import type { Engine } from './engine';
import { readEngineError } from './engine-error';
import { AttachedFiles } from './attached-files';
import type { CApi } from './c-api/c-api';
import { registerReplacementScan } from './c-api/replacement-scan';
import { Connection } from './connection';
import { Execution } from './execution';
import { engineStopped } from './execution-error';
import type { ExecutionEvents } from './execution-events';
import { ExecutionQueue } from './execution-queue';
import { FileRegistry } from './files';
import { KeptDatabases, keptStays } from './kept/kept-databases';
import type { KeptHost } from './kept/kept-host';
import { liveRows } from './live-rows';
import { resetNamespace } from './namespace-reset';
import { Namespaces } from './namespaces';
import { connectionOpening, sessionInfo, sessionOpening } from './opening';
import { Planner, type PlannedStatement } from './plan';
import { checkRequest } from './request';
import { ScriptChecker, type PlaceToLook } from './script-checker';
import { QueryLog, type QueryRecord } from './query-log';
import type { SessionOptions } from './session-options';
import { tokenStarts } from './statements';
import { StandIns } from './stand-ins';
import { Supply } from './supply';
import { installSystemViews } from './system-views';
import { startTimer } from './time-limit';
import { TimeSlice } from './time-slice';
import { Transactions } from './transactions';

export type { SessionOptions };

/**
 * The one DuckDB session: its database, the system views, a connection per namespace in use and one of its own. Queries share
 * it by reference; running one makes no session, no database and no connection.
 */
export class Session {
  readonly info: SessionInfo;
  readonly log = new QueryLog();
  readonly audit = new AuditLog();
  readonly files: FileRegistry;
  readonly kept: KeptDatabases;
  readonly slice: TimeSlice;
  readonly transactions: Transactions;
  readonly planner: Planner;
  readonly supply: Supply | undefined;
  readonly beforeYield: () => void;
  readonly #internal: Connection;
  readonly #standIns: StandIns;
  readonly #checker: ScriptChecker;
  readonly #effects: Effects;
  readonly #namespaces: Namespaces;
  readonly #queue = new ExecutionQueue<Connection>();
  readonly #open = new Map<string, { execution: Execution; record: QueryRecord }>();
  readonly #onLost: (error: PlaygroundError) => void;
  readonly api: CApi;
  isLost = false;

  /** Opens a session on an instantiated engine: an empty database in memory. @throws Error when the engine does not fit. */
  constructor(
    private readonly engine: Engine,
    options: SessionOptions,
  ) {
    const { bindings, api } = engine;
    this.api = api;
    bindings.open({ path: ':memory:' });
    const opening = connectionOpening(options);
    this.#internal = new Connection(engine, opening);
    api.selfTest(this.#internal.handle);
    this.#internal.run(sessionOpening(options));
    this.#namespaces = new Namespaces(engine, opening);
    this.transactions = new Transactions(api);
    this.#standIns = new StandIns(engine);
    this.files = new FileRegistry(bindings, new AttachedFiles(engine), this.#standIns);
    this.beforeYield = options.beforeYield ?? (() => undefined);
    this.slice = new TimeSlice(options.schedule, this.beforeYield);
    if (options.supplier) {
      this.supply = new Supply(options.supplier, this.#standIns, this);
      registerReplacementScan(api, this.#internal.handle, this.supply.replace);
    }
    this.kept = new KeptDatabases(this.#keptHost(options), options.store);
    const changes =
      options.changes &&
      new ChangeLog(
        options.changes,
        () => this.#namespaces.databases(),
        (database) => this.kept.has(database),
      );
    this.#effects = new Effects(this.audit, this.transactions, changes);
    this.#onLost = options.onLost ?? (() => undefined);
    this.info = sessionInfo(engine, options);
    installSystemViews(api, this.#internal, liveRows(this, this.#namespaces));
    this.planner = new Planner(engine, this.slice, this.#namespaces);
    this.#checker = new ScriptChecker(engine, this);
    this.log.restore(options.history ?? []);
    if (options.isRestart) this.#effects.restarted();
  }

  /** See `QueryRequest.generation`. */
  get generation(): number {
    return this.#effects.generation;
  }

  /** Queues a query. Its events end with exactly one `ended`. Never throws. */
  submit(request: QueryRequest, events: ExecutionEvents): void {
    this.slice.received(request.createdAt);
    let connection: Connection;
    try {
      if (this.isLost) throw queryError('SESSION_LOST', 'The session is gone.', 'Restart it to go on.');
      checkRequest(request, this.info.sessionId, this.#open);
      connection = this.#connectionFor(request);
    } catch (thrown) {
      const error = toPlaygroundError(thrown, 'INVALID_CONTEXT');
      events.ended({ queryId: request.id, status: 'failed', elapsedMs: 0, error });
      return;
    }
    const record = this.log.add(request);
    const execution = new Execution(this, connection, record, {
      ...events,
      ended: (outcome) => {
        clearTimeout(timer);
        this.#open.delete(request.id);
        this.#sweep();
        events.ended(outcome);
      },
    });
    const timer = startTimer(request.timeoutMs, () => {
      execution.stop('TIMEOUT');
    });
    this.#open.set(request.id, { execution, record });
    // After a long task of the engine's, messages first: one of them may cancel this query.
    void this.#queue.run(connection, () =>
      this.slice.isOver ? this.slice.next().then(() => execution.run()) : execution.run(),
    );
  }

  /** Stops a query. True if it was running or queued. */
  cancel(queryId: string): boolean {
    const open = this.#open.get(queryId);
    if (!open) return false;
    this.#effects.cancelled(open.record);
    open.execution.stop('CANCELLED');
    return true;
  }

  /** The page has taken in so many bytes of a query's rows. */
  grant(queryId: string, bytes: number): void {
    this.#open.get(queryId)?.execution.grant(bytes);
  }

  /** @param isInternal for files of the page's own: neither listed nor audited. */
  addFile(name: string, data: ArrayBuffer | File, sourceUrl: string | null, isInternal = false): FileInfo {
    if (isInternal) return this.files.add(name, data, sourceUrl, true);
    let info: FileInfo | undefined;
    try {
      info = this.files.add(name, data, sourceUrl);
      return info;
    } finally {
      this.#effects.fileAdded(name, info !== undefined);
    }
  }

  dropFile(name: string): boolean {
    return this.files.drop(name);
  }

  /**
   * Brings a namespace back to empty, after its queries that came before; one that was never made is empty.
   *
   * @param isReplay where it is done again in a new session: it is made if need be, and nobody is told
   * @throws QueryError
   */
  async resetNamespace(name: string, isReplay = false): Promise<void> {
    const namespace = isReplay ? this.#namespaces.get(name) : this.#namespaces.find(name);
    if (!namespace) return;
    if (this.kept.has(name)) throw keptStays(name);
    await new Promise<void>((resolve, reject) => {
      void this.#queue.run(namespace.connection, () =>
        Promise.resolve()
          .then(() => {
            resetNamespace(this, this.#effects, this.#namespaces, namespace, isReplay);
          })
          .then(resolve, reject),
      );
    });
  }

  /**
   * What the engine has against a script that is being written, statement by statement; nothing of it is run. It has to be
   * quick, or a query would wait for it: see `ScriptChecker`.
   *
   * @returns null where the engine has other things to do
   */
  check(namespaceName: string, sql: string, first = 0): CheckedPart | null {
    const place = this.#placeToLook(namespaceName);
    return place && this.#checker.check(sql, place, first);
  }

  /** The columns that a query would have, by binding it: null where they cannot be told. As for `check`, null where it is busy. */
  describe(namespaceName: string, sql: string): { columns: DescribedColumn[] | null } | null {
    const place = this.#placeToLook(namespaceName);
    return place && { columns: this.#checker.describe(sql, place) };
  }

  onStatement(record: QueryRecord, statement: PlannedStatement, outcome: AuditEntry['outcome']): void {
    const { connection } = this.#namespaces.get(record.request.namespace);
    this.#effects.statementEnded(record, connection, statement, outcome);
    this.kept.statementEnded();
  }

  readError(text: string, script: string, statement: StatementSource): PlaygroundError {
    return readEngineError(text, {
      script,
      statement,
      tokens: () => tokenStarts(this.engine.bindings, statement.sql),
      files: this.files.list().map(({ name }) => name),
    });
  }

  onSuspicion(error: PlaygroundError): void {
    // At once: what comes next shall find the new session. On a connection of its own, where it ends nothing that is under way.
    try {
      const probe = new Connection(this.engine);
      probe.run('SELECT 42');
      probe.close();
    } catch {
      this.onFatal(engineStopped(error));
    }
  }

  onFatal(error: PlaygroundError): void {
    if (this.isLost) return;
    this.isLost = true;
    for (const { execution } of [...this.#open.values()]) execution.stop('SESSION_LOST');
    this.#onLost(error);
  }

  /** Gives memory back that was a file's, when nobody can be reading it. */
  #sweep(): void {
    if (!this.isLost && this.#open.size === 0) this.#standIns.sweep(this.#internal, this.#namespaces.all());
  }

  #keptHost({ onReleased = () => undefined }: SessionOptions): KeptHost {
    return {
      bindings: this.engine.bindings,
      namespaces: this.#namespaces,
      transactions: this.transactions,
      isIdle: () => !this.isLost && this.#open.size === 0,
      alone: (job) => this.#alone(job),
      onSuspicion: (error) => {
        this.onSuspicion(error);
      },
      onReleased,
    };
  }

  async #alone<T>(job: () => Promise<T>): Promise<T> {
    const lanes = [this.#internal, ...this.#namespaces.all().map(({ connection }) => connection)];
    const leave = await this.#queue.alone(lanes);
    try {
      if (this.isLost) throw queryError('SESSION_LOST', 'The session is gone.', 'Restart it to go on.');
      return await job();
    } finally {
      leave();
    }
  }

  /** Where a script can be looked at; null while anything runs or waits that this would keep up. */
  #placeToLook(namespaceName: string): PlaceToLook | null {
    const connection = this.#namespaces.find(namespaceName)?.connection;
    if (this.isLost || this.#open.size > 0 || (connection && !this.#queue.isIdle(connection))) return null;
    // What fails to bind would make a transaction fail that is open.
    const isFree = connection !== undefined && !this.api.hasTransaction(connection.handle);
    return { connection: isFree ? connection : this.#internal, knowsNames: isFree };
  }

  /** Look-ups of the page itself wait for nobody: where the namespace is busy they take the session's own connection. */
  #connectionFor(request: QueryRequest): Connection {
    const namespace = this.#namespaces.get(request.namespace);
    if (request.isReplay === true) return namespace.connection;
    if (request.origin !== 'catalog') {
      namespace.queryCount++;
      return namespace.connection;
    }
    // There it sees the namespace's temporary tables; a transaction that is open is not its to enter.
    const { connection } = namespace;
    const isFree = this.#queue.isIdle(connection) && !this.api.hasTransaction(connection.handle);
    return isFree ? connection : this.#internal;
  }
}
