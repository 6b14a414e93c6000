/** Browsers draw no taller elements: Firefox gives up first, at about 17 million pixels. */
const TALLEST_PX = 8_000_000;

/**
 * Which rows are in view, given a scrollbar that may be too short for them. Where all rows fit under it, a pixel of the bar is a
 * pixel of rows. Where they do not, small steps (wheel, arrows, touch) are still taken pixel by pixel, and long ones
 * (the bar is dragged) in proportion.
 */
export class RowScroll {
  /** Pixels of rows above the view. */
  top = 0;
  #barTop = 0;

  constructor(
    readonly rowCount: number,
    readonly rowHeight: number,
    /** Pixels of rows that are in view. */
    readonly viewHeight: number,
  ) {}

  get height(): number {
    return this.rowCount * this.rowHeight;
  }

  /** Height of what the bar scrolls. */
  get barHeight(): number {
    return Math.min(this.height, TALLEST_PX);
  }

  get maxTop(): number {
    return Math.max(0, this.height - this.viewHeight);
  }

  /** Where the bar belongs, for `top`. */
  get barTop(): number {
    return this.maxTop === 0 ? 0 : (this.top / this.maxTop) * this.#maxBarTop;
  }

  /** Where the bar was when it was last told of. */
  get toldBarTop(): number {
    return this.#barTop;
  }

  get first(): number {
    return Math.max(0, Math.floor(this.top / this.rowHeight));
  }

  /** After the last row in view. */
  get end(): number {
    return Math.min(this.rowCount, Math.ceil((this.top + this.viewHeight) / this.rowHeight));
  }

  get #maxBarTop(): number {
    return Math.max(0, this.barHeight - this.viewHeight);
  }

  /** The bar has moved. */
  barMoved(barTop: number): void {
    const step = barTop - this.#barTop;
    this.#barTop = barTop;
    const isExact = this.height <= TALLEST_PX;
    const isAtEnd = barTop <= 0 || barTop >= this.#maxBarTop - 1;
    if (isExact) this.top = Math.min(barTop, this.maxTop);
    else if (isAtEnd && Math.abs(step) > 0) this.top = barTop <= 0 ? this.#fromStart(step) : this.#fromEnd(step);
    else if (Math.abs(step) <= this.viewHeight) this.top = this.#clamp(this.top + step);
    else this.top = this.#clamp((barTop / this.#maxBarTop) * this.maxTop);
  }

  /** Tells where the bar was put by the program, which is no movement. */
  barPlaced(barTop: number): void {
    this.#barTop = barTop;
  }

  scrollTo(top: number): void {
    this.top = this.#clamp(top);
  }

  /** Brings a row into view by as little as possible. */
  reveal(row: number): void {
    const rowTop = row * this.rowHeight;
    if (rowTop < this.top) this.scrollTo(rowTop);
    else if (rowTop + this.rowHeight > this.top + this.viewHeight) {
      this.scrollTo(Math.min(rowTop, rowTop + this.rowHeight - this.viewHeight));
    }
  }

  /** The same place among more rows, or in another window. */
  resized(rowCount: number, rowHeight: number, viewHeight: number): RowScroll {
    if (rowCount === this.rowCount && rowHeight === this.rowHeight && viewHeight === this.viewHeight) return this;
    const next = new RowScroll(rowCount, rowHeight, viewHeight);
    next.scrollTo(this.top);
    next.barPlaced(this.#barTop);
    return next;
  }

  /** The bar has run out though there may be rows left: a small step is a small step. */
  #fromStart(step: number): number {
    return Math.abs(step) <= this.viewHeight && this.top > this.viewHeight ? this.#clamp(this.top + step) : 0;
  }

  #fromEnd(step: number): number {
    const left = this.maxTop - this.top;
    return Math.abs(step) <= this.viewHeight && left > this.viewHeight ? this.#clamp(this.top + step) : this.maxTop;
  }

  #clamp(top: number): number {
    return Math.max(0, Math.min(top, this.maxTop));
  }
}
