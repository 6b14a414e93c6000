import { BatchWriter } from '../../session/c-api/batch-writer';
import type { CApi, ConnectionHandle } from '../../session/c-api/c-api';
import { createNodeEngine } from '../../session/testing/node-engine';
import type { Column } from '../../protocol/query';
import { readBatch, type ColumnReader } from '../column-reader';

/** Chunks of 2,048 rows that share a batch, so that batches have seams inside and rows left over. */
const CHUNKS_PER_BATCH = 2;

export interface ReadBatch {
  rowCount: number;
  readers: ColumnReader[];
}

/** Runs SQL on the real engine and reads what it gives through `readBatch`. */
export class EngineReader {
  private constructor(
    private readonly api: CApi,
    private readonly connection: ConnectionHandle,
  ) {}

  static async open(): Promise<EngineReader> {
    const { bindings, api } = await createNodeEngine();
    bindings.open({ path: ':memory:' });
    const connection = api.connection((bindings.connect() as unknown as { _conn: number })._conn);
    return new EngineReader(api, connection);
  }

  /** Runs one statement to its end. @throws EngineError */
  read(sql: string): { columns: Column[]; batches: ReadBatch[] } {
    const { api } = this;
    const extracted = api.extract(this.connection, sql);
    const prepared = api.prepare(this.connection, extracted, 0);
    const pending = api.start(prepared);
    while (api.step(pending) === 'again');
    const result = api.finish(pending);
    const columns = api.columns(result);
    const types = columns.map((column) => column.type);
    const writer = new BatchWriter(api, this.connection, types);
    const batches: ReadBatch[] = [];
    const take = (): void => {
      const batch = writer.take();
      batches.push({ rowCount: batch.rowCount, readers: readBatch(types, batch) });
    };
    const isStreaming = api.isStreaming(result);
    for (let chunks = 1; ; chunks++) {
      while (isStreaming && api.stepStream(result) === 'again');
      const chunk = api.fetchChunk(result);
      if (chunk === 0) break;
      writer.append(chunk, api.exports.duckdb_data_chunk_get_size(chunk));
      api.destroyChunk(chunk);
      if (chunks % CHUNKS_PER_BATCH === 0) take();
    }
    const error = api.resultError(result);
    if (writer.rowCount > 0) take();
    api.destroyResult(result);
    api.destroyPending(pending);
    api.destroyPrepared(prepared);
    api.destroyExtracted(extracted.handle);
    if (error !== '') throw new Error(error);
    return { columns, batches };
  }

  /** Every row of a statement as text. */
  rows(sql: string): (string | null)[][] {
    const { batches } = this.read(sql);
    return batches.flatMap(({ rowCount, readers }) =>
      Array.from({ length: rowCount }, (_, row) => readers.map((reader) => reader.text(row))),
    );
  }
}
