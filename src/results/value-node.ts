import type { DataType } from '../protocol/data-type';

/** A value by its structure. `text` is always what the engine prints for that value alone. */
export type ValueNode =
  | { kind: 'null'; type: DataType }
  | { kind: 'scalar'; type: DataType; text: string }
  /** A BLOB: its bytes lie in the result, not in a copy. */
  | { kind: 'bytes'; type: DataType; text: string; bytes: Uint8Array }
  /** LIST and ARRAY. */
  | { kind: 'list'; type: DataType; items: ValueNode[] }
  | { kind: 'struct'; type: DataType; fields: { name: string; value: ValueNode }[] }
  | { kind: 'map'; type: DataType; entries: { key: ValueNode; value: ValueNode }[] }
  | { kind: 'union'; type: DataType; member: string; value: ValueNode };
