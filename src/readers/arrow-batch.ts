import {
  Data,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  type DataType,
  type Field,
} from 'apache-arrow';

/** An Arrow stream of one batch. The columns are all of the same length. */
export function streamOf(fields: readonly Field[], columns: readonly Data[], rowCount: number): Uint8Array {
  const schema = new Schema([...fields]);
  const data = new Data(new Struct(schema.fields), 0, rowCount, 0, undefined, [...columns]);
  const writer = new RecordBatchStreamWriter();
  writer.write(new RecordBatch(schema, data));
  writer.finish();
  return writer.toUint8Array(true);
}

/** A batch without rows: the engine makes no table of a schema alone. */
export function emptyStream(fields: readonly Field[]): Uint8Array {
  const columns = fields.map(({ type }: Field<DataType>) => emptyData(type));
  return streamOf(fields, columns, 0);
}

function emptyData(type: DataType): Data {
  const children = fieldsIn(type).map((child) => emptyData(child.type));
  const made = { type, length: 0, nullCount: 0, valueOffsets: new Int32Array(1), children, child: children[0] };
  // The package's types know what each type needs; this has all of it.
  return makeData(made as never);
}

/** Of nested types, the parts; of others, none. */
export function fieldsIn(type: DataType): Field<DataType>[] {
  return (type.children as Field<DataType>[] | null) ?? [];
}

/** What a column is made of. */
export interface ColumnParts {
  length: number;
  nullCount: number;
  /** A bit per value that is there; none when all are. */
  bits: Uint8Array | undefined;
  offsets?: Int32Array;
  values?: ArrayBufferView;
  children?: Data[];
}

/** A column, or a part of one. */
export function dataOf(type: DataType, { length, nullCount, bits, offsets, values, children }: ColumnParts): Data {
  // Offsets, values, validity: which of them a type has is not in their types.
  const buffers = [offsets, values, bits] as never;
  return new Data(type, 0, length, nullCount, buffers, children);
}
