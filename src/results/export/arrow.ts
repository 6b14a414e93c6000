import {
  Binary,
  Bool,
  DateDay,
  Decimal,
  Field,
  FixedSizeList,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  makeBuilder,
  Map_,
  RecordBatch,
  RecordBatchFileWriter,
  Schema,
  Struct,
  TimeMicrosecond,
  Timestamp,
  TimeUnit,
  Uint16,
  Uint32,
  Uint64,
  Uint8,
  Utf8,
  makeData,
  type Data,
  type DataType as ArrowType,
} from 'apache-arrow';
import type { DataType } from '../../protocol/data-type';
import type { ValueNode } from '../value-node';
import { uniqueNames, type MakeExporter, type Piece } from './export-format';
import { numberOf } from './number-text';
import { daysOf, ticksOf, timeOf, unscaledOf } from './ticks';

/**
 * An Arrow IPC file (Feather version 2), a record batch per run of rows.
 *
 * DECIMAL is Decimal128; HUGEINT, UHUGEINT, INTERVAL, TIMETZ, TIME_NS, BIT, BIGNUM, UUID, UNION, tuples and what else has no
 * counterpart in common use are the engine's text; ENUM is text. A column's own type stands in its field's metadata as
 * `duckdb.type`.
 */
export const arrowExporter: MakeExporter = (columns) => {
  const names = uniqueNames(columns);
  const parts = columns.map(({ type }) => partOf(type));
  const fields = columns.map(
    ({ type }, i) =>
      new Field(names[i] ?? '', parts[i]?.type ?? new Utf8(), true, new Map([['duckdb.type', type.name]])),
  );
  const schema = new Schema(fields);
  const writer = new RecordBatchFileWriter();
  const pieces: Piece[] = [];
  const drained = drain(writer, pieces);
  writer.reset(undefined, schema);
  return {
    write({ rowCount, columns: readers }) {
      const children = parts.map(({ kept, valueOf }, i) => {
        const builder = makeBuilder({ type: kept, nullValues: [null] });
        for (let row = 0; row < rowCount; row++) {
          const value = readers[i]?.value(row);
          builder.append(value ? valueOf(value) : null);
        }
        return builder.finish().flush() as Data;
      });
      writer.write(
        new RecordBatch(schema, makeData({ type: new Struct(fields), length: rowCount, nullCount: 0, children })),
      );
      return pieces.splice(0);
    },
    async finish() {
      writer.finish();
      await drained;
      return pieces;
    },
  };
};

/** What the writer has written, as it writes it. */
async function drain(writer: RecordBatchFileWriter, pieces: Piece[]): Promise<void> {
  for await (const chunk of writer) pieces.push(chunk as Uint8Array<ArrayBuffer>);
}

/** A column, or a part of one, in Arrow's words. */
interface ArrowPart {
  type: ArrowType;
  /**
   * What its values are built as, in the same layout: the library's builders of dates and times take milliseconds only, and
   * lose the rest. The schema alone says what they are.
   */
  kept: ArrowType;
  valueOf: (value: ValueNode) => unknown;
}

function partOf(type: DataType): ArrowPart {
  switch (type.kind) {
    case 'LIST':
    case 'ARRAY': {
      const item = partOf(type.child);
      const list = (of: ArrowType): ArrowType => {
        const child = new Field('item', of, true);
        return type.kind === 'ARRAY' ? new FixedSizeList(type.size, child) : new List(child);
      };
      return {
        type: list(item.type),
        kept: list(item.kept),
        valueOf: (value) => (value.kind === 'list' ? value.items.map(item.valueOf) : null),
      };
    }
    case 'STRUCT': {
      const names = type.fields.map(({ name }) => name);
      if (names.includes('')) return textPart;
      const parts = type.fields.map((field) => partOf(field.type));
      return {
        type: new Struct(parts.map((part, i) => new Field(names[i] ?? '', part.type, true))),
        kept: new Struct(parts.map((part, i) => new Field(names[i] ?? '', part.kept, true))),
        valueOf: (value) =>
          value.kind === 'struct'
            ? Object.fromEntries(value.fields.map((field, i) => [field.name, parts[i]?.valueOf(field.value)]))
            : null,
      };
    }
    case 'MAP': {
      const [key, entry] = [partOf(type.key), partOf(type.value)];
      const map = (keys: ArrowType, values: ArrowType): ArrowType => {
        const entries = new Struct<{ key: ArrowType; value: ArrowType }>([
          new Field('key', keys, false),
          new Field('value', values, true),
        ]);
        return new Map_(new Field('entries', entries, false));
      };
      return {
        type: map(key.type, entry.type),
        kept: map(key.kept, entry.kept),
        valueOf: (value) =>
          value.kind === 'map'
            ? new Map(value.entries.map((each) => [key.valueOf(each.key), entry.valueOf(each.value)]))
            : null,
      };
    }
    case 'BLOB':
      return {
        type: new Binary(),
        kept: new Binary(),
        valueOf: (value) => (value.kind === 'bytes' ? value.bytes : null),
      };
    default:
      return scalarPart(type);
  }
}

const textPart: ArrowPart = {
  type: new Utf8(),
  kept: new Utf8(),
  valueOf: (value) => (value.kind === 'null' ? null : value.text),
};

function scalarPart(type: DataType): ArrowPart {
  const of = (arrow: ArrowType, read: (text: string) => unknown, kept = arrow): ArrowPart => ({
    type: arrow,
    kept,
    valueOf: (value) => (value.kind === 'scalar' ? read(value.text) : null),
  });
  const stamp = (unit: TimeUnit, digits: number, zone?: string): ArrowPart =>
    of(new Timestamp(unit, zone), (text) => ticksOf(text, digits), new Int64());
  switch (type.kind) {
    case 'BOOLEAN':
      return of(new Bool(), (text) => text === 'true');
    case 'TINYINT':
      return of(new Int8(), Number);
    case 'SMALLINT':
      return of(new Int16(), Number);
    case 'INTEGER':
      return of(new Int32(), Number);
    case 'BIGINT':
      return of(new Int64(), BigInt);
    case 'UTINYINT':
      return of(new Uint8(), Number);
    case 'USMALLINT':
      return of(new Uint16(), Number);
    case 'UINTEGER':
      return of(new Uint32(), Number);
    case 'UBIGINT':
      return of(new Uint64(), BigInt);
    case 'FLOAT':
      return of(new Float32(), numberOf);
    case 'DOUBLE':
      return of(new Float64(), numberOf);
    case 'DECIMAL':
      return of(new Decimal(type.scale, type.width, 128), (text) => wordsOf(unscaledOf(text)));
    case 'DATE':
      return of(new DateDay(), daysOf, new Int32());
    case 'TIME':
      return of(new TimeMicrosecond(), timeOf, new Int64());
    case 'TIMESTAMP':
      return stamp(TimeUnit.MICROSECOND, 6);
    case 'TIMESTAMPTZ':
      return stamp(TimeUnit.MICROSECOND, 6, 'UTC');
    case 'TIMESTAMP_S':
      return stamp(TimeUnit.SECOND, 0);
    case 'TIMESTAMP_MS':
      return stamp(TimeUnit.MILLISECOND, 3);
    case 'TIMESTAMP_NS':
      return stamp(TimeUnit.NANOSECOND, 9);
    default:
      return textPart;
  }
}

/** An integer's 128 bits, least significant first, two's complement. */
function wordsOf(value: bigint): Uint32Array {
  const bits = BigInt.asUintN(128, value);
  return Uint32Array.from([0n, 32n, 64n, 96n], (shift) => Number((bits >> shift) & 0xffff_ffffn));
}
