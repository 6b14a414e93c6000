import type { DataType } from '../protocol/data-type';

/** A value by its structure. `text`, made when it is asked for, is what the engine prints for that value alone. */
export type ValueNode =
  | { kind: 'null'; type: DataType }
  | { kind: 'scalar'; type: DataType; text: string }
  /** A BLOB: its bytes lie in the result, not in a copy. */
  | { kind: 'bytes'; type: DataType; readonly text: string; bytes: Uint8Array }
  /** LIST and ARRAY. */
  | { kind: 'list'; type: DataType; readonly text: string; items: ValueNode[] }
  | { kind: 'struct'; type: DataType; readonly text: string; fields: { name: string; value: ValueNode }[] }
  | { kind: 'map'; type: DataType; readonly text: string; entries: { key: ValueNode; value: ValueNode }[] }
  | { kind: 'union'; type: DataType; readonly text: string; member: string; value: ValueNode };
