/** A part of a file, of at least one byte. */
export class ByteRange {
  private constructor(
    readonly start: number,
    /** Not in it. */
    readonly end: number,
    private readonly size: number,
  ) {}

  /**
   * Reads a `Range` header for a file of `size` bytes.
   *
   * @returns null for none, and for what servers may take for none: several ranges, other units
   */
  static parse(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
    const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
    if (!match) return null;
    const [, first = '', last = ''] = match;
    if (first === '' && last === '') return null;
    const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
    const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
    return start < end ? new ByteRange(start, end, size) : 'unsatisfiable';
  }

  get length(): number {
    return this.end - this.start;
  }

  get contentRange(): string {
    return `bytes ${this.start}-${this.end - 1}/${this.size}`;
  }
}
