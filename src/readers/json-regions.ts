import { fileError, throwIfStopped } from './file-error';

/** How values follow each other: each on its line, one after the other, or in one array around all. */
export type JsonLayout = 'lines' | 'values' | 'array';

/** A part of a file that has whole values only; in an array, with commas between them. */
export interface JsonRegion {
  bytes: Uint8Array;
  /** Of its first byte in the file, from 0. */
  offset: number;
  /** Of its first byte, from 1. */
  line: number;
}

const REGION_BYTES = 4 << 20;

/** One value has to be in memory with all that is made of it. */
const MAX_VALUE_BYTES = 512 << 20;

const NEWLINE = 0x0a;

/**
 * The parts of a JSON file, one after the other: at its values' ends, some MiB each unless a value is longer.
 *
 * @throws QueryError `FILE_ERROR` for a value that is too long, an array that does not end, what follows an array; `CANCELLED`
 */
export async function* jsonRegions(
  stream: ReadableStream<Uint8Array>,
  layout: JsonLayout,
  signal: AbortSignal | undefined,
  regionBytes = REGION_BYTES,
): AsyncGenerator<JsonRegion> {
  const ends = layout === 'lines' ? new LineEnds() : new ValueEnds(layout === 'array');
  const reader = stream.getReader();
  let buffer = new Uint8Array(regionBytes * 2);
  let length = 0;
  let offset = 0;
  let line = 1;
  try {
    for (;;) {
      throwIfStopped(signal);
      const { done, value } = await reader.read();
      if (!done) {
        if (length + value.length > MAX_VALUE_BYTES) throw tooLong(layout);
        if (length + value.length > buffer.length) {
          const larger = new Uint8Array((length + value.length) * 2);
          larger.set(buffer.subarray(0, length));
          buffer = larger;
        }
        buffer.set(value, length);
        length += value.length;
        if (length < regionBytes) continue;
      }
      const all = buffer.subarray(0, length);
      const end = done ? ends.atEnd(all, offset) : ends.lastIn(all, offset);
      if (end > 0) {
        const bytes = all.subarray(ends.skip, Math.max(ends.skip, end - ends.trim));
        yield { bytes, offset: offset + ends.skip, line };
        line += countOf(all, end);
        buffer.copyWithin(0, end, length);
        length -= end;
        offset += end;
        ends.cut(end);
      }
      if (done) return;
    }
  } finally {
    // What is left is not wanted.
    reader.cancel().catch(() => undefined);
  }
}

function tooLong(layout: JsonLayout): Error {
  const size = `${MAX_VALUE_BYTES >> 20} MiB`;
  if (layout === 'lines') {
    return fileError(`A line of this file is longer than ${size}.`, 'Keep such values in files of their own.');
  }
  return fileError(
    `A single value of this JSON file is longer than ${size}.`,
    'Write its records one per line, as NDJSON.',
  );
}

function countOf(bytes: Uint8Array, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0 && at < end; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Finds where the bytes at hand can be cut. */
interface Ends {
  /** Bytes to leave out at the beginning of what is cut off, and at its end. */
  readonly skip: number;
  readonly trim: number;
  /** After the last value that is whole; 0 when there is none. */
  lastIn(bytes: Uint8Array, offset: number): number;
  /** The same, when no more bytes follow. */
  atEnd(bytes: Uint8Array, offset: number): number;
  /** Bytes up to here are gone. */
  cut(end: number): void;
}

class LineEnds implements Ends {
  readonly skip = 0;
  readonly trim = 0;
  /** Up to here there is none: a long line is not gone through again for each piece that comes. */
  #searched = 0;

  lastIn(bytes: Uint8Array): number {
    const last = bytes.subarray(this.#searched).lastIndexOf(NEWLINE);
    if (last >= 0) return this.#searched + last + 1;
    this.#searched = bytes.length;
    return 0;
  }

  atEnd(bytes: Uint8Array): number {
    return bytes.length;
  }

  cut(): void {
    // What is left of the bytes is the beginning of a line.
    this.#searched = 0;
  }
}

/** Follows brackets and strings; what stands between them is the parser's business. */
class ValueEnds implements Ends {
  skip = 0;
  trim = 0;
  #at = 0;
  #end = 0;
  #depth = 0;
  #isInString = false;
  #isClosed = false;
  #isBegun = false;

  constructor(private readonly isArray: boolean) {}

  lastIn(bytes: Uint8Array, offset: number): number {
    this.#scan(bytes, offset);
    return this.#end;
  }

  atEnd(bytes: Uint8Array, offset: number): number {
    this.#scan(bytes, offset);
    if (this.isArray && !this.#isClosed) {
      throw fileError(
        `The array of this JSON file does not end: it is cut off after ${offset + bytes.length} bytes.`,
        'Fetch it again, or wait until it is written.',
      );
    }
    return this.isArray ? this.#end : bytes.length;
  }

  cut(end: number): void {
    this.#at -= end;
    this.#end = 0;
    this.skip = 0;
    this.trim = 0;
  }

  #scan(bytes: Uint8Array, offset: number): void {
    let at = this.#at;
    const { length } = bytes;
    while (at < length) {
      const byte = bytes[at] ?? 0;
      if (this.#isInString) {
        if (byte === 0x5c) at++;
        else if (byte === 0x22) this.#isInString = false;
      } else if (byte === 0x22) {
        this.#isInString = true;
        this.#refuseAfterEnd(offset + at);
      } else if (byte === 0x5b || byte === 0x7b) {
        this.#refuseAfterEnd(offset + at);
        this.#open(at);
      } else if (byte === 0x5d || byte === 0x7d) {
        this.#refuseAfterEnd(offset + at);
        this.#close(at);
      } else if (byte === 0x2c) {
        this.#refuseAfterEnd(offset + at);
        if (this.isArray && this.#depth === 1) this.#endAt(at + 1, 1);
      } else if (byte > 0x20) {
        this.#refuseAfterEnd(offset + at);
      }
      at++;
    }
    // Beyond the end when an escape has its second half in the next bytes.
    this.#at = at;
  }

  #open(at: number): void {
    this.#depth++;
    if (!this.isArray || this.#isBegun) return;
    this.#isBegun = true;
    this.skip = at + 1;
  }

  #close(at: number): void {
    this.#depth--;
    if (this.isArray && this.#depth === 0) {
      this.#isClosed = true;
      this.#endAt(at + 1, 1);
    } else if (!this.isArray && this.#depth === 0) {
      this.#endAt(at + 1, 0);
    }
  }

  #endAt(end: number, trim: number): void {
    this.#end = end;
    this.trim = trim;
  }

  #refuseAfterEnd(offset: number): void {
    if (this.#isClosed) {
      throw fileError(
        `Something follows the array of this JSON file, at byte ${offset}.`,
        'Write one value per line instead, as NDJSON.',
      );
    }
  }
}
