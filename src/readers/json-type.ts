import type { JsonShape } from './json-shape';

/** What the engine's column, or a part of one, is to be. `TEXT` is a scalar's own text, `JSON` any value's JSON text; both are VARCHAR. */
export type JsonType =
  | {
      kind:
        | 'BOOLEAN'
        | 'BIGINT'
        | 'UBIGINT'
        | 'HUGEINT'
        | 'DOUBLE'
        | 'DATE'
        | 'TIME'
        | 'TIMESTAMP'
        | 'UUID'
        | 'TEXT'
        | 'JSON';
    }
  | { kind: 'LIST'; element: JsonType }
  | { kind: 'MAP'; value: JsonType }
  | { kind: 'STRUCT'; members: [name: string, type: JsonType][] };

export type ScalarKind = Exclude<JsonType, { element: JsonType } | { value: JsonType } | { members: unknown }>['kind'];

/** Objects with more keys than these, of which each has few, are maps: as to the engine's own reader. */
const MAX_STRUCT_KEYS = 200;

/** How many of all keys an object has at least for its keys to be columns. */
const MIN_SHARE = 0.5;

/** Types nested more deeply are of no use in SQL. */
const MAX_NESTING = 24;

/** The narrowest type that takes all values seen. */
export function jsonTypeOf(shape: JsonShape, nesting = 0): JsonType {
  const { booleans, integers, doubles, strings, arrays, objects } = shape;
  const isNested = arrays > 0 || objects > 0;
  const kinds = [booleans, integers + doubles, strings, arrays, objects].filter((count) => count > 0).length;
  if (kinds !== 1) return { kind: isNested ? 'JSON' : 'TEXT' };
  if (isNested && nesting >= MAX_NESTING) return { kind: 'JSON' };
  if (objects > 0) return objectType(shape, nesting);
  if (arrays > 0) {
    return { kind: 'LIST', element: shape.element ? jsonTypeOf(shape.element, nesting + 1) : { kind: 'TEXT' } };
  }
  if (strings > 0) return { kind: textKind(shape) };
  if (booleans > 0) return { kind: 'BOOLEAN' };
  return { kind: doubles > 0 ? 'DOUBLE' : integerKind(shape) };
}

function objectType(shape: JsonShape, nesting: number): JsonType {
  const { members, memberCount, objects } = shape;
  if (shape.anyMember) return mapType([...members.values(), shape.anyMember], nesting);
  if (members.size === 0) return { kind: 'JSON' };
  if (members.size > MAX_STRUCT_KEYS && memberCount < MIN_SHARE * members.size * objects) {
    return mapType([...members.values()], nesting);
  }
  return {
    kind: 'STRUCT',
    members: Array.from(members, ([name, member]) => [name, jsonTypeOf(member, nesting + 1)]),
  };
}

function mapType(members: readonly JsonShape[], nesting: number): JsonType {
  const [first, ...others] = members;
  if (!first) return { kind: 'JSON' };
  for (const other of others) first.merge(other);
  return { kind: 'MAP', value: jsonTypeOf(first, nesting + 1) };
}

function textKind({ texts }: JsonShape): ScalarKind {
  if (texts.time) return 'TIME';
  if (texts.date) return 'DATE';
  if (texts.timestamp) return 'TIMESTAMP';
  return texts.uuid ? 'UUID' : 'TEXT';
}

function integerKind({ least, greatest, hasNegatives }: JsonShape): ScalarKind {
  const fits = (bits: bigint): boolean => least >= -(1n << (bits - 1n)) && greatest < 1n << (bits - 1n);
  if (fits(64n)) return 'BIGINT';
  if (!hasNegatives && greatest < 1n << 64n) return 'UBIGINT';
  return fits(128n) ? 'HUGEINT' : 'DOUBLE';
}
