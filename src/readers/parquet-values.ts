import {
  Binary,
  Data,
  DataType,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Interval,
  IntervalUnit,
  List,
  Map_,
  RecordBatchReader,
  Struct,
  TimestampMicrosecond,
} from 'apache-arrow';
import { fieldsIn, streamOf } from './arrow-batch';
import { halfFloat } from './half-float';
import type { Leaf } from './parquet-schema';

interface Column {
  field: Field<DataType>;
  data: Data;
}

/**
 * An Arrow stream whose columns of special kinds have come as bytes (`parquetSchema`), with their values instead.
 *
 * @returns the stream itself when all columns are plain
 */
export function withValues(stream: Uint8Array, leaves: readonly Leaf[]): Uint8Array {
  if (leaves.every(({ kind }) => kind === 'plain')) return stream;
  const reader = RecordBatchReader.from(stream);
  const [batch] = reader;
  if (!batch) throw new RangeError('a batch is missing');
  const rest = [...leaves];
  const columns = (batch.schema.fields as Field<DataType>[]).map((field, i) =>
    convert({ field, data: childOf(batch.data, i) }, rest),
  );
  return streamOf(
    columns.map(({ field }) => field),
    columns.map(({ data }) => data),
    batch.numRows,
  );
}

/** @param rest the leaves that are still to come; takes its own off */
function convert(column: Column, rest: Leaf[]): Column {
  const { field, data } = column;
  const { type } = field;
  if (fieldsIn(type).length === 0) return convertLeaf(column, rest.shift());
  const children = fieldsIn(type).map((child, i) => convert({ field: child, data: childOf(data, i) }, rest));
  const nested = nestedType(
    type,
    children.map((child) => child.field),
  );
  return {
    field: new Field(field.name, nested, field.nullable, field.metadata),
    data: data.clone(
      nested,
      data.offset,
      data.length,
      data.nullCount,
      data.buffers,
      children.map((child) => child.data),
    ),
  };
}

function childOf(data: Data, index: number): Data {
  const child = data.children[index];
  if (!child) throw new RangeError('a column is missing');
  return child;
}

function nestedType(type: DataType, children: Field<DataType>[]): DataType {
  const [first] = children;
  if (DataType.isStruct(type)) return new Struct(children);
  if (first && DataType.isList(type)) return new List(first);
  if (first && DataType.isFixedSizeList(type)) return new FixedSizeList(type.listSize, first);
  if (first && DataType.isMap(type)) return new Map_(entriesOf(first), type.keysSorted);
  throw new RangeError('a type is not of Parquet');
}

function entriesOf({ name, type, nullable }: Field<DataType>): Field<Struct<{ key: DataType; value: DataType }>> {
  return new Field(name, new Struct(fieldsIn(type)), nullable);
}

function convertLeaf({ field, data }: Column, leaf: Leaf | undefined): Column {
  if (!leaf || leaf.kind === 'plain') return { field, data };
  if (leaf.kind === 'uuid') {
    const metadata = new Map([
      ['ARROW:extension:name', 'arrow.uuid'],
      ['ARROW:extension:metadata', ''],
    ]);
    return { field: new Field(field.name, field.type, field.nullable, metadata), data };
  }
  const value = valueReader(data);
  const of = <T extends DataType>(type: T, values: T['TArray']): Column => {
    const made: Data = new Data(type, 0, data.length, data.nullCount, [undefined, values, data.nullBitmap]);
    return { field: new Field(field.name, type, field.nullable), data: made };
  };
  switch (leaf.kind) {
    case 'int96':
      return of(
        new TimestampMicrosecond(),
        BigInt64Array.from({ length: data.length }, (_, row) => micros(value(row))),
      );
    case 'float16':
      return of(
        new Float32(),
        Float32Array.from({ length: data.length }, (_, row) => half(value(row))),
      );
    case 'wide decimal':
      return of(
        new Float64(),
        Float64Array.from({ length: data.length }, (_, row) => decimal(value(row), leaf.scale)),
      );
    case 'interval':
      return intervals(field, data, value);
  }
}

/** A view of the bytes of a row; of a null's, what is there, or nothing. */
function valueReader(data: Data): (row: number) => DataView {
  const bytes = data.values as Uint8Array;
  const view = (start: number, end: number) => new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
  if (data.type instanceof Binary) {
    const offsets = data.valueOffsets as Int32Array;
    return (row) => view(offsets[row] ?? 0, offsets[row + 1] ?? 0);
  }
  const width = (data.type as DataType & { byteWidth: number }).byteWidth;
  return (row) => view(row * width, (row + 1) * width);
}

const UNIX_EPOCH_IN_JULIAN_DAYS = 2_440_588n;

/** Nanoseconds of a day, then the Julian day. */
function micros(value: DataView): bigint {
  const day = BigInt(value.getInt32(8, true)) - UNIX_EPOCH_IN_JULIAN_DAYS;
  return day * 86_400_000_000n + value.getBigInt64(0, true) / 1_000n;
}

function half(value: DataView): number {
  return halfFloat(value.getUint16(0, true));
}

/** Big endian, in two's complement. */
function decimal(value: DataView, scale: number): number {
  let unscaled = 0n;
  for (let i = 0; i < value.byteLength; i++) unscaled = (unscaled << 8n) | BigInt(value.getUint8(i));
  const signed = BigInt.asIntN(value.byteLength * 8, unscaled);
  // By the text, so that it is rounded once.
  return Number(`${signed}e${-scale}`);
}

/** Months, days, milliseconds → months, days, nanoseconds. */
function intervals(field: Field, data: Data, value: (row: number) => DataView): Column {
  const type = new Interval(IntervalUnit.MONTH_DAY_NANO);
  const bytes = new DataView(new ArrayBuffer(data.length * 16));
  for (let row = 0; row < data.length; row++) {
    const from = value(row);
    bytes.setInt32(row * 16, from.getInt32(0, true), true);
    bytes.setInt32(row * 16 + 4, from.getInt32(4, true), true);
    bytes.setBigInt64(row * 16 + 8, BigInt(from.getUint32(8, true)) * 1_000_000n, true);
  }
  const values = new Int32Array(bytes.buffer);
  const made = new Data(type, 0, data.length, data.nullCount, [undefined, values, data.nullBitmap]);
  // The package knows the unit but not its width.
  Object.defineProperty(made, 'stride', { value: 4 });
  return { field: new Field(field.name, type, field.nullable), data: made };
}
