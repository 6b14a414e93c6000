/** How a result's columns are arranged: which, in which order, how wide. Columns are named by their place in the result. */
export class GridLayout {
  /** Columns that are shown, pinned ones first. */
  order = $state.raw<readonly number[]>([]);
  pinnedCount = $state(0);
  /** Widths that somebody chose, in pixels. */
  widths = $state.raw<Readonly<Record<number, number>>>({});
  /** Widths that fit what was in a column, in characters. */
  fits = $state.raw<Readonly<Record<number, number>>>({});

  constructor(readonly columnCount: number) {
    this.order = Array.from({ length: columnCount }, (_, column) => column);
  }

  get hiddenCount(): number {
    return this.columnCount - this.order.length;
  }

  isPinned(column: number): boolean {
    const place = this.order.indexOf(column);
    return place >= 0 && place < this.pinnedCount;
  }

  /** The last column cannot be hidden. */
  hide(column: number): void {
    if (this.order.length <= 1 || !this.order.includes(column)) return;
    if (this.isPinned(column)) this.pinnedCount--;
    this.order = this.order.filter((other) => other !== column);
  }

  showAll(): void {
    const isShown = new Array<boolean>(this.columnCount).fill(false);
    for (const column of this.order) isShown[column] = true;
    const pinned = this.order.slice(0, this.pinnedCount);
    const rest = this.order.slice(this.pinnedCount);
    // Each goes back beside its neighbour of the result.
    for (let column = 0; column < this.columnCount; column++) {
      if (!isShown[column]) rest.splice(rest.indexOf(column - 1) + 1, 0, column);
    }
    this.order = [...pinned, ...rest];
  }

  pin(column: number): void {
    if (this.isPinned(column)) return;
    const others = this.order.filter((other) => other !== column);
    this.order = [...others.slice(0, this.pinnedCount), column, ...others.slice(this.pinnedCount)];
    this.pinnedCount++;
  }

  unpin(column: number): void {
    if (!this.isPinned(column)) return;
    this.pinnedCount--;
    const others = this.order.filter((other) => other !== column);
    this.order = [...others.slice(0, this.pinnedCount), column, ...others.slice(this.pinnedCount)];
  }

  /** Moves a column to another place among those that are shown; it stays on its side of the pinned ones' edge. */
  move(column: number, place: number): void {
    const others = this.order.filter((other) => other !== column);
    if (others.length === this.order.length) return;
    const isPinned = this.isPinned(column);
    const least = isPinned ? 0 : this.pinnedCount;
    const most = isPinned ? this.pinnedCount - 1 : others.length;
    const to = Math.max(least, Math.min(place, most));
    this.order = [...others.slice(0, to), column, ...others.slice(to)];
  }

  /** Makes a column as wide as so many characters, whatever somebody chose before. */
  fit(column: number, characters: number): void {
    const { [column]: _chosen, ...others } = this.widths;
    this.widths = others;
    this.fits = { ...this.fits, [column]: characters };
  }

  resize(column: number, width: number): void {
    this.widths = { ...this.widths, [column]: Math.max(MIN_WIDTH, Math.min(Math.round(width), MAX_WIDTH)) };
  }
}

const MIN_WIDTH = 40;
const MAX_WIDTH = 4000;
