import {
  elementsOf,
  fieldsOf,
  integerBytes,
  integerOf,
  structBytes,
  structListBytes,
  textBytes,
  textOf,
  thriftType,
  type ThriftField,
} from './thrift';

/** What the values of a column are that cannot go to the engine as they come; `plain` of all others. */
export type LeafKind = 'plain' | 'uuid' | 'int96' | 'interval' | 'float16' | 'wide decimal';

export interface Leaf {
  kind: LeafKind;
  /** Digits after the point, of a decimal. */
  scale: number;
}

export interface ParquetSchema {
  /** The schema's list, with columns of those kinds as mere bytes. */
  bytes: Uint8Array;
  /** Depth first, as Arrow has them too. */
  leaves: Leaf[];
}

/** Field numbers of an element of the schema. */
const inElement = { type: 1, typeLength: 2, name: 4, childCount: 5, converted: 6, precision: 8, scale: 7, logical: 10 };

const converted = { text: 0, enumeration: 4, decimal: 5, interval: 21 } as const;
const logical = { text: 1, enumeration: 4, decimal: 5, uuid: 14, float16: 15 } as const;

export const physical = { int96: 3, fixedBytes: 7 } as const;

/** Digits of the engine's widest decimal. */
const MAX_PRECISION = 38;

const PLAIN: Leaf = { kind: 'plain', scale: 0 };

/**
 * A schema that says of nothing but bytes what the library or the engine would get wrong: dates before 1677 in INT96, months in
 * INTERVAL, half floats, decimals of more than 38 digits. Of two fields of a structure with the same name, as the engine compares
 * names, the second gets another.
 *
 * @throws RangeError when it makes no sense
 */
export function parquetSchema(list: Uint8Array): ParquetSchema {
  const leaves: Leaf[] = [];
  const elements = elementsOf(list).map(fieldsOf);
  const out: Uint8Array[] = [];
  let at = 0;
  const walk = (taken: Set<string> | undefined, depth: number): void => {
    const element = elements[at++];
    if (!element || depth > 64) throw new RangeError('the schema makes no sense');
    const name = nameOf(element, taken);
    const childCount = numberAt(element, inElement.childCount) ?? 0;
    if (childCount > 0) {
      out.push(structBytes(named(element, name)));
      // The engine finds other names for a table's columns by itself.
      const names = depth === 0 ? undefined : new Set<string>();
      for (let i = 0; i < childCount; i++) walk(names, depth + 1);
      return;
    }
    const leaf = leafOf(element);
    leaves.push(leaf);
    out.push(structBytes(named(leaf.kind === 'plain' ? withoutEnum(element) : asBytes(element, leaf.kind), name)));
  };
  walk(undefined, 0);
  if (at !== elements.length) throw new RangeError('the schema makes no sense');
  // A root without columns is a leaf to the walk.
  if (elements.length === 1) leaves.pop();
  return { bytes: structListBytes(out), leaves };
}

function leafOf(element: readonly ThriftField[]): Leaf {
  const logicalType = element.find(({ id }) => id === inElement.logical);
  const [union] = logicalType ? fieldsOf(logicalType.bytes) : [];
  const convertedType = numberAt(element, inElement.converted);
  if (numberAt(element, inElement.type) === physical.int96) return { ...PLAIN, kind: 'int96' };
  if (union?.id === logical.uuid) return { ...PLAIN, kind: 'uuid' };
  if (union?.id === logical.float16) return { ...PLAIN, kind: 'float16' };
  if (convertedType === converted.interval) return { ...PLAIN, kind: 'interval' };
  if (convertedType !== converted.decimal && union?.id !== logical.decimal) return PLAIN;
  const own = union?.id === logical.decimal ? fieldsOf(union.bytes) : [];
  const precision = numberAt(element, inElement.precision) ?? numberAt(own, 2) ?? 0;
  const scale = numberAt(element, inElement.scale) ?? numberAt(own, 1) ?? 0;
  return precision > MAX_PRECISION ? { kind: 'wide decimal', scale } : PLAIN;
}

function asBytes(element: readonly ThriftField[], kind: LeafKind): ThriftField[] {
  const bare = element.filter(({ id }) => id <= inElement.childCount || id === 9);
  if (kind !== 'int96') return bare;
  const rest = bare.filter(({ id }) => id > inElement.typeLength);
  return [
    { id: inElement.type, type: thriftType.i32, bytes: integerBytes(physical.fixedBytes) },
    { id: inElement.typeLength, type: thriftType.i32, bytes: integerBytes(12) },
    ...rest,
  ];
}

/** The library takes names of an enumeration for bytes. */
function withoutEnum(element: readonly ThriftField[]): ThriftField[] {
  return element.map((part) => {
    if (part.id === inElement.converted && integerOf(part.bytes) === converted.enumeration) {
      return { ...part, bytes: integerBytes(converted.text) };
    }
    const [union] = part.id === inElement.logical ? fieldsOf(part.bytes) : [];
    return union?.id === logical.enumeration ? { ...part, bytes: structBytes([{ ...union, id: logical.text }]) } : part;
  });
}

function nameOf(element: readonly ThriftField[], taken: Set<string> | undefined): string {
  const name = element.find(({ id }) => id === inElement.name);
  const given = name ? textOf(name.bytes) : '';
  if (!taken) return given;
  let free = given;
  for (let i = 1; taken.has(free.toLowerCase()); i++) free = `${given}_${i}`;
  taken.add(free.toLowerCase());
  return free;
}

function named(element: readonly ThriftField[], name: string): ThriftField[] {
  return element.map((part) => (part.id === inElement.name ? { ...part, bytes: textBytes(name) } : part));
}

function numberAt(fields: readonly ThriftField[], id: number): number | undefined {
  const found = fields.find((field) => field.id === id);
  return found && integerOf(found.bytes);
}
