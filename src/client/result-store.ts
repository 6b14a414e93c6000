import type { PlaygroundError } from '../protocol/error';
import type {
  BatchMessage,
  QueryFinishedMessage,
  QueryProgressMessage,
  StatementFinishedMessage,
  StatementStartedMessage,
} from '../protocol/message';
import type { Column, QueryOutcome, QueryStatus } from '../protocol/query';
import type { Batch } from '../protocol/batch';
import { readBatch, type ColumnReader } from '../results/column-reader';
import type { ValueNode } from '../results/value-node';

/** A run of rows as it came; its readers are made when a row of it is looked at. */
interface Part {
  firstRow: number;
  batch: Batch;
  readers: ColumnReader[] | undefined;
}

/** One statement's rows as they came: columnar, decoded when looked at. */
export class StatementStore {
  rowCount = 0;
  truncated = false;
  /** Milliseconds; 0 until the statement has finished. */
  elapsedMs = 0;
  isFinished = false;
  /** The session's generation when the statement began; undefined until it has finished. */
  generation: number | undefined;
  /** Rows held here: at most the context's `maxRows`. */
  heldRows = 0;
  heldBytes = 0;
  readonly #parts: Part[] = [];

  constructor(
    readonly index: number,
    readonly sql: string,
    /** Where the statement starts in the script, in UTF-16 units. */
    readonly offset: number,
    readonly columns: readonly Column[],
  ) {}

  append(message: BatchMessage): void {
    this.#parts.push({ firstRow: this.heldRows, batch: message.batch, readers: undefined });
    this.heldRows += message.batch.rowCount;
    this.heldBytes += message.batch.body.byteLength;
    this.rowCount = message.rowCount;
  }

  /**
   * The text DuckDB itself prints for a cell; null for NULL and for cells that are not held. With a `limit`, at least as many of
   * its first characters.
   */
  text(row: number, column: number, limit?: number): string | null {
    const part = this.#partOf(row);
    return part ? (this.#readers(part)[column]?.text(row - part.firstRow, limit) ?? null) : null;
  }

  /** A cell's value by its structure; undefined for cells that are not held. */
  value(row: number, column: number): ValueNode | undefined {
    const part = this.#partOf(row);
    return part && this.#readers(part)[column]?.value(row - part.firstRow);
  }

  /** One row as text, a value per column. */
  row(row: number): (string | null)[] {
    return this.columns.map((_, column) => this.text(row, column));
  }

  /** The rows that are held, as they came. */
  batches(): readonly Batch[] {
    return this.#parts.map(({ batch }) => batch);
  }

  #readers(part: Part): ColumnReader[] {
    part.readers ??= readBatch(
      this.columns.map((column) => column.type),
      part.batch,
    );
    return part.readers;
  }

  #partOf(row: number): Part | undefined {
    if (row < 0 || row >= this.heldRows) return undefined;
    let low = 0;
    let high = this.#parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#parts[middle]?.firstRow ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return this.#parts[low];
  }
}

/** Everything one query has given so far. Filled by the client; read by the page and the driver. */
export class ResultStore {
  status: 'queued' | 'running' | QueryStatus = 'queued';
  readonly statements: StatementStore[] = [];
  elapsedMs = 0;
  /** Bytes of rows that have come. */
  receivedBytes = 0;
  /** Percent from 0 to 100, or −1 where there is no estimate. */
  percent = -1;
  error: PlaygroundError | undefined;

  constructor(
    readonly queryId: string,
    readonly sql: string,
  ) {}

  get isEnded(): boolean {
    return this.status !== 'queued' && this.status !== 'running';
  }

  start(): void {
    this.status = 'running';
  }

  report(message: QueryProgressMessage): void {
    this.percent = message.percent;
    this.elapsedMs = message.elapsedMs;
    const statement = this.statements.at(-1);
    if (statement && !statement.isFinished) statement.rowCount = message.rowCount;
  }

  startStatement({ statement: { index, sql, offset }, columns }: StatementStartedMessage): void {
    this.statements.push(new StatementStore(index, sql, offset, columns));
  }

  append(message: BatchMessage): void {
    this.receivedBytes += message.batch.body.byteLength;
    this.#statement(message.statementIndex)?.append(message);
  }

  /** Notes rows that go elsewhere. */
  count({ statementIndex, rowCount, batch }: BatchMessage): void {
    this.receivedBytes += batch.body.byteLength;
    const statement = this.#statement(statementIndex);
    if (statement) statement.rowCount = rowCount;
  }

  columnsOf(statementIndex: number): readonly Column[] {
    return this.#statement(statementIndex)?.columns ?? [];
  }

  finishStatement({ summary }: StatementFinishedMessage): void {
    const statement = this.#statement(summary.index);
    if (!statement) return;
    statement.rowCount = summary.rowCount;
    statement.truncated = summary.truncated;
    statement.elapsedMs = summary.elapsedMs;
    statement.generation = summary.generation;
    statement.isFinished = true;
  }

  finish({ outcome }: Pick<QueryFinishedMessage, 'outcome'>): void {
    this.status = outcome.status;
    this.elapsedMs = outcome.elapsedMs;
    this.error = outcome.error;
  }

  /** Ends a query that the host can no longer end. */
  abandon(error: PlaygroundError, elapsedMs: number): void {
    const status = error.code === 'CANCELLED' ? 'cancelled' : 'failed';
    const outcome: QueryOutcome = { queryId: this.queryId, status, elapsedMs, error };
    this.finish({ outcome });
  }

  #statement(index: number): StatementStore | undefined {
    // Statements start in the order of their indices, each once.
    return this.statements[index];
  }
}
