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
  /** Depth first, as Arrow has them too: those that are read. */
  leaves: Leaf[];
  /** Of all leaves, depth first. */
  isRead: boolean[];
  /** Of the table: all of them. */
  columnCount: number;
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
 * @param chosen see `parquetParts`
 * @throws RangeError when it makes no sense
 */
export function parquetSchema(list: Uint8Array, chosen?: ReadonlySet<number>): ParquetSchema {
  const leaves: Leaf[] = [];
  const isRead: boolean[] = [];
  const elements = elementsOf(list).map(fieldsOf);
  const out: Uint8Array[] = [];
  let at = 0;
  const next = (depth: number): { element: ThriftField[]; childCount: number } => {
    const element = elements[at++];
    if (!element || depth > 64) throw new RangeError('the schema makes no sense');
    return { element, childCount: numberAt(element, inElement.childCount) ?? 0 };
  };
  const walk = (nameFor: (given: string) => string, depth: number, isChosen: boolean): void => {
    const { element, childCount } = next(depth);
    const name = nameFor(nameOf(element));
    if (childCount > 0) {
      if (isChosen) out.push(structBytes(named(element, name)));
      const names = new FreeNames();
      for (let i = 0; i < childCount; i++) walk((given) => names.take(given), depth + 1, isChosen);
      return;
    }
    isRead.push(isChosen);
    if (!isChosen) return;
    const leaf = leafOf(element);
    leaves.push(leaf);
    out.push(structBytes(named(leaf.kind === 'plain' ? withoutEnum(element) : asBytes(element, leaf.kind), name)));
  };
  const { element: root, childCount: columnCount } = next(0);
  out.push(structBytes(chosen ? withChildCount(root, chosen.size) : root));
  for (let i = 0; i < columnCount; i++) {
    // The engine finds other names for a table's columns by itself.
    walk((given) => (chosen ? `c${i}` : given), 1, chosen?.has(i) ?? true);
  }
  if (at !== elements.length) throw new RangeError('the schema makes no sense');
  return { bytes: structListBytes(out), leaves, isRead, columnCount };
}

/** Names of a structure's fields, none twice as the engine compares them. */
class FreeNames {
  readonly #taken = new Set<string>();

  take(given: string): string {
    let free = given;
    for (let i = 1; this.#taken.has(free.toLowerCase()); i++) free = `${given}_${i}`;
    this.#taken.add(free.toLowerCase());
    return free;
  }
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

function nameOf(element: readonly ThriftField[]): string {
  const name = element.find(({ id }) => id === inElement.name);
  return name ? textOf(name.bytes) : '';
}

function withChildCount(element: readonly ThriftField[], count: number): ThriftField[] {
  return element.map((part) => (part.id === inElement.childCount ? { ...part, bytes: integerBytes(count) } : part));
}

function named(element: readonly ThriftField[], name: string): ThriftField[] {
  return element.map((part) => (part.id === inElement.name ? { ...part, bytes: textBytes(name) } : part));
}

function numberAt(fields: readonly ThriftField[], id: number): number | undefined {
  const found = fields.find((field) => field.id === id);
  return found && integerOf(found.bytes);
}
