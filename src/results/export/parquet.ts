import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { DataType } from '../../protocol/data-type';
import type { ValueNode } from '../value-node';
import { uniqueNames, type MakeExporter, type Piece } from './export-format';
import { numberOf } from './number-text';
import { daysOf, ticksOf, timeOf, unscaledOf } from './ticks';

/** Rows of a row group: enough for its columns to be read in one go, few enough to be held. */
const ROWS_PER_GROUP = 100_000;

/**
 * A Parquet file, a row group at a time.
 *
 * | type | as |
 * |---|---|
 * | BOOLEAN, TINYINT … BIGINT, UTINYINT … UINTEGER, FLOAT, DOUBLE | their own; unsigned up to 32 bits as INT64 where they need it |
 * | DECIMAL | DECIMAL in fixed bytes, unscaled |
 * | UBIGINT, HUGEINT, UHUGEINT | text: Parquet has no integers so wide |
 * | DATE, TIME, TIMESTAMP…, TIMESTAMPTZ | DATE, TIME and TIMESTAMP in micro-, milli- or nanoseconds; infinities as the engine's own ±(2⁶³ − 1) |
 * | VARCHAR, ENUM | text |
 * | BLOB | bytes |
 * | UUID | UUID |
 * | LIST, ARRAY, STRUCT, MAP | theirs, of the above |
 * | INTERVAL, TIMETZ, TIME_NS, BIT, BIGNUM, UNION, tuples and what else has no counterpart | the engine's text |
 */
export const parquetExporter: MakeExporter = (columns) => {
  const names = uniqueNames(columns);
  const fields = columns.map(({ type }, i) => field(names[i] ?? '', type));
  const schema = [{ name: 'root', num_children: fields.length }, ...fields.flatMap(({ elements }) => elements)];
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'Dabble' });
  let group: unknown[][] = fields.map(() => []);

  const writeGroup = (): void => {
    const columnData = group.map((data, i) => ({ name: names[i] ?? '', data }));
    void writer.write({ columnData, rowGroupSize: ROWS_PER_GROUP });
    group = fields.map(() => []);
  };
  /** What was written since the last time; places in the file go on counting. */
  const taken = (): Piece[] => {
    const piece = bytes.getBytes().slice();
    bytes.index = 0;
    return [piece];
  };

  return {
    write({ rowCount, columns: readers }) {
      for (let row = 0; row < rowCount; row++) {
        fields.forEach(({ valueOf }, i) => {
          const value = readers[i]?.value(row);
          group[i]?.push(value ? valueOf(value) : null);
        });
        if ((group[0]?.length ?? 0) >= ROWS_PER_GROUP) writeGroup();
      }
      return bytes.index === 0 ? [] : taken();
    },
    finish() {
      if ((group[0]?.length ?? 0) > 0) writeGroup();
      void writer.finish();
      return taken();
    },
  };
};

/** A column, or a part of one, in Parquet's words. */
interface ParquetField {
  /** Depth first. */
  elements: SchemaElement[];
  valueOf: (value: ValueNode) => unknown;
}

function field(name: string, type: DataType): ParquetField {
  switch (type.kind) {
    case 'LIST':
    case 'ARRAY': {
      const element = field('element', type.child);
      const list: SchemaElement = { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' };
      const repeated: SchemaElement = { name: 'list', repetition_type: 'REPEATED', num_children: 1 };
      return {
        elements: [list, repeated, ...element.elements],
        valueOf: (value) => (value.kind === 'list' ? value.items.map(element.valueOf) : null),
      };
    }
    case 'MAP': {
      const key = field('key', type.key);
      const entry = field('value', type.value);
      const [keyElement, ...keyRest] = key.elements;
      const map: SchemaElement = { name, repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'MAP' };
      const repeated: SchemaElement = { name: 'key_value', repetition_type: 'REPEATED', num_children: 2 };
      const required: SchemaElement[] = keyElement ? [{ ...keyElement, repetition_type: 'REQUIRED' }, ...keyRest] : [];
      return {
        elements: [map, repeated, ...required, ...entry.elements],
        valueOf: (value) =>
          value.kind === 'map'
            ? value.entries.map((each) => ({ key: key.valueOf(each.key), value: entry.valueOf(each.value) }))
            : null,
      };
    }
    case 'STRUCT': {
      const names = type.fields.map((each) => each.name);
      // A tuple's fields have no names to stand under.
      if (names.includes('') || new Set(names).size < names.length) return textField(name);
      const parts = type.fields.map((each) => field(each.name, each.type));
      const group: SchemaElement = { name, repetition_type: 'OPTIONAL', num_children: parts.length };
      return {
        elements: [group, ...parts.flatMap(({ elements }) => elements)],
        valueOf: (value) =>
          value.kind === 'struct'
            ? Object.fromEntries(value.fields.map((each, i) => [each.name, parts[i]?.valueOf(each.value)]))
            : null,
      };
    }
    case 'BLOB':
      return {
        elements: [{ name, type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' }],
        valueOf: (value) => (value.kind === 'bytes' ? value.bytes : null),
      };
    default:
      return scalarField(name, type);
  }
}

function scalarField(name: string, type: DataType): ParquetField {
  const of = (
    element: Omit<SchemaElement, 'name' | 'repetition_type'>,
    read: (text: string) => unknown,
  ): ParquetField => ({
    elements: [{ name, repetition_type: 'OPTIONAL', ...element }],
    valueOf: (value) => (value.kind === 'scalar' ? read(value.text) : null),
  });
  const stamp = (unit: 'MILLIS' | 'MICROS' | 'NANOS', digits: number, isUtc = false): ParquetField =>
    of({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: isUtc, unit } }, (text) =>
      ticksOf(text, digits),
    );
  switch (type.kind) {
    case 'BOOLEAN':
      return of({ type: 'BOOLEAN' }, (text) => text === 'true');
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'UTINYINT':
    case 'USMALLINT':
      return of({ type: 'INT32', converted_type: integerNames[type.kind] }, Number);
    case 'BIGINT':
      return of({ type: 'INT64' }, BigInt);
    case 'UINTEGER':
      return of({ type: 'INT64' }, BigInt);
    case 'FLOAT':
      return of({ type: 'FLOAT' }, numberOf);
    case 'DOUBLE':
      return of({ type: 'DOUBLE' }, numberOf);
    case 'DECIMAL': {
      const { width: precision, scale } = type;
      const decimal = { converted_type: 'DECIMAL', precision, scale } as const;
      return of({ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, ...decimal }, unscaledOf);
    }
    case 'DATE':
      return of({ type: 'INT32', converted_type: 'DATE' }, daysOf);
    case 'TIME':
      return of({ type: 'INT64', converted_type: 'TIME_MICROS' }, timeOf);
    case 'TIMESTAMP':
      return stamp('MICROS', 6);
    case 'TIMESTAMPTZ':
      return stamp('MICROS', 6, true);
    case 'TIMESTAMP_S':
    case 'TIMESTAMP_MS':
      return stamp('MILLIS', 3);
    case 'TIMESTAMP_NS':
      return stamp('NANOS', 9);
    case 'UUID':
      return of({ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } }, (text) => text);
    default:
      return textField(name);
  }
}

const integerNames = {
  TINYINT: 'INT_8',
  SMALLINT: 'INT_16',
  INTEGER: 'INT_32',
  UTINYINT: 'UINT_8',
  USMALLINT: 'UINT_16',
} as const;

function textField(name: string): ParquetField {
  return {
    elements: [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }],
    valueOf: (value) => (value.kind === 'null' ? null : value.text),
  };
}
