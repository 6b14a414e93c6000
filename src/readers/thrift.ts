/**
 * Thrift's compact protocol, as far as it takes to change parts of a structure and leave alone what one does not know: a value is
 * its bytes until somebody looks into it.
 */

/** Types as they stand in a field's head. */
export const thriftType = { true: 1, false: 2, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

export interface ThriftField {
  id: number;
  type: number;
  /** Without the field's head. */
  bytes: Uint8Array;
}

/** Deeper than any metadata, and shallow enough for the stack. */
const MAX_DEPTH = 32;

/** The fields of a structure that starts at the first byte. @throws RangeError when its bytes make no structure */
export function fieldsOf(bytes: Uint8Array): ThriftField[] {
  const reader = new Reader(bytes);
  const fields: ThriftField[] = [];
  reader.eachField((id, type, start) => {
    reader.skip(type, 0);
    fields.push({ id, type, bytes: bytes.subarray(start, reader.at) });
  });
  return fields;
}

/** The elements of a list. @throws RangeError when its bytes make no list */
export function elementsOf(bytes: Uint8Array): Uint8Array[] {
  const reader = new Reader(bytes);
  const { type, size } = reader.listHead();
  return Array.from({ length: size }, () => {
    const start = reader.at;
    reader.skipElement(type, 0);
    return bytes.subarray(start, reader.at);
  });
}

/** An integer of any width. @throws RangeError when it is beyond 2⁵³ */
export function integerOf(bytes: Uint8Array): number {
  const zigzag = new Reader(bytes).varint();
  const value = Number(zigzag >> 1n);
  const signed = (zigzag & 1n) === 0n ? value : -value - 1;
  if (!Number.isSafeInteger(signed)) throw new RangeError('an integer is too large');
  return signed;
}

export function textOf(bytes: Uint8Array): string {
  const reader = new Reader(bytes);
  const length = reader.length();
  return new TextDecoder().decode(bytes.subarray(reader.at, reader.at + length));
}

export function textBytes(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return joined([varintBytes(BigInt(bytes.length)), bytes]);
}

export function structBytes(fields: readonly ThriftField[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let last = 0;
  for (const { id, type, bytes } of fields) {
    const delta = id - last;
    // The short form of a head has room for small steps only.
    parts.push(
      delta > 0 && delta < 16 ? Uint8Array.of((delta << 4) | type) : joined([Uint8Array.of(type), integerBytes(id)]),
      bytes,
    );
    last = id;
  }
  parts.push(Uint8Array.of(0));
  return joined(parts);
}

export function structListBytes(elements: readonly Uint8Array[]): Uint8Array {
  const head =
    elements.length < 15
      ? Uint8Array.of((elements.length << 4) | thriftType.struct)
      : joined([Uint8Array.of(0xf0 | thriftType.struct), varintBytes(BigInt(elements.length))]);
  return joined([head, ...elements]);
}

/** A whole number from 0. */
export function integerBytes(value: number): Uint8Array {
  return varintBytes(BigInt(value) << 1n);
}

function varintBytes(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

class Reader {
  at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('the metadata ends too early');
    return byte;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('an integer is too long');
  }

  /** Of something that lies in these bytes, an element or more per byte. */
  length(): number {
    const length = Number(this.varint());
    if (length > this.bytes.length - this.at) throw new RangeError('the metadata ends too early');
    return length;
  }

  listHead(): { type: number; size: number } {
    const head = this.byte();
    const size = head >> 4 === 15 ? this.length() : head >> 4;
    return { type: head & 15, size };
  }

  eachField(visit: (id: number, type: number, start: number) => void): void {
    let id = 0;
    for (;;) {
      const head = this.byte();
      if (head === 0) return;
      id = head >> 4 === 0 ? Number(BigInt.asIntN(16, this.#unzigzag(this.varint()))) : id + (head >> 4);
      visit(id, head & 15, this.at);
    }
  }

  skip(type: number, depth: number): void {
    if (depth > MAX_DEPTH) throw new RangeError('the metadata is nested too deeply');
    switch (type) {
      case 1:
      case 2:
        return;
      case 3:
        this.#forward(1);
        return;
      case 4:
      case 5:
      case 6:
        this.varint();
        return;
      case 7:
        this.#forward(8);
        return;
      case 8:
        this.#forward(this.length());
        return;
      case 9:
      case 10: {
        const { type: element, size } = this.listHead();
        for (let i = 0; i < size; i++) this.skipElement(element, depth + 1);
        return;
      }
      case 11:
        this.#skipMap(depth);
        return;
      case 12:
        this.eachField((_id, field) => this.skip(field, depth + 1));
        return;
      case 13:
        this.#forward(16);
        return;
      default:
        throw new RangeError(`there is no type ${type}`);
    }
  }

  /** In lists, a truth value takes a byte of its own. */
  skipElement(type: number, depth: number): void {
    if (type === thriftType.true || type === thriftType.false) this.#forward(1);
    else this.skip(type, depth);
  }

  #skipMap(depth: number): void {
    const size = this.length();
    if (size === 0) return;
    const types = this.byte();
    for (let i = 0; i < size; i++) {
      this.skipElement(types >> 4, depth + 1);
      this.skipElement(types & 15, depth + 1);
    }
  }

  #unzigzag(value: bigint): bigint {
    return (value >> 1n) ^ -(value & 1n);
  }

  #forward(length: number): void {
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError('the metadata ends too early');
  }
}
