import { RowScroll } from './row-scroll';

/** What of a grid is in view, in pixels. */
export class GridView {
  #rows = $state.raw(new RowScroll(0, 1, 0));
  /** Counts the times that `#rows`, which changes in place, has changed. */
  #changes = $state(0);
  left = $state(0);

  get rows(): RowScroll {
    void this.#changes;
    return this.#rows;
  }

  resize(rowCount: number, rowHeight: number, viewHeight: number): void {
    this.#rows = this.#rows.resized(rowCount, rowHeight, viewHeight);
  }

  /** The scrollbars have moved. */
  scrolled(scroller: Element): void {
    this.left = scroller.scrollLeft;
    const { scrollTop } = scroller;
    this.#rows.barMoved(scrollTop);
    this.#changes++;
    const { top, maxTop, barTop } = this.#rows;
    // A bar that has run out too early would let nobody further.
    if (
      (scrollTop <= 0 && top > 0) ||
      (scrollTop > barTop && scrollTop >= scroller.scrollHeight - scroller.clientHeight - 1 && top < maxTop)
    ) {
      this.settle(scroller);
    }
  }

  revealRow(row: number): void {
    if (row < 0) return;
    this.#rows.reveal(row);
    this.#changes++;
  }

  /** Puts the bar where it belongs, where small steps have led it astray. */
  settle(scroller: Element): void {
    const { barTop } = this.#rows;
    if (Math.abs(scroller.scrollTop - barTop) < 1) return;
    scroller.scrollTop = barTop;
    this.#rows.barPlaced(scroller.scrollTop);
  }
}
