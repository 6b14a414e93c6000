import type { Batch } from '../protocol/batch';
import type { Column } from '../protocol/query';
import { BatchWriter } from './c-api/batch-writer';
import type { CApi, ConnectionHandle } from './c-api/c-api';

const FLUSH_BYTES = 1024 * 1024;
const FLUSH_ROWS = 65_536;

/** How much of a result the page wants. */
export interface Limits {
  rows: number;
  /** Held against what was sent already: at least one batch is. */
  bytes: number;
}

/** One result's rows on their way out: collected into batches, up to the limits. */
export class Delivery {
  /** Rows that were sent. */
  sent = 0;
  #sentBytes = 0;
  readonly #writer: BatchWriter;
  readonly #hasColumns: boolean;

  constructor(
    private readonly api: CApi,
    connection: ConnectionHandle,
    columns: readonly Column[],
    private readonly limits: Limits,
    private readonly send: (batch: Batch) => void,
  ) {
    this.#hasColumns = columns.length > 0;
    this.#writer = new BatchWriter(
      api,
      connection,
      columns.map(({ type }) => type),
    );
  }

  /** Takes what is wanted of a chunk. @returns how many rows the chunk has. */
  take(chunk: number): number {
    if (!this.#hasColumns) return 0;
    const rows = this.api.exports.duckdb_data_chunk_get_size(chunk);
    const room = this.#sentBytes < this.limits.bytes ? this.limits.rows - this.#collected : 0;
    if (room > 0) this.#writer.append(chunk, Math.min(rows, room));
    return rows;
  }

  flushIfFull(): void {
    if (this.#writer.rowCount >= FLUSH_ROWS || this.#writer.byteLength >= FLUSH_BYTES) this.flush();
  }

  /** To be called before the engine gives way: the first rows, and the last, must not wait for a full batch. */
  flushIfDue(): void {
    if (this.sent === 0 || this.#collected >= this.limits.rows) this.flush();
  }

  flush(): void {
    if (this.#writer.rowCount === 0) return;
    this.sent += this.#writer.rowCount;
    const batch = this.#writer.take();
    this.#sentBytes += batch.body.byteLength;
    this.send(batch);
  }

  get #collected(): number {
    return this.sent + this.#writer.rowCount;
  }
}
