import type { BatchCursor } from './batch-cursor';

const INLINE_BYTES = 12;

const FEW_BYTES = 64;

/** Of a character in UTF-8. */
const MOST_BYTES = 4;

// The engine's text may start with a byte order mark, which is text; broken UTF-8 becomes U+FFFD, it does not throw.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The values of a node in Arrow's view layout: short ones inline, long ones in the heap. */
export class ByteViews {
  readonly #words: Uint32Array;
  readonly #views: Uint8Array;
  readonly #heap: Uint8Array;

  constructor(cursor: BatchCursor) {
    this.#words = cursor.take(Uint32Array);
    this.#views = new Uint8Array(this.#words.buffer, this.#words.byteOffset, this.#words.byteLength);
    this.#heap = cursor.take(Uint8Array);
  }

  /** A value's bytes, at most `limit`. */
  bytes(row: number, limit = Number.POSITIVE_INFINITY): Uint8Array {
    const length = this.#words[row * 4] ?? 0;
    const isInline = length <= INLINE_BYTES;
    const start = isInline ? row * 16 + 4 : (this.#words[row * 4 + 3] ?? 0);
    return (isInline ? this.#views : this.#heap).subarray(start, start + Math.min(length, limit));
  }

  /** A value as text: all of it, or at least `limit` characters. */
  text(row: number, limit = Number.POSITIVE_INFINITY): string {
    const length = this.#words[row * 4] ?? 0;
    if (length > FEW_BYTES) return decoder.decode(this.bytes(row, limit * MOST_BYTES));
    // So few characters are put together sooner than the decoder starts.
    const isInline = length <= INLINE_BYTES;
    const bytes = isInline ? this.#views : this.#heap;
    const start = isInline ? row * 16 + 4 : (this.#words[row * 4 + 3] ?? 0);
    let text = '';
    for (let at = start; at < start + length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte >= 0x80) return decoder.decode(this.bytes(row));
      text += String.fromCharCode(byte);
    }
    return text;
  }
}
