import { dateOf, timeOf, timestampOf, uuidOf } from './iso-text';
import type { JsonCursor } from './json-cursor';

/** What strings could be, while all of a column's are. */
interface TextKinds {
  time: boolean;
  date: boolean;
  timestamp: boolean;
  uuid: boolean;
}

/** Where an object's keys are data themselves: beyond these, its values are looked at as one. */
export const MAX_KEYS = 10_000;

const MINUS = 0x2d;
const INT64_DIGITS = 18;
const MIN_TEXT = 8;
const MAX_TEXT = 36;

/** What is seen of the values in one place of all records: a column, or a part of one. */
export class JsonShape {
  booleans = 0;
  integers = 0;
  doubles = 0;
  strings = 0;
  arrays = 0;
  objects = 0;
  hasNegatives = false;
  /** Of the integers that may be beyond 64 bits with sign. */
  least = 0n;
  greatest = 0n;
  texts: TextKinds = { time: true, date: true, timestamp: true, uuid: true };
  /** Of all arrays' elements. */
  element: JsonShape | undefined;
  /** Of the objects' members, in the order of their first appearance. */
  readonly members = new Map<string, JsonShape>();
  /** Of all members, where there are too many keys. */
  anyMember: JsonShape | undefined;
  /** Members of all objects together. */
  memberCount = 0;
  #keys: Uint8Array[] = [];
  #shapes: JsonShape[] = [];

  /** @param position among its siblings */
  constructor(private readonly position = 0) {}

  /** Goes past a value, and adds it. @throws JsonFault */
  add(cursor: JsonCursor): void {
    switch (cursor.kind()) {
      case 'end':
        throw cursor.fault('a value is missing');
      case 'null':
        cursor.readNull();
        return;
      case 'boolean':
        cursor.readBoolean();
        this.booleans++;
        return;
      case 'number':
        this.#addNumber(cursor);
        return;
      case 'string':
        this.#addString(cursor);
        return;
      case 'array': {
        this.arrays++;
        const element = (this.element ??= new JsonShape());
        cursor.eachElement(() => element.add(cursor));
        return;
      }
      case 'object':
        this.#addObject(cursor);
    }
  }

  #addNumber(cursor: JsonCursor): void {
    cursor.readNumber();
    if (!cursor.isInteger) {
      this.doubles++;
      return;
    }
    this.integers++;
    if (cursor.bytes[cursor.start] === MINUS) this.hasNegatives = true;
    if (cursor.stop - cursor.start <= INT64_DIGITS) return;
    const value = BigInt(
      String.fromCharCode(...cursor.bytes.subarray(cursor.start, Math.min(cursor.stop, cursor.start + 60))),
    );
    if (value < this.least) this.least = value;
    if (value > this.greatest) this.greatest = value;
  }

  #addString(cursor: JsonCursor): void {
    cursor.readString();
    this.strings++;
    const { texts } = this;
    if (!texts.time && !texts.timestamp && !texts.uuid) {
      // Escapes still have to be right.
      if (cursor.isEscaped) cursor.text();
      return;
    }
    const length = cursor.stop - cursor.start;
    const text = length < MIN_TEXT || length > MAX_TEXT || cursor.isEscaped ? '' : cursor.text();
    if (cursor.isEscaped) cursor.text();
    texts.time &&= timeOf(text) !== undefined;
    texts.date &&= dateOf(text) !== undefined;
    texts.timestamp &&= timestampOf(text) !== undefined;
    texts.uuid &&= uuidOf(text) !== undefined;
  }

  #addObject(cursor: JsonCursor): void {
    this.objects++;
    let next = 0;
    cursor.eachMember(() => {
      this.memberCount++;
      // Most objects have the keys of the one before, in its order.
      const expected = this.#keys[next];
      if (expected && isSame(cursor, expected)) {
        const shape = this.#shapes[next++];
        shape?.add(cursor);
        return;
      }
      const shape = this.#member(cursor);
      next = shape.position + 1;
      shape.add(cursor);
    });
  }

  #member(cursor: JsonCursor): JsonShape {
    if (this.anyMember) return this.anyMember;
    const key = cursor.text();
    const known = this.members.get(key);
    if (known) return known;
    if (this.members.size >= MAX_KEYS) {
      this.anyMember = new JsonShape();
      for (const member of this.members.values()) this.anyMember.merge(member);
      this.members.clear();
      this.#keys = [];
      this.#shapes = [];
      return this.anyMember;
    }
    const shape = new JsonShape(this.#shapes.length);
    this.members.set(key, shape);
    this.#keys.push(cursor.bytes.slice(cursor.start, cursor.stop));
    this.#shapes.push(shape);
    return shape;
  }

  /** Adds what another place has shown, as if its values stood here too. */
  merge(other: JsonShape): void {
    this.booleans += other.booleans;
    this.integers += other.integers;
    this.doubles += other.doubles;
    this.arrays += other.arrays;
    this.objects += other.objects;
    this.memberCount += other.memberCount;
    this.hasNegatives ||= other.hasNegatives;
    if (other.least < this.least) this.least = other.least;
    if (other.greatest > this.greatest) this.greatest = other.greatest;
    if (other.strings > 0) {
      this.strings += other.strings;
      this.texts.time &&= other.texts.time;
      this.texts.date &&= other.texts.date;
      this.texts.timestamp &&= other.texts.timestamp;
      this.texts.uuid &&= other.texts.uuid;
    }
    if (other.element) (this.element ??= new JsonShape()).merge(other.element);
    if (other.anyMember) (this.anyMember ??= new JsonShape()).merge(other.anyMember);
    for (const [key, shape] of other.members) this.#mergeMember(key, shape);
  }

  #mergeMember(key: string, shape: JsonShape): void {
    const known = this.members.get(key) ?? new JsonShape();
    known.merge(shape);
    // Only the map: of what is merged, nothing more is read by the keys' bytes.
    this.members.set(key, known);
  }
}

/** Whether the last string is this key, byte for byte. */
export function isSame({ bytes, start, stop }: JsonCursor, key: Uint8Array): boolean {
  if (stop - start !== key.length) return false;
  for (let i = 0; i < key.length; i++) if (bytes[start + i] !== key[i]) return false;
  return true;
}
