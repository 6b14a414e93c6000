import type { Data, Field } from 'apache-arrow';
import type { JsonCursor } from './json-cursor';

/** Collects a column's values, or those of a part of one. */
export interface ColumnWriter {
  /** Its name, and its type for Arrow. */
  readonly field: Field;
  /** Values so far. */
  readonly length: number;
  /** Bytes so far, roughly. */
  readonly byteLength: number;
  addNull(): void;
  /** Adds the value at the cursor, which is of the writer's type or null, and goes past it. */
  add(cursor: JsonCursor): void;
  /** The values; empties it. */
  take(): Data;
}
