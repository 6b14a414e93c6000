const EMPTY = new Uint8Array();

/** A byte buffer that grows; `view` and `bytes` are good until the next call that appends. */
export class GrowingBytes {
  length = 0;
  #bytes = EMPTY;
  #view: DataView | undefined;

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  get view(): DataView {
    return (this.#view ??= new DataView(this.#bytes.buffer));
  }

  clear(): void {
    this.length = 0;
  }

  /** Adds room for `byteLength` bytes and returns where it starts. */
  extend(byteLength: number): number {
    const start = this.length;
    this.length += byteLength;
    if (this.length > this.#bytes.byteLength) {
      const grown = new Uint8Array(Math.max(this.length, this.#bytes.byteLength * 2));
      grown.set(this.#bytes.subarray(0, start));
      this.#bytes = grown;
      this.#view = undefined;
    }
    return start;
  }

  /** Copies `byteLength` bytes from `source` and returns where they start here. */
  append(source: Uint8Array, from: number, byteLength: number): number {
    const start = this.extend(byteLength);
    if (byteLength > 0) this.#bytes.set(source.subarray(from, from + byteLength), start);
    return start;
  }

  /** Makes this a bitmap of `count` ones. */
  fillBits(count: number): void {
    this.length = 0;
    this.extend((count + 7) >> 3);
    this.#bytes.fill(0xff, 0, this.length);
  }

  /** Appends `count` ones to a bitmap that holds `bits`. */
  appendOnes(bits: number, count: number): void {
    this.extend(((bits + count + 7) >> 3) - this.length);
    for (let bit = bits; bit < bits + count;) {
      if ((bit & 7) === 0 && bits + count - bit >= 8) {
        this.#bytes[bit >> 3] = 0xff;
        bit += 8;
      } else {
        this.#bytes[bit >> 3] = (this.#bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
        bit++;
      }
    }
  }

  /** Appends `count` bits of `source`, from its byte `from` on, to a bitmap that holds `bits`. */
  appendBits(source: Uint8Array, from: number, bits: number, count: number): void {
    const shift = bits & 7;
    const first = bits >> 3;
    const sourceBytes = (count + 7) >> 3;
    this.extend(((bits + count + 7) >> 3) - this.length);
    if (shift === 0) {
      this.#bytes.set(source.subarray(from, from + sourceBytes), first);
      return;
    }
    let carry = (this.#bytes[first] ?? 0) & ((1 << shift) - 1);
    for (let i = 0; i < sourceBytes; i++) {
      const byte = source[from + i] ?? 0;
      this.#bytes[first + i] = carry | (byte << shift);
      carry = byte >> (8 - shift);
    }
    if (first + sourceBytes < this.length) this.#bytes[first + sourceBytes] = carry;
  }
}
