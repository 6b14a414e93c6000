/** Bytes that are added to at the end. */
export class GrowingBytes {
  bytes = new Uint8Array(1_024);
  length = 0;

  /** Makes room for more, and gives where they begin. */
  extend(count: number): number {
    const start = this.length;
    this.length += count;
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.length, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, start));
      this.bytes = larger;
    }
    return start;
  }

  push(from: Uint8Array, start: number, stop: number): void {
    const at = this.extend(stop - start);
    // A short copy is quicker by hand.
    if (stop - start > 32) this.bytes.set(from.subarray(start, stop), at);
    else for (let i = start; i < stop; i++) this.bytes[at + i - start] = from[i] ?? 0;
  }

  /** A copy of all; empties it. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}

/** Which of the values there are, as Arrow has it: a bit each. */
export class Validity {
  length = 0;
  nullCount = 0;
  #bits = new Uint8Array(1_024);

  push(isValid: boolean): void {
    const index = this.length++;
    if (index >> 3 >= this.#bits.length) {
      const larger = new Uint8Array(this.#bits.length * 2);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    if (isValid) this.#bits[index >> 3] = (this.#bits[index >> 3] ?? 0) | (1 << (index & 7));
    else this.nullCount++;
  }

  /** The bits, and how many values there are and are not; empties it. */
  take(): { length: number; nullCount: number; bits: Uint8Array | undefined } {
    const { length, nullCount } = this;
    const used = (length + 7) >> 3;
    const bits = nullCount > 0 ? this.#bits.slice(0, used) : undefined;
    this.#bits.fill(0, 0, used);
    this.length = 0;
    this.nullCount = 0;
    return { length, nullCount, bits };
  }
}

/** Where values of different lengths end, as Arrow has it: 32 bits each, from 0. */
export class Offsets {
  #bytes = new GrowingBytes();

  constructor() {
    this.push(0);
  }

  push(offset: number): void {
    const at = this.#bytes.extend(4);
    const { bytes } = this.#bytes;
    bytes[at] = offset;
    bytes[at + 1] = offset >>> 8;
    bytes[at + 2] = offset >>> 16;
    bytes[at + 3] = offset >>> 24;
  }

  take(): Int32Array {
    const taken = new Int32Array(this.#bytes.take().buffer);
    this.push(0);
    return taken;
  }
}
