import { RecordBatchReader, type DataType, type Field } from 'apache-arrow';
import type { RecordBatch, Table } from 'parquet-wasm/esm';
import { emptyStream } from './arrow-batch';
import { checkTimes, haveTimes } from './sound-times';

/**
 * A table of the wasm library as Arrow streams, at least one; frees it.
 *
 * @throws QueryError `FILE_ERROR` for values that would break the engine
 *
 * @param rowLimit of all together
 * @param batchRows of each
 */
export function* tableStreams(table: Table, rowLimit = Infinity, batchRows = Infinity): Generator<Uint8Array, void> {
  try {
    const { numBatches } = table;
    const fields = fieldsOf(table);
    const isChecked = haveTimes(fields);
    let left = rowLimit;
    for (let i = 0; i < numBatches && left > 0; i++) {
      const batch = table.recordBatch(i);
      if (!batch) continue;
      const rowCount = Math.min(batch.numRows, left);
      for (const stream of batchStreams(batch, rowCount, batchRows)) {
        if (isChecked) checkTimes(stream);
        yield stream;
      }
      left -= rowCount;
    }
    if (numBatches === 0 || rowLimit === 0) yield emptyStream(fields);
  } finally {
    table.free();
  }
}

/** A table of the wasm library as one Arrow stream, of all its batches; frees it. @throws QueryError as `tableStreams` */
export function tableStream(table: Table): Uint8Array {
  const isChecked = haveTimes(fieldsOf(table));
  const stream = table.intoIPCStream();
  if (isChecked) checkTimes(stream);
  return stream;
}

function* batchStreams(batch: RecordBatch, rowCount: number, batchRows: number): Generator<Uint8Array, void> {
  if (rowCount === batch.numRows && rowCount <= batchRows) {
    yield batch.intoIPCStream();
    return;
  }
  try {
    for (let start = 0; start < rowCount; start += batchRows) {
      yield batch.slice(start, Math.min(batchRows, rowCount - start)).intoIPCStream();
    }
  } finally {
    batch.free();
  }
}

function fieldsOf(table: Table): Field<DataType>[] {
  return RecordBatchReader.from(table.schema.intoIPCStream()).open().schema.fields as Field<DataType>[];
}
