import {
  Bool,
  DateDay,
  Field,
  FixedSizeBinary,
  Float64,
  Int64,
  TimeMicrosecond,
  TimestampMicrosecond,
  Uint64,
  type Data,
  type DataType,
} from 'apache-arrow';
import { dataOf } from './arrow-batch';
import type { ColumnWriter } from './column-writer';
import { GrowingBytes, Validity } from './growing';
import { dateOf, timeOf, timestampOf, uuidOf } from './iso-text';
import type { JsonCursor } from './json-cursor';
import type { ScalarKind } from './json-type';

type FixedKind = Exclude<ScalarKind, 'TEXT' | 'JSON'>;

interface FixedType {
  type: DataType;
  /** Of a value, in bytes. */
  width: number;
  metadata?: Map<string, string>;
  /** Reads the value at the cursor. */
  write: (cursor: JsonCursor, to: DataView, at: number) => void;
  /** Arrow's own array over the bytes. */
  array: (buffer: ArrayBuffer) => Uint8Array | BigInt64Array | BigUint64Array | Float64Array | Int32Array;
}

const MAX_EXACT_DIGITS = 15;
const MINUS = 0x2d;

const fixedTypes: Record<FixedKind, FixedType> = {
  BOOLEAN: {
    type: new Bool(),
    width: 1,
    write: (cursor, to, at) => to.setUint8(at, cursor.readBoolean() ? 1 : 0),
    array: bitsOf,
  },
  BIGINT: { type: new Int64(), width: 8, write: writeInteger, array: (buffer) => new BigInt64Array(buffer) },
  UBIGINT: { type: new Uint64(), width: 8, write: writeInteger, array: (buffer) => new BigUint64Array(buffer) },
  HUGEINT: {
    type: new FixedSizeBinary(16),
    width: 16,
    metadata: extension('arrow.opaque', '{"type_name":"hugeint","vendor_name":"DuckDB"}'),
    write: writeHuge,
    array: (buffer) => new Uint8Array(buffer),
  },
  DOUBLE: {
    type: new Float64(),
    width: 8,
    write: (cursor, to, at) => to.setFloat64(at, doubleOf(cursor), true),
    array: (buffer) => new Float64Array(buffer),
  },
  DATE: {
    type: new DateDay(),
    width: 4,
    write: (cursor, to, at) => to.setInt32(at, dateOf(stringOf(cursor)) ?? 0, true),
    array: (buffer) => new Int32Array(buffer),
  },
  TIME: {
    type: new TimeMicrosecond(),
    width: 8,
    write: (cursor, to, at) => to.setBigInt64(at, timeOf(stringOf(cursor)) ?? 0n, true),
    array: (buffer) => new BigInt64Array(buffer),
  },
  TIMESTAMP: {
    type: new TimestampMicrosecond(),
    width: 8,
    write: (cursor, to, at) => to.setBigInt64(at, timestampOf(stringOf(cursor)) ?? 0n, true),
    array: (buffer) => new BigInt64Array(buffer),
  },
  UUID: {
    type: new FixedSizeBinary(16),
    width: 16,
    metadata: extension('arrow.uuid', ''),
    write: writeUuid,
    array: (buffer) => new Uint8Array(buffer),
  },
};

/** Collects values that take the same room each. */
export class FixedWriter implements ColumnWriter {
  readonly field: Field;
  readonly #kind: FixedType;
  readonly #values = new GrowingBytes();
  readonly #validity = new Validity();
  #view = new DataView(this.#values.bytes.buffer);

  constructor(name: string, kind: FixedKind) {
    this.#kind = fixedTypes[kind];
    this.field = new Field(name, this.#kind.type, true, this.#kind.metadata);
  }

  get length(): number {
    return this.#validity.length;
  }

  get byteLength(): number {
    return this.#values.length;
  }

  addNull(): void {
    const at = this.#values.extend(this.#kind.width);
    this.#values.bytes.fill(0, at, at + this.#kind.width);
    this.#validity.push(false);
  }

  add(cursor: JsonCursor): void {
    if (cursor.kind() === 'null') {
      cursor.readNull();
      this.addNull();
      return;
    }
    const at = this.#values.extend(this.#kind.width);
    if (this.#view.buffer !== this.#values.bytes.buffer) this.#view = new DataView(this.#values.bytes.buffer);
    this.#kind.write(cursor, this.#view, at);
    this.#validity.push(true);
  }

  take(): Data {
    const values = this.#kind.array(this.#values.take().buffer);
    return dataOf(this.#kind.type, { ...this.#validity.take(), values });
  }
}

function extension(name: string, metadata: string): Map<string, string> {
  return new Map([
    ['ARROW:extension:name', name],
    ['ARROW:extension:metadata', metadata],
  ]);
}

/** A byte each as a bit each. */
function bitsOf(buffer: ArrayBuffer): Uint8Array {
  const bytes = new Uint8Array(buffer);
  const bits = new Uint8Array((bytes.length + 7) >> 3);
  bytes.forEach((byte, i) => {
    if (byte !== 0) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bits;
}

function stringOf(cursor: JsonCursor): string {
  cursor.readString();
  return cursor.text();
}

function writeInteger(cursor: JsonCursor, to: DataView, at: number): void {
  cursor.readNumber();
  const { bytes, start, stop } = cursor;
  if (stop - start > MAX_EXACT_DIGITS) {
    to.setBigInt64(at, BigInt(asciiOf(cursor)), true);
    return;
  }
  const isNegative = bytes[start] === MINUS;
  let value = 0;
  for (let i = isNegative ? start + 1 : start; i < stop; i++) value = value * 10 + ((bytes[i] ?? 0) - 0x30);
  if (isNegative) value = -value;
  to.setInt32(at, value | 0, true);
  to.setInt32(at + 4, Math.floor(value / 2 ** 32), true);
}

function writeHuge(cursor: JsonCursor, to: DataView, at: number): void {
  cursor.readNumber();
  const value = BigInt(asciiOf(cursor));
  to.setBigUint64(at, BigInt.asUintN(64, value), true);
  to.setBigInt64(at + 8, value >> 64n, true);
}

function writeUuid(cursor: JsonCursor, to: DataView, at: number): void {
  uuidOf(stringOf(cursor))?.forEach((byte, i) => to.setUint8(at + i, byte));
}

function doubleOf(cursor: JsonCursor): number {
  cursor.readNumber();
  return Number(asciiOf(cursor));
}

/** The last token, a number, as text. */
function asciiOf({ bytes, start, stop }: JsonCursor): string {
  let text = '';
  for (let i = start; i < stop; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}
