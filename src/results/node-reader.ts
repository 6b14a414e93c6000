import type { DataType } from '../protocol/data-type';
import type { BatchCursor } from './batch-cursor';
import { blobText } from './bytes-text';
import { ByteViews } from './byte-views';
import { listText, mapText, NULL_TEXT, quoteWhereNeeded, structText, type PartText } from './nested-text';
import { scalarText } from './scalar-text';
import type { ValueNode } from './value-node';

/** A value's text: all of it, or at least `limit` characters. Short ones come whole. */
export type ValueText = (row: number, limit?: number) => string;

/** Values that are not NULL, as text and by their structure. */
interface Values {
  text: ValueText;
  node: (row: number) => ValueNode;
}

/** Reads the values of one node of a type's tree. */
export class NodeReader {
  constructor(
    private readonly type: DataType,
    private readonly validity: Uint8Array,
    private readonly values: Values,
  ) {}

  isNull(row: number): boolean {
    return this.validity.length > 0 && ((this.validity[row >> 3] ?? 0) & (1 << (row & 7))) === 0;
  }

  text(row: number, limit?: number): string | null {
    return this.isNull(row) ? null : this.values.text(row, limit);
  }

  value(row: number): ValueNode {
    return this.isNull(row) ? { kind: 'null', type: this.type } : this.values.node(row);
  }
}

/** Takes a node and its children off the cursor. */
export function nodeReader(type: DataType, cursor: BatchCursor): NodeReader {
  const length = cursor.enter();
  const validity = cursor.take(Uint8Array);
  // A bare NULL's node may come without a bitmap.
  const known = type.kind === 'NULL' ? new Uint8Array((length + 7) >> 3) : validity;
  return new NodeReader(type, known, valuesOf(type, cursor));
}

/** Takes the node's own buffers and its children. */
function valuesOf(type: DataType, cursor: BatchCursor): Values {
  switch (type.kind) {
    case 'LIST': {
      const { offsets, sizes } = takeEntries(cursor);
      const child = nodeReader(type.child, cursor);
      const part = partText(type.child, child);
      const text: ValueText = (row, limit) => listText(part, offsets[row] ?? 0, sizes[row] ?? 0, limit);
      return {
        text,
        node: (row) => ({
          kind: 'list',
          type,
          items: itemsOf(child, offsets[row] ?? 0, sizes[row] ?? 0),
          get text() {
            return text(row);
          },
        }),
      };
    }
    case 'MAP': {
      const { offsets, sizes } = takeEntries(cursor);
      // The entries are a STRUCT, never NULL.
      cursor.enter();
      cursor.take(Uint8Array);
      const keys = nodeReader(type.key, cursor);
      const values = nodeReader(type.value, cursor);
      const [key, value] = [partText(type.key, keys), partText(type.value, values)];
      const text: ValueText = (row, limit) => mapText(key, value, offsets[row] ?? 0, sizes[row] ?? 0, limit);
      return {
        text,
        node: (row) => {
          const first = offsets[row] ?? 0;
          const entry = (_: unknown, i: number) => ({ key: keys.value(first + i), value: values.value(first + i) });
          return {
            kind: 'map',
            type,
            entries: Array.from({ length: sizes[row] ?? 0 }, entry),
            get text() {
              return text(row);
            },
          };
        },
      };
    }
    case 'ARRAY': {
      const { size } = type;
      const child = nodeReader(type.child, cursor);
      // The engine quotes nothing in an ARRAY.
      const text: ValueText = (row, limit) => listText((i) => child.text(i) ?? NULL_TEXT, row * size, size, limit);
      return {
        text,
        node: (row) => ({
          kind: 'list',
          type,
          items: itemsOf(child, row * size, size),
          get text() {
            return text(row);
          },
        }),
      };
    }
    case 'STRUCT': {
      const readers = type.fields.map((field) => nodeReader(field.type, cursor));
      const parts = type.fields.map((field, i) => partText(field.type, readers[i]));
      const names = type.fields.map((field) => field.name);
      const text = structText(names, parts);
      return {
        text,
        node: (row) => ({
          kind: 'struct',
          type,
          fields: readers.map((reader, i) => ({ name: names[i] ?? '', value: reader.value(row) })),
          get text() {
            return text(row);
          },
        }),
      };
    }
    case 'UNION': {
      cursor.enter();
      cursor.take(Uint8Array);
      const tags = cursor.take(Uint8Array);
      const members = type.members.map((member) => nodeReader(member.type, cursor));
      return {
        text: (row) => members[tags[row] ?? 0]?.text(row) ?? NULL_TEXT,
        node: (row) => {
          const tag = tags[row] ?? 0;
          const value = members[tag]?.value(row) ?? { kind: 'null', type };
          const text = members[tag]?.text(row) ?? NULL_TEXT;
          return { kind: 'union', type, member: type.members[tag]?.name ?? '', value, text };
        },
      };
    }
    case 'BLOB': {
      const views = new ByteViews(cursor);
      const text: ValueText = (row, limit) => blobText(views.bytes(row, limit));
      return {
        text,
        node: (row) => ({
          kind: 'bytes',
          type,
          bytes: views.bytes(row),
          get text() {
            return text(row);
          },
        }),
      };
    }
    default: {
      const text = scalarText(type, cursor);
      return { text, node: (row) => ({ kind: 'scalar', type, text: text(row) }) };
    }
  }
}

function itemsOf(child: NodeReader, first: number, size: number): ValueNode[] {
  return Array.from({ length: size }, (_, i) => child.value(first + i));
}

function takeEntries(cursor: BatchCursor): { offsets: Uint32Array; sizes: Uint32Array } {
  return { offsets: cursor.take(Uint32Array), sizes: cursor.take(Uint32Array) };
}

/** What a node's values look like inside another's. */
function partText(type: DataType, reader: NodeReader | undefined): PartText {
  if (!canNeedQuotes(type)) return (row) => reader?.text(row) ?? NULL_TEXT;
  return (row) => {
    const text = reader?.text(row) ?? null;
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
