/** Where columns stand beside each other, in pixels. */
export class ColumnAxis {
  /** Where each column begins; one more: where the last ends. */
  readonly #starts: Float64Array;

  constructor(widths: readonly number[]) {
    this.#starts = new Float64Array(widths.length + 1);
    widths.forEach((width, i) => {
      this.#starts[i + 1] = (this.#starts[i] ?? 0) + width;
    });
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  get width(): number {
    return this.#starts[this.count] ?? 0;
  }

  start(column: number): number {
    return this.#starts[column] ?? this.width;
  }

  widthOf(column: number): number {
    return this.start(column + 1) - this.start(column);
  }

  /** The column at a place; the last where the place is beyond. */
  at(x: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start(middle) <= x) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  /** Columns from the one at `left` to before `end`, where they touch the pixels from `left` to `right`. */
  window(left: number, right: number, first = 0): { from: number; end: number } {
    if (this.count === 0 || right <= left) return { from: first, end: first };
    return { from: Math.max(first, this.at(left)), end: Math.min(this.count, this.at(right) + 1) };
  }
}
