import { RecordBatchReader } from 'apache-arrow';
import type { Table } from 'parquet-wasm/esm';
import { emptyStream } from './arrow-batch';

/** A table of the wasm library as Arrow streams, one per batch, at least one; frees it. */
export function* tableStreams(table: Table): Generator<Uint8Array> {
  try {
    const { numBatches } = table;
    for (let i = 0; i < numBatches; i++) {
      const batch = table.recordBatch(i);
      if (batch) yield batch.intoIPCStream();
    }
    if (numBatches === 0) yield emptyStream(fieldsOf(table));
  } finally {
    table.free();
  }
}

function fieldsOf(table: Table) {
  return RecordBatchReader.from(table.schema.intoIPCStream()).open().schema.fields;
}
