/** What stands at the cursor; `end` where nothing does. */
export type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'end';

/** JSON is broken at an offset of the bytes at hand; the reader says where that is in the file. */
export class JsonFault extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** Deeper than data is, and shallow enough for the stack. */
const MAX_DEPTH = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const MINUS = 0x2d;

const decoder = new TextDecoder();

/**
 * Goes over JSON in UTF-8 without making values of it: most of a file is only looked at, or copied as it is. The last token lies at
 * `start` to `stop`: of a string, what is between its quotes.
 *
 * Every method but `skipSpace` throws JsonFault where the JSON is broken.
 */
export class JsonCursor {
  start = 0;
  stop = 0;
  /** Of the last string: whether it has escapes. */
  isEscaped = false;
  /** Of the last number: whether it is written without point and exponent. */
  isInteger = false;
  #depth = 0;

  constructor(
    readonly bytes: Uint8Array,
    public at: number,
    /** May be set nearer, to a line's end. */
    public end: number,
  ) {}

  skipSpace(): void {
    const { bytes, end } = this;
    let { at } = this;
    while (at < end) {
      const byte = bytes[at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
      at++;
    }
    this.at = at;
  }

  /** What comes next, after space. */
  kind(): JsonKind {
    this.skipSpace();
    if (this.at >= this.end) return 'end';
    const byte = this.bytes[this.at] ?? 0;
    if (byte === QUOTE) return 'string';
    if (byte === 0x7b) return 'object';
    if (byte === 0x5b) return 'array';
    if (byte === MINUS || (byte >= 0x30 && byte <= 0x39)) return 'number';
    if (byte === 0x6e) return 'null';
    if (byte === 0x74 || byte === 0x66) return 'boolean';
    throw this.fault(`${shown(byte)} stands where a value should`);
  }

  fault(message: string): JsonFault {
    return new JsonFault(message, Math.min(this.at, this.end));
  }

  readNull(): void {
    this.#word('null');
  }

  readBoolean(): boolean {
    const isTrue = this.bytes[this.at] === 0x74;
    this.#word(isTrue ? 'true' : 'false');
    return isTrue;
  }

  readNumber(): void {
    this.start = this.at;
    if (this.bytes[this.at] === MINUS) this.at++;
    const first = this.at;
    this.#digits();
    if (this.bytes[first] === 0x30 && this.at - first > 1) throw this.fault('a number begins with 0');
    this.isInteger = true;
    if (this.#has(0x2e)) {
      this.isInteger = false;
      this.at++;
      this.#digits();
    }
    if (this.#has(0x65) || this.#has(0x45)) {
      this.isInteger = false;
      this.at++;
      if (this.#has(0x2b) || this.#has(MINUS)) this.at++;
      this.#digits();
    }
    this.stop = this.at;
  }

  readString(): void {
    const { bytes, end } = this;
    let at = this.at + 1;
    this.start = at;
    this.isEscaped = false;
    for (;;) {
      // A string that does not end has its bytes read as 0.
      const byte = at < end ? (bytes[at] ?? 0) : -1;
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) {
        this.isEscaped = true;
        at++;
      } else if (byte < 0x20) {
        this.at = at;
        throw this.fault(byte < 0 ? 'a string does not end' : `a string has a bare ${shown(byte)}`);
      }
      at++;
    }
    this.stop = at;
    this.at = at + 1;
  }

  /** The last token's text; of a string, without its escapes. */
  text(): string {
    const raw = decoder.decode(this.bytes.subarray(this.start, this.stop));
    if (!this.isEscaped) return raw;
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      throw new JsonFault('a string has an escape that there is not', this.start);
    }
  }

  /** Visits what is in an array, each value with the cursor before it; the visitor goes past it. */
  eachElement(visit: () => void): void {
    this.#open();
    if (this.#closes(0x5d)) return;
    for (;;) {
      visit();
      if (this.#closes(0x5d)) return;
      this.#comma('an array');
    }
  }

  /** Visits an object's values, with the key as the last token and the cursor before the value; the visitor goes past it. */
  eachMember(visit: () => void): void {
    this.#open();
    if (this.#closes(0x7d)) return;
    for (;;) {
      this.skipSpace();
      if (!this.#has(QUOTE)) throw this.fault('an object’s key is not in double quotes');
      this.readString();
      this.skipSpace();
      if (!this.#has(COLON)) throw this.fault('a key is not followed by a colon');
      this.at++;
      visit();
      if (this.#closes(0x7d)) return;
      this.#comma('an object');
    }
  }

  /** Goes past a value, and leaves all of it as the last token. */
  skipValue(): void {
    const kind = this.kind();
    const start = this.at;
    if (kind === 'end') throw this.fault('a value is missing');
    else if (kind === 'null') this.readNull();
    else if (kind === 'boolean') this.readBoolean();
    else if (kind === 'number') this.readNumber();
    else if (kind === 'string') this.readString();
    else if (kind === 'array') this.eachElement(() => this.skipValue());
    else this.eachMember(() => this.skipValue());
    this.start = start;
    this.stop = this.at;
  }

  /** Goes past the comma between elements, where there is one more. */
  nextElement(): void {
    this.skipSpace();
    if (this.at < this.end) this.#comma('an array');
  }

  #has(byte: number): boolean {
    return this.at < this.end && this.bytes[this.at] === byte;
  }

  #digits(): void {
    const start = this.at;
    const { bytes, end } = this;
    let { at } = this;
    while (at < end && (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39) at++;
    this.at = at;
    if (at === start) throw this.fault('a number lacks its digits');
  }

  #word(word: string): void {
    this.start = this.at;
    for (let i = 0; i < word.length; i++) {
      if (!this.#has(word.charCodeAt(i))) throw this.fault(`a word stands there that is not ${word}`);
      this.at++;
    }
    this.stop = this.at;
  }

  #open(): void {
    if (++this.#depth > MAX_DEPTH) throw this.fault(`values are nested more than ${MAX_DEPTH} deep`);
    this.at++;
  }

  #closes(byte: number): boolean {
    this.skipSpace();
    if (!this.#has(byte)) return false;
    this.at++;
    this.#depth--;
    return true;
  }

  #comma(where: string): void {
    if (this.at >= this.end) throw this.fault(`${where} does not end`);
    if (!this.#has(COMMA)) throw this.fault(`${where} lacks a comma`);
    this.at++;
  }
}

function shown(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}
