/** A table of a flatbuffer, read in place and patched in place. Throws RangeError where it leads out of its bytes. */
export class FlatTable {
  readonly #view: DataView;

  private constructor(
    private readonly bytes: Uint8Array,
    /** Where it is in its bytes. */
    readonly at: number,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** The table that a buffer begins with. */
  static root(bytes: Uint8Array): FlatTable {
    return new FlatTable(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0, true));
  }

  has(field: number): boolean {
    return this.#place(field) !== 0;
  }

  byte(field: number): number {
    const at = this.#place(field);
    return at === 0 ? 0 : this.#view.getUint8(at);
  }

  short(field: number): number {
    const at = this.#place(field);
    return at === 0 ? 0 : this.#view.getInt16(at, true);
  }

  int(field: number, otherwise = 0): number {
    const at = this.#place(field);
    return at === 0 ? otherwise : this.#view.getInt32(at, true);
  }

  long(field: number): number {
    const at = this.#place(field);
    return at === 0 ? 0 : safe(this.#view.getBigInt64(at, true));
  }

  setLong(field: number, value: number): void {
    const at = this.#place(field);
    if (at === 0) throw new RangeError('a number is missing');
    this.#view.setBigInt64(at, BigInt(value), true);
  }

  table(field: number): FlatTable {
    const at = this.#place(field);
    if (at === 0) throw new RangeError('a table is missing');
    return new FlatTable(this.bytes, at + this.#view.getUint32(at, true));
  }

  tables(field: number): FlatTable[] {
    const { start, length } = this.#vector(field, 4);
    return Array.from({ length }, (_, i) => {
      const at = start + i * 4;
      return new FlatTable(this.bytes, at + this.#view.getUint32(at, true));
    });
  }

  /** Visits pairs of 64-bit numbers; what the visitor gives takes their place. */
  mapPairs(field: number, visit: (first: number, second: number) => [number, number]): void {
    const { start, length } = this.#vector(field, 16);
    for (let i = 0; i < length; i++) {
      const at = start + i * 16;
      const pair = visit(safe(this.#view.getBigInt64(at, true)), safe(this.#view.getBigInt64(at + 8, true)));
      this.#view.setBigInt64(at, BigInt(pair[0]), true);
      this.#view.setBigInt64(at + 8, BigInt(pair[1]), true);
    }
  }

  /** Makes a field absent. */
  drop(field: number): void {
    if (this.has(field)) this.#view.setUint16(this.#slot(field), 0, true);
  }

  #vector(field: number, width: number): { start: number; length: number } {
    const at = this.#place(field);
    if (at === 0) return { start: 0, length: 0 };
    const start = at + this.#view.getUint32(at, true);
    const length = this.#view.getUint32(start, true);
    if (length * width > this.bytes.length - start) throw new RangeError('a list is too long');
    return { start: start + 4, length };
  }

  /** Where a field is; 0 when it is not there. */
  #place(field: number): number {
    const vtable = this.at - this.#view.getInt32(this.at, true);
    if (4 + field * 2 >= this.#view.getUint16(vtable, true)) return 0;
    const offset = this.#view.getUint16(this.#slot(field), true);
    return offset === 0 ? 0 : this.at + offset;
  }

  #slot(field: number): number {
    return this.at - this.#view.getInt32(this.at, true) + 4 + field * 2;
  }
}

function safe(value: bigint): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('a number makes no sense');
  return Number(value);
}
