import { RowScroll } from './row-scroll';

/** What of a grid is in view, in pixels. */
export class GridView {
  #rows = new RowScroll(0, 1, 0);
  /** A new wrap around `#rows`, which changes in place, each time that it has changed. */
  #shown = $state.raw({ rows: this.#rows });
  left = $state(0);

  get rows(): RowScroll {
    return this.#shown.rows;
  }

  resize(rowCount: number, rowHeight: number, viewHeight: number): void {
    this.#rows = this.#rows.resized(rowCount, rowHeight, viewHeight);
    this.#show();
  }

  /** The scrollbars have moved. */
  scrolled(scroller: Element): void {
    this.left = scroller.scrollLeft;
    const { scrollTop } = scroller;
    this.#rows.barMoved(scrollTop);
    this.#show();
    const { top, maxTop, barTop } = this.#rows;
    const isAtEnd = scrollTop > barTop && scrollTop >= scroller.scrollHeight - scroller.clientHeight - 1;
    // A bar that has run out too early would let nobody further.
    if ((scrollTop <= 0 && top > 0) || (isAtEnd && top < maxTop)) this.settle(scroller);
  }

  revealRow(row: number): void {
    if (row < 0) return;
    this.#rows.reveal(row);
    this.#show();
  }

  /** The scrollbars have come to rest. One may have moved again already: then it will be told of that, and come to rest anew. */
  rested(scroller: Element): void {
    if (Math.abs(scroller.scrollTop - this.#rows.toldBarTop) < 1) this.settle(scroller);
  }

  /** Puts the bar where it belongs, where small steps have led it astray. */
  settle(scroller: Element): void {
    const { barTop } = this.#rows;
    if (Math.abs(scroller.scrollTop - barTop) < 1) return;
    scroller.scrollTop = barTop;
    this.#rows.barPlaced(scroller.scrollTop);
  }

  #show(): void {
    this.#shown = { rows: this.#rows };
  }
}
