import { Field, List, Map_, Struct, Utf8, type Data, type DataType } from 'apache-arrow';
import { dataOf } from './arrow-batch';
import type { ColumnWriter } from './column-writer';
import { Offsets, Validity } from './growing';
import type { JsonCursor } from './json-cursor';
import { isSame } from './json-shape';
import type { JsonType } from './json-type';
import { FixedWriter } from './scalar-writer';
import { TextWriter } from './text-writer';
import { uniqueNames } from './unique-names';

/** What collects values of a type. */
export function columnWriter(name: string, type: JsonType): ColumnWriter {
  switch (type.kind) {
    case 'TEXT':
    case 'JSON':
      return new TextWriter(name, type.kind === 'JSON');
    case 'LIST':
      return new ListWriter(name, columnWriter('item', type.element));
    case 'MAP':
      return new MapWriter(name, columnWriter('value', type.value));
    case 'STRUCT':
      return new StructWriter(name, new MemberWriters(type.members, true));
    default:
      return new FixedWriter(name, type.kind);
  }
}

/** The writers of an object's members. */
export class MemberWriters {
  readonly writers: ColumnWriter[] = [];
  readonly #keys: Uint8Array[] = [];
  readonly #indexes = new Map<string, number>();
  #rowCount = 0;

  /** @param areUnique that names have to differ as the engine compares them */
  constructor(members: readonly [name: string, type: JsonType][], areUnique: boolean) {
    const names = areUnique ? uniqueNames(members.map(([name]) => name || '_')) : members.map(([name]) => name);
    members.forEach(([key, type], i) => {
      this.#indexes.set(key, i);
      this.#keys.push(new TextEncoder().encode(key));
      this.writers.push(columnWriter(names[i] ?? key, type));
    });
  }

  get byteLength(): number {
    return this.writers.reduce((sum, writer) => sum + writer.byteLength, 0);
  }

  /** Adds the members of the object at the cursor, and null for those that it lacks. Of a key that comes twice, the first counts. */
  add(cursor: JsonCursor): void {
    let next = 0;
    const rowCount = this.#rowCount;
    cursor.eachMember(() => {
      const index = this.#indexOf(cursor, next);
      const writer = this.writers[index];
      if (writer?.length === rowCount) writer.add(cursor);
      else cursor.skipValue();
      next = index + 1;
    });
    this.#endRow();
  }

  addNull(): void {
    this.#endRow();
  }

  take(): Data[] {
    this.#rowCount = 0;
    return this.writers.map((writer) => writer.take());
  }

  #indexOf(cursor: JsonCursor, expected: number): number {
    const key = this.#keys[expected];
    if (key && !cursor.isEscaped && isSame(cursor, key)) return expected;
    return this.#indexes.get(cursor.text()) ?? -1;
  }

  #endRow(): void {
    this.#rowCount++;
    for (const writer of this.writers) if (writer.length < this.#rowCount) writer.addNull();
  }
}

class StructWriter implements ColumnWriter {
  readonly field: Field;
  readonly #type: Struct;
  readonly #validity = new Validity();

  constructor(
    name: string,
    private readonly members: MemberWriters,
  ) {
    this.#type = new Struct(members.writers.map(({ field }) => field));
    this.field = new Field(name, this.#type, true);
  }

  get length(): number {
    return this.#validity.length;
  }

  get byteLength(): number {
    return this.members.byteLength;
  }

  addNull(): void {
    this.members.addNull();
    this.#validity.push(false);
  }

  add(cursor: JsonCursor): void {
    if (cursor.kind() === 'null') {
      cursor.readNull();
      this.addNull();
      return;
    }
    this.members.add(cursor);
    this.#validity.push(true);
  }

  take(): Data {
    return dataOf(this.#type, { ...this.#validity.take(), children: this.members.take() });
  }
}

class ListWriter implements ColumnWriter {
  readonly field: Field;
  readonly #type: List;
  readonly #offsets = new Offsets();
  readonly #validity = new Validity();

  constructor(
    name: string,
    private readonly element: ColumnWriter,
  ) {
    this.#type = new List(element.field as Field<DataType>);
    this.field = new Field(name, this.#type, true);
  }

  get length(): number {
    return this.#validity.length;
  }

  get byteLength(): number {
    return this.element.byteLength + 4 * this.length;
  }

  addNull(): void {
    this.#offsets.push(this.element.length);
    this.#validity.push(false);
  }

  add(cursor: JsonCursor): void {
    if (cursor.kind() === 'null') {
      cursor.readNull();
      this.addNull();
      return;
    }
    cursor.eachElement(() => this.element.add(cursor));
    this.#offsets.push(this.element.length);
    this.#validity.push(true);
  }

  take(): Data {
    const offsets = this.#offsets.take();
    return dataOf(this.#type, { ...this.#validity.take(), offsets, children: [this.element.take()] });
  }
}

class MapWriter implements ColumnWriter {
  readonly field: Field;
  readonly #type: Map_;
  readonly #entries: Struct<{ key: Utf8; value: DataType }>;
  readonly #keys = new TextWriter('key', false);
  readonly #offsets = new Offsets();
  readonly #validity = new Validity();

  constructor(
    name: string,
    private readonly value: ColumnWriter,
  ) {
    const key = new Field('key', new Utf8(), false);
    this.#entries = new Struct([key, value.field as Field<DataType>] as never);
    this.#type = new Map_(new Field('entries', this.#entries, false));
    this.field = new Field(name, this.#type, true);
  }

  get length(): number {
    return this.#validity.length;
  }

  get byteLength(): number {
    return this.#keys.byteLength + this.value.byteLength + 4 * this.length;
  }

  addNull(): void {
    this.#offsets.push(this.#keys.length);
    this.#validity.push(false);
  }

  add(cursor: JsonCursor): void {
    if (cursor.kind() === 'null') {
      cursor.readNull();
      this.addNull();
      return;
    }
    // The engine refuses a key that comes twice.
    const seen = new Set<string>();
    cursor.eachMember(() => {
      const key = cursor.text();
      if (seen.has(key)) {
        cursor.skipValue();
        return;
      }
      seen.add(key);
      this.#keys.addToken(cursor);
      this.value.add(cursor);
    });
    this.#offsets.push(this.#keys.length);
    this.#validity.push(true);
  }

  take(): Data {
    const children = [this.#keys.take(), this.value.take()];
    const offsets = this.#offsets.take();
    const parts = this.#validity.take();
    const entryCount = offsets[parts.length] ?? 0;
    const entries = dataOf(this.#entries, { length: entryCount, nullCount: 0, bits: undefined, children });
    return dataOf(this.#type, { ...parts, offsets, children: [entries] });
  }
}
