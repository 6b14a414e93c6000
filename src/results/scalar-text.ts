import type { DataType } from '../protocol/data-type';
import type { BatchCursor } from './batch-cursor';
import { ByteViews } from './byte-views';
import { bignumText, bitText, uuidText } from './bytes-text';
import { decimalText } from './decimal-text';
import { doubleText, floatText } from './float-text';
import { int128Text, int64, int64Text, uint128Text, uint64Text } from './integer-text';
import { intervalText } from './interval-text';
import { NULL_TEXT } from './nested-text';
import { dateText, timestampText, timeText, timeTzText } from './temporal-text';

type ScalarType = Exclude<DataType, { kind: 'LIST' | 'ARRAY' | 'STRUCT' | 'MAP' | 'UNION' | 'BLOB' }>;

/** Takes a node's values off the cursor; the text of each, for those that are not NULL. */
export function scalarText(type: ScalarType, cursor: BatchCursor): (row: number, limit?: number) => string {
  switch (type.kind) {
    case 'BOOLEAN': {
      const values = cursor.take(Uint8Array);
      return (row) => (values[row] === 0 ? 'false' : 'true');
    }
    case 'TINYINT':
      return numberText(cursor.take(Int8Array));
    case 'SMALLINT':
      return numberText(cursor.take(Int16Array));
    case 'INTEGER':
      return numberText(cursor.take(Int32Array));
    case 'UTINYINT':
      return numberText(cursor.take(Uint8Array));
    case 'USMALLINT':
      return numberText(cursor.take(Uint16Array));
    case 'UINTEGER':
      return numberText(cursor.take(Uint32Array));
    case 'BIGINT':
      return wordPairText(cursor, int64Text);
    case 'UBIGINT':
      return wordPairText(cursor, uint64Text);
    case 'HUGEINT': {
      const words = cursor.take(Int32Array);
      return (row) => int128Text(words, row * 4);
    }
    case 'UHUGEINT': {
      const words = cursor.take(Int32Array);
      return (row) => uint128Text(words, row * 4);
    }
    case 'DECIMAL': {
      const { width, scale } = type;
      const unscaled = unscaledText(width, cursor);
      return (row) => decimalText(unscaled(row), width, scale);
    }
    case 'FLOAT': {
      const values = cursor.take(Float32Array);
      const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
      return (row) => floatText(values[row] ?? 0, bits[row] ?? 0);
    }
    case 'DOUBLE': {
      const values = cursor.take(Float64Array);
      const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
      return (row) => doubleText(values[row] ?? 0, (words[row * 2 + 1] ?? 0) < 0);
    }
    case 'DATE': {
      const days = cursor.take(Int32Array);
      return (row) => dateText(days[row] ?? 0);
    }
    case 'TIME':
      return wordPairText(cursor, (low, high) => timeText(Number(int64(low, high)), 1e6));
    case 'TIME_NS':
      return wordPairText(cursor, (low, high) => timeText(Number(int64(low, high)), 1e9));
    case 'TIMETZ':
      return wordPairText(cursor, timeTzText);
    case 'TIMESTAMP':
      return wordPairText(cursor, (low, high) => timestampText(int64(low, high), 1e6));
    case 'TIMESTAMP_S':
      return wordPairText(cursor, (low, high) => timestampText(int64(low, high), 1));
    case 'TIMESTAMP_MS':
      return wordPairText(cursor, (low, high) => timestampText(int64(low, high), 1e3));
    case 'TIMESTAMP_NS':
      return wordPairText(cursor, (low, high) => timestampText(int64(low, high), 1e9));
    case 'TIMESTAMPTZ':
      // Without the ICU extension the engine knows no time zone but UTC.
      return wordPairText(cursor, (low, high) => timestampText(int64(low, high), 1e6, '+00'));
    case 'INTERVAL': {
      const words = cursor.take(Int32Array);
      return (row) => {
        const at = row * 4;
        return intervalText(words[at] ?? 0, words[at + 1] ?? 0, int64(words[at + 2] ?? 0, words[at + 3] ?? 0));
      };
    }
    case 'UUID': {
      const bytes = cursor.take(Uint8Array);
      return (row) => uuidText(bytes, row * 16);
    }
    case 'VARCHAR':
    case 'TEXT': {
      const views = new ByteViews(cursor);
      return (row, limit) => views.text(row, limit);
    }
    case 'BIT':
      return bytesText(cursor, bitText);
    case 'BIGNUM':
      return bytesText(cursor, bignumText);
    case 'ENUM': {
      const { labels } = type;
      const indexes = enumIndexes(labels.length, cursor);
      return (row) => labels[indexes[row] ?? 0] ?? '';
    }
    case 'NULL':
      return () => NULL_TEXT;
    default:
      return type satisfies never;
  }
}

function numberText(values: ArrayLike<number>): (row: number) => string {
  return (row) => String(values[row]);
}

/** Values of 64 bits. */
function wordPairText(cursor: BatchCursor, text: (low: number, high: number) => string): (row: number) => string {
  const words = cursor.take(Int32Array);
  return (row) => text(words[row * 2] ?? 0, words[row * 2 + 1] ?? 0);
}

function bytesText(cursor: BatchCursor, text: (bytes: Uint8Array) => string): (row: number) => string {
  const views = new ByteViews(cursor);
  return (row) => text(views.bytes(row));
}

function enumIndexes(labelCount: number, cursor: BatchCursor): ArrayLike<number> {
  if (labelCount < 256) return cursor.take(Uint8Array);
  return labelCount < 65_536 ? cursor.take(Uint16Array) : cursor.take(Uint32Array);
}

/** A DECIMAL's integers: as wide as its digits need. */
function unscaledText(width: number, cursor: BatchCursor): (row: number) => string {
  if (width <= 4) return numberText(cursor.take(Int16Array));
  if (width <= 9) return numberText(cursor.take(Int32Array));
  if (width <= 18) return wordPairText(cursor, int64Text);
  const words = cursor.take(Int32Array);
  return (row) => int128Text(words, row * 4);
}
