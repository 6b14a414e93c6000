import { QueryError } from '../protocol/error';
import { CREDIT_BYTES } from '../protocol/message';
import type { QueryRequest, StatementSource } from '../protocol/query';
import type { PendingHandle, PreparedHandle, ResultHandle } from './c-api/c-api';
import { EngineError } from './c-api/error';
import { preparedStatement, startedStatement } from './c-api/prepared-statement';
import type { Connection } from './connection';
import { Credit } from './credit';
import { Delivery } from './delivery';
import { mayBeFatal } from './engine-error';
import { checkGeneration, trapError } from './execution-error';
import type { ExecutionEvents } from './execution-events';
import type { ExecutionHost } from './execution-host';
import { bindParameters } from './parameters';
import { refusalOf, type PlannedStatement } from './plan';
import { Progress } from './progress';
import { endRecord, figuresOf, now, type QueryRecord } from './query-log';
import { Stop, type StopReason } from './stop';

/** One query's life, from queued to its one end. */
export class Execution {
  readonly #request: QueryRequest;
  readonly #credit = new Credit(CREDIT_BYTES);
  readonly #stop: Stop;
  readonly #progress: Progress;
  #hasEnded = false;
  #statement: PlannedStatement | undefined;
  #rowCount = 0;
  #generation = 0;
  /** Of the statement that runs: the engine is past preparing it. */
  #isUnderWay = false;
  #isTelling = false;
  /** True where the namespace's transaction was open before this query. */
  #entersTransaction = false;

  constructor(
    private readonly host: ExecutionHost,
    private readonly connection: Connection,
    private readonly record: QueryRecord,
    private readonly events: ExecutionEvents,
  ) {
    this.#request = record.request;
    this.#stop = new Stop(record);
    this.#progress = new Progress(host.api, connection, record, events);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Ends a queued execution at once, a running one at the engine's next task. */
  stop(reason: StopReason): void {
    if (this.#hasEnded) return;
    this.#stop.ask(reason);
    this.#credit.wake();
    if (this.record.status === 'queued' || reason === 'SESSION_LOST') this.#end(this.#stopError);
  }

  /** The page has taken in so many bytes of rows. */
  grant(bytes: number): void {
    this.#credit.give(bytes);
  }

  /** Runs the script. Never rejects. */
  async run(): Promise<void> {
    if (this.#hasEnded) return;
    this.#progress.begin();
    this.record.status = 'running';
    this.record.startedAt = now();
    this.events.started();
    let statements: PlannedStatement[] = [];
    try {
      this.#entersTransaction = this.host.api.hasTransaction(this.connection.handle);
      checkGeneration(this.#request, this.host.generation);
      statements = await this.host.planner.plan(this.#request, this.connection);
      this.record.statementCount = statements.length;
      await this.#runStatements(statements);
      this.#end(undefined);
    } catch (thrown) {
      this.#fail(thrown);
    }
    // What a lost engine holds goes with its memory.
    if (!this.host.isLost) this.host.planner.discard(statements);
  }

  async #runStatements(statements: PlannedStatement[]): Promise<void> {
    const refused = statements.find(({ refusal }) => refusal);
    if (refused?.refusal) {
      this.host.onStatement(this.record, refused, 'refused');
      throw refused.refusal;
    }
    for (const statement of statements) {
      this.#statement = statement;
      this.#rowCount = 0;
      await this.#runStatement(statement);
      this.host.onStatement(this.record, statement, 'succeeded');
    }
    this.#statement = undefined;
  }

  async #runStatement(statement: PlannedStatement): Promise<void> {
    const { supply, api, planner } = this.host;
    const attempt = this.#tryStatement.bind(this, statement, performance.now());
    this.#isTelling = false;
    if (!supply) return attempt();
    // No rows are with the page then, and no transaction has failed with it.
    const canRepeat = () => !this.#isTelling && !(this.#isUnderWay && api.hasTransaction(this.connection.handle));
    const plan = () => planner.foresee(statement, this.#request, this.connection);
    return supply.during({ sql: statement.sql, connection: this.connection, attempt, canRepeat, plan }, this.#stop);
  }

  async #tryStatement(statement: PlannedStatement, startedAt: number, isRepeated = false): Promise<void> {
    this.#isUnderWay = false;
    const { api, generation } = this.host;
    const { handle } = this.connection;
    this.#generation = generation;
    // Preparing uses a parsed statement up.
    if (!statement.extracted || isRepeated) this.host.planner.parse(statement, this.#request, this.connection);
    if (statement.refusal) throw statement.refusal;
    if (!statement.extracted) return;
    this.host.transactions.check(this.connection, statement);
    // In an open transaction of the namespace a reader's statement runs as a part of it.
    const ownTransaction = this.#request.role === 'reader' && !api.hasTransaction(handle);
    if (ownTransaction) this.connection.run('BEGIN TRANSACTION READ ONLY');
    try {
      const last = statement.extracted.kinds.length - 1;
      for (let i = 0; i <= last; i++) {
        const prepared = api.prepare(handle, statement.extracted, i);
        try {
          this.host.planner.check(statement, i, preparedStatement(api, prepared), this.#request, this.connection);
          if (i === last) bindParameters(api, prepared, this.#request.params);
          await this.#runPrepared(statement, i, prepared, startedAt);
        } finally {
          api.destroyPrepared(prepared);
        }
      }
    } catch (thrown) {
      throw refusalOf(statement, this.#request, thrown);
    } finally {
      // A read-only transaction has nothing to commit.
      if (ownTransaction) this.connection.run('ROLLBACK');
    }
  }

  async #runPrepared(
    statement: PlannedStatement,
    index: number,
    prepared: PreparedHandle,
    startedAt: number,
  ): Promise<void> {
    const { api } = this.host;
    const isLast = index + 1 === statement.extracted?.kinds.length;
    const pending = api.start(prepared);
    let result: ResultHandle | undefined;
    try {
      // Bound again, now that its parameters are known: it may touch something else.
      const started = startedStatement(api, this.connection.handle);
      if (started !== preparedStatement(api, prepared)) {
        this.host.planner.check(statement, index, started, this.#request, this.connection);
      }
      this.#isUnderWay = true;
      await this.#untilReady(pending);
      result = api.finish(pending);
      if (isLast) await this.#deliver(statement.source, result, startedAt);
    } finally {
      if (result !== undefined) api.destroyResult(result);
      api.destroyPending(pending);
    }
  }

  async #untilReady(pending: PendingHandle): Promise<void> {
    const { api } = this.host;
    for (;;) {
      if (this.#stop.isDue) {
        // The engine cleans up when its next task meets the interrupt; that task's error is the cancellation itself.
        api.interrupt(this.connection.handle);
        while (api.step(pending) === 'again');
        return;
      }
      if (api.step(pending) === 'ready') return;
      await this.#yieldIfDue();
    }
  }

  async #deliver(source: StatementSource, result: ResultHandle, startedAt: number): Promise<void> {
    const { api } = this.host;
    const { maxRows, maxBytes = Number.POSITIVE_INFINITY } = this.#request;
    const columns = api.returnKind(result) === 'nothing' ? [] : api.columns(result);
    this.#isTelling = true;
    this.events.statementStarted(source, columns);
    const delivery = new Delivery(api, this.connection.handle, columns, { rows: maxRows, bytes: maxBytes }, (batch) => {
      this.record.resultBytes += batch.body.byteLength;
      this.#credit.take(batch.body.byteLength);
      this.events.rows(source.index, batch, this.#rowCount);
    });
    const isStreaming = api.isStreaming(result);
    /** The rows so far are right, and all that there will be. */
    const fail = (message: string): never => {
      delivery.flush();
      throw new EngineError(message);
    };
    for (;;) {
      if (this.#stop.isDue) {
        api.interrupt(this.connection.handle);
        if (isStreaming) while (api.stepStream(result) === 'again');
        delivery.flush();
        throw this.#stopError;
      }
      const step = isStreaming ? api.stepStream(result) : 'ready';
      if (step === 'failed') fail(api.resultError(result));
      if (step === 'ready') {
        const chunk = api.fetchChunk(result);
        if (chunk === 0) {
          const message = api.resultError(result);
          if (message !== '') fail(message);
          break;
        }
        const rows = delivery.take(chunk);
        this.#rowCount += rows;
        this.record.rowsReturned += rows;
        api.destroyChunk(chunk);
        delivery.flushIfFull();
      }
      if (this.host.slice.isOver) {
        delivery.flushIfDue();
        await this.#yieldIfDue();
      }
      if (this.#credit.isSpent) await this.#untilCredit();
    }
    delivery.flush();
    this.events.statementFinished({
      index: source.index,
      rowCount: this.#rowCount,
      truncated: this.#rowCount > delivery.sent,
      elapsedMs: performance.now() - startedAt,
      generation: this.#generation,
    });
  }

  /** The page has enough to take in; a stop ends the wait too. */
  async #untilCredit(): Promise<void> {
    while (this.#credit.isSpent && !this.#stop.isDue) {
      this.host.beforeYield();
      await this.#credit.wait();
    }
  }

  async #yieldIfDue(): Promise<void> {
    this.#progress.tellIfDue(this.#rowCount);
    if (this.host.slice.isOver) await this.host.slice.next();
  }

  #fail(thrown: unknown): void {
    const statement = this.#statement;
    const isUsable = (thrown instanceof QueryError || thrown instanceof EngineError) && !this.host.isLost;
    // A query that did not succeed leaves no transaction open that it began.
    const hasLeft = isUsable && !this.#entersTransaction && this.host.transactions.leave(this.connection);
    if (this.#stop.isAsked) {
      if (statement) this.host.onStatement(this.record, statement, 'cancelled');
      this.#end(this.#stopError);
    } else if (thrown instanceof QueryError) {
      if (statement) thrown.detail.statementIndex = statement.source.index;
      if (statement?.refusal === thrown) this.host.onStatement(this.record, statement, 'refused');
      this.#end(thrown);
    } else if (thrown instanceof EngineError) {
      const source = statement?.source ?? { index: 0, sql: this.#request.sql, offset: 0 };
      if (statement) this.host.onStatement(this.record, statement, 'failed');
      const error = this.host.readError(thrown.message, this.#request.sql, source);
      if (hasLeft)
        error.hint = [error.hint, 'The transaction that this script began was rolled back.'].join(' ').trim();
      this.#end(new QueryError(error));
      if (mayBeFatal(thrown.message)) this.host.onSuspicion(error);
    } else {
      const error = trapError(thrown, statement?.source.index ?? 0);
      this.#end(new QueryError(error));
      this.host.onFatal(error);
    }
  }

  get #stopError(): QueryError {
    return this.#stop.error(this.#statement?.source.index ?? 0);
  }

  #end(error: QueryError | undefined): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const { record } = this;
    const transaction = this.host.isLost ? 'none' : this.host.transactions.state(this.connection);
    const status = error === undefined ? 'succeeded' : error.detail.code === 'CANCELLED' ? 'cancelled' : 'failed';
    const elapsedMs = endRecord(record, status, error?.detail ?? null);
    this.events.ended({
      queryId: this.#request.id,
      status,
      elapsedMs,
      ...(error ? { error: error.detail } : {}),
      transaction,
      ...figuresOf(record),
    });
  }
}
