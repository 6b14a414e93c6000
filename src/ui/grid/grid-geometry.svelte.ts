import { untrack } from 'svelte';
import { formatCount } from '../amounts';
import { ColumnAxis } from './column-axis';
import { columnWidth, columnWidths } from './column-width';
import type { GridLayout } from './grid-layout.svelte';
import type { CellPlace, GridSource } from './grid-source';
import { GridView } from './grid-view.svelte';
import { textLines } from './row-lines';

/** What the sizes of a grid follow from. */
export interface GridContent {
  source: GridSource;
  rowCount: number;
  layout: GridLayout;
  /** Another one where other rows have come first: only then are widths looked at again. */
  order: unknown;
}

const HEADER_REMS = 2.75;
/** Beside a cell's text, and above and below it. */
const PADDING_REMS = { x: 1.5, y: 0.5 };
const LEAST_GUTTER_REMS = 3.5;
/** Of the text in cells: `--text-s`. */
const TEXT_REMS = 0.8125;

/** Sizes and places in a grid, in pixels. */
export class GridGeometry {
  readonly view = new GridView();
  /** Of what is in view, row numbers and header included. */
  width = $state(0);
  height = $state(0);
  /** Of a character and of a line, and the styles' `rem`. */
  #character = $state({ width: 7.8, height: 18, rem: 16 });

  constructor(private readonly content: () => GridContent) {}

  readonly #hasRows = $derived.by(() => this.content().rowCount > 0);
  readonly #widths = $derived.by(() => this.#widthsFor(this.content().order, this.#hasRows));
  /** Lines that a row shows. */
  readonly lines = $derived.by(() => textLines(this.content().source, this.content().rowCount));
  readonly headerHeight = $derived.by(() => HEADER_REMS * this.#character.rem);
  readonly rowHeight = $derived.by(() =>
    Math.round(this.lines * this.#character.height + PADDING_REMS.y * this.#character.rem + 1),
  );
  readonly bodyHeight = $derived.by(() => Math.max(0, this.height - this.headerHeight));
  /** Of the row numbers. */
  readonly gutter = $derived.by(() => {
    const digits = formatCount(this.content().rowCount).length;
    return Math.max(LEAST_GUTTER_REMS * this.#character.rem, this.#widthOf(digits - 1));
  });
  readonly axis = $derived.by(() => {
    const { layout } = this.content();
    return new ColumnAxis(
      layout.order.map(
        (column) => layout.widths[column] ?? this.#widthOf(layout.fits[column] ?? this.#widths[column] ?? 0),
      ),
    );
  });

  /** Takes the sizes from an element with ten characters in it. */
  measure(probe: HTMLElement): void {
    const { width, height } = probe.getBoundingClientRect();
    // By its own text, which is a share of it: on other people's pages it is not the root's.
    const rem = Number.parseFloat(getComputedStyle(probe).fontSize) / TEXT_REMS;
    if (width > 0) this.#character = { width: width / 10, height, rem };
  }

  /** The cell at a place, counted from the grid's upper left corner; beyond its edges, the nearest. */
  placeAt(x: number, y: number): CellPlace {
    const { rowCount, layout } = this.content();
    const across = x - this.gutter;
    const isPinned = across < this.axis.start(layout.pinnedCount);
    const row = Math.floor((y - this.headerHeight + this.view.rows.top) / this.rowHeight);
    return {
      row: Math.max(0, Math.min(row, rowCount - 1)),
      column: this.axis.at(isPinned ? across : across + this.view.left),
    };
  }

  /** Scrolls by as little as brings a cell into view. */
  reveal({ row, column }: CellPlace, scroller: HTMLElement): void {
    this.view.revealRow(row);
    const { pinnedCount } = this.content().layout;
    const pinnedWidth = this.axis.start(pinnedCount);
    const start = this.axis.start(column) - pinnedWidth;
    const end = this.axis.start(column + 1) - this.width + this.gutter;
    if (column >= pinnedCount && start < scroller.scrollLeft) scroller.scrollLeft = start;
    else if (column >= pinnedCount && end > scroller.scrollLeft) scroller.scrollLeft = Math.min(start, end);
    this.view.settle(scroller);
  }

  /** Makes a column as wide as what is in view of it. */
  autoSize(column: number): void {
    const { source, layout } = this.content();
    const { first, end } = this.view.rows;
    layout.fit(column, columnWidth(source, column, first, end));
  }

  /** The rows, or the room for them, have changed. */
  fit(): void {
    this.view.resize(this.content().rowCount, this.rowHeight, this.bodyHeight);
  }

  /** Fixed while rows follow: nothing moves under the reader. */
  #widthsFor(_order: unknown, hasSample: boolean): number[] {
    return untrack(() => columnWidths(this.content().source, hasSample ? this.content().rowCount : 0));
  }

  /** Of a cell with so many characters. */
  #widthOf(characters: number): number {
    return Math.round((characters + 1) * this.#character.width + PADDING_REMS.x * this.#character.rem);
  }
}
