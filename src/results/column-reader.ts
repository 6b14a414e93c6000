import type { Batch } from '../protocol/batch';
import type { DataType } from '../protocol/data-type';
import { BatchCursor } from './batch-cursor';
import { nodeReader } from './node-reader';
import type { ValueNode } from './value-node';

/** Reads one column of one batch. Rows count from 0 within the batch. */
export interface ColumnReader {
  isNull(row: number): boolean;
  /**
   * The text DuckDB prints for the value, equal to `CAST(x AS VARCHAR)`; null for NULL. With a `limit`, at least as many of its
   * first characters: a value may be longer than anybody looks at.
   */
  text(row: number, limit?: number): string | null;
  /** The value by its structure. */
  value(row: number): ValueNode;
}

/** Readers over a batch's columns, in order; nothing is decoded before it is asked for. */
export function readBatch(types: readonly DataType[], batch: Batch): ColumnReader[] {
  const cursor = new BatchCursor(batch);
  return types.map((type) => nodeReader(type, cursor));
}
