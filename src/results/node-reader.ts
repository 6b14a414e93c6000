import type { DataType } from '../protocol/data-type';
import type { BatchCursor } from './batch-cursor';
import { listText, mapText, NULL_TEXT, quoteWhereNeeded, structText, type PartText } from './nested-text';
import { scalarText } from './scalar-text';

/** A value's text: all of it, or at least `limit` characters. Short ones come whole. */
export type ValueText = (row: number, limit?: number) => string;

/** Reads the values of one node of a type's tree. */
export class NodeReader {
  constructor(
    private readonly validity: Uint8Array,
    private readonly valueText: ValueText,
  ) {}

  isNull(row: number): boolean {
    return this.validity.length > 0 && ((this.validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0;
  }

  text(row: number, limit?: number): string | null {
    return this.isNull(row) ? null : this.valueText(row, limit);
  }
}

/** Takes a node and its children off the cursor. */
export function nodeReader(type: DataType, cursor: BatchCursor): NodeReader {
  const length = cursor.enter();
  const validity = cursor.take(Uint8Array);
  // A bare NULL's node may come without a bitmap.
  const known = type.kind === 'NULL' ? new Uint8Array((length + 7) >> 3) : validity;
  return new NodeReader(known, valueText(type, cursor));
}

/** Takes the node's own buffers and its children; their values' text, for values that are not NULL. */
function valueText(type: DataType, cursor: BatchCursor): ValueText {
  switch (type.kind) {
    case 'LIST': {
      const { offsets, sizes } = takeEntries(cursor);
      const part = partText(type.child, cursor);
      return (row, limit) => listText(part, offsets[row] ?? 0, sizes[row] ?? 0, limit);
    }
    case 'MAP': {
      const { offsets, sizes } = takeEntries(cursor);
      // The entries are a STRUCT, never NULL.
      cursor.enter();
      cursor.take(Uint8Array);
      const key = partText(type.key, cursor);
      const value = partText(type.value, cursor);
      return (row, limit) => mapText(key, value, offsets[row] ?? 0, sizes[row] ?? 0, limit);
    }
    case 'ARRAY': {
      const { size } = type;
      const child = nodeReader(type.child, cursor);
      // The engine quotes nothing in an ARRAY.
      return (row, limit) => listText((i) => child.text(i) ?? NULL_TEXT, row * size, size, limit);
    }
    case 'STRUCT': {
      const parts = type.fields.map((field) => partText(field.type, cursor));
      const names = type.fields.map((field) => field.name);
      return structText(names, parts);
    }
    case 'UNION': {
      cursor.enter();
      cursor.take(Uint8Array);
      const tags = cursor.take(Uint8Array);
      const members = type.members.map((member) => nodeReader(member.type, cursor));
      return (row) => members[tags[row] ?? 0]?.text(row) ?? NULL_TEXT;
    }
    default:
      return scalarText(type, cursor);
  }
}

function takeEntries(cursor: BatchCursor): { offsets: Uint32Array; sizes: Uint32Array } {
  return { offsets: cursor.take(Uint32Array), sizes: cursor.take(Uint32Array) };
}

/** What a node's values look like inside another's. */
function partText(type: DataType, cursor: BatchCursor): PartText {
  const reader = nodeReader(type, cursor);
  if (!canNeedQuotes(type)) return (row) => reader.text(row) ?? NULL_TEXT;
  return (row) => {
    const text = reader.text(row);
    return text === null ? NULL_TEXT : quoteWhereNeeded(text);
  };
}

/** Nested values are never quoted, a UNION not even around text; numbers have nothing to quote. */
function canNeedQuotes(type: DataType): boolean {
  switch (type.kind) {
    case 'DATE':
    case 'TIME':
    case 'TIME_NS':
    case 'TIMETZ':
    case 'TIMESTAMP':
    case 'TIMESTAMP_S':
    case 'TIMESTAMP_MS':
    case 'TIMESTAMP_NS':
    case 'TIMESTAMPTZ':
    case 'INTERVAL':
    case 'VARCHAR':
    case 'TEXT':
    case 'BLOB':
    case 'ENUM':
      return true;
    default:
      return false;
  }
}
