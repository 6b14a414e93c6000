import { Field, Utf8, type Data } from 'apache-arrow';
import { dataOf } from './arrow-batch';
import type { ColumnWriter } from './column-writer';
import { GrowingBytes, Offsets, Validity } from './growing';
import type { JsonCursor } from './json-cursor';

const encoder = new TextEncoder();

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Collects text: strings without their quotes and escapes, other values as their JSON. */
export class TextWriter implements ColumnWriter {
  readonly field: Field;
  readonly #bytes = new GrowingBytes();
  readonly #offsets = new Offsets();
  readonly #validity = new Validity();

  /** @param isJson that strings stay JSON too, with their quotes */
  constructor(
    name: string,
    private readonly isJson: boolean,
  ) {
    this.field = new Field(name, new Utf8(), true);
  }

  get length(): number {
    return this.#validity.length;
  }

  get byteLength(): number {
    return this.#bytes.length;
  }

  addNull(): void {
    this.#offsets.push(this.#bytes.length);
    this.#validity.push(false);
  }

  add(cursor: JsonCursor): void {
    const kind = cursor.kind();
    if (kind === 'null') {
      cursor.readNull();
      this.addNull();
      return;
    }
    if (kind === 'string' && !this.isJson) {
      cursor.readString();
      this.addToken(cursor);
      return;
    }
    cursor.skipValue();
    this.#pushPacked(cursor);
    this.#end();
  }

  /** Adds the last token, a string. */
  addToken(cursor: JsonCursor): void {
    if (cursor.isEscaped) {
      const bytes = encoder.encode(cursor.text());
      this.#bytes.push(bytes, 0, bytes.length);
    } else {
      this.#bytes.push(cursor.bytes, cursor.start, cursor.stop);
    }
    this.#end();
  }

  take(): Data {
    const values = this.#bytes.take();
    const offsets = this.#offsets.take();
    return dataOf(this.field.type as Utf8, { ...this.#validity.take(), offsets, values });
  }

  #end(): void {
    this.#offsets.push(this.#bytes.length);
    this.#validity.push(true);
  }

  /** The last token, JSON, without the space between its parts. */
  #pushPacked({ bytes, start, stop }: JsonCursor): void {
    const at = this.#bytes.extend(stop - start);
    const to = this.#bytes.bytes;
    let length = 0;
    let isInString = false;
    for (let i = start; i < stop; i++) {
      const byte = bytes[i] ?? 0;
      if (!isInString && (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) continue;
      to[at + length++] = byte;
      if (byte === QUOTE) isInString = !isInString;
      else if (byte === BACKSLASH && isInString) to[at + length++] = bytes[++i] ?? 0;
    }
    this.#bytes.length = at + length;
  }
}
