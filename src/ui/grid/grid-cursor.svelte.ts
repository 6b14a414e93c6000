import type { CellPlace, GridSelection } from './grid-source';
import type { GridLayout } from './grid-layout.svelte';

/** What a selection reaches over: cells between its two corners, or whole rows or columns between them. */
type Span = 'cells' | 'rows' | 'columns' | 'all';

/** Where the keyboard is in a grid, and what is selected. Columns are counted as they are shown. */
export class GridCursor {
  focus = $state.raw<CellPlace>({ row: 0, column: 0 });
  #anchor = $state.raw<CellPlace>({ row: 0, column: 0 });
  #span = $state<Span>('cells');
  #rowCount = $state(0);

  constructor(private readonly layout: GridLayout) {}

  get rowCount(): number {
    return this.#rowCount;
  }

  /** Rows may grow in number, or become fewer when they are filtered. */
  set rowCount(count: number) {
    this.#rowCount = count;
    if (this.focus.row >= count) this.moveTo({ row: count - 1, column: this.focus.column });
  }

  get selection(): GridSelection {
    const { order } = this.layout;
    const rows =
      this.#span === 'columns' || this.#span === 'all'
        ? { from: 0, to: this.#rowCount }
        : { from: this.#least('row'), to: Math.min(this.#rowCount, this.#most('row') + 1) };
    const columns =
      this.#span === 'rows' || this.#span === 'all'
        ? [...order]
        : order.slice(this.#least('column'), this.#most('column') + 1);
    return { rows: { from: Math.max(0, rows.from), to: Math.max(0, rows.to) }, columns };
  }

  /** True where more is selected than the cell that has the focus. */
  get hasRange(): boolean {
    const { row, column } = this.#anchor;
    return this.#span !== 'cells' || row !== this.focus.row || column !== this.focus.column;
  }

  isSelected({ row, column }: CellPlace): boolean {
    if (row < 0) return false;
    const inRows = row >= this.#least('row') && row <= this.#most('row');
    const inColumns = column >= this.#least('column') && column <= this.#most('column');
    switch (this.#span) {
      case 'cells':
        return inRows && inColumns;
      case 'rows':
        return inRows;
      case 'columns':
        return inColumns;
      case 'all':
        return true;
      default:
        return this.#span satisfies never;
    }
  }

  isColumnSelected(column: number): boolean {
    if (this.#span === 'all') return true;
    return this.#span === 'columns' && column >= this.#least('column') && column <= this.#most('column');
  }

  moveTo(place: CellPlace): void {
    this.#select(place, place, 'cells');
  }

  /** Moves the selection's second corner. The header is no part of it. */
  extendTo(place: CellPlace): void {
    const span = this.#span === 'all' ? 'cells' : this.#span;
    this.#select(this.#anchor, { row: Math.max(0, place.row), column: place.column }, span);
  }

  selectRow(row: number, isExtended: boolean): void {
    const place = { row, column: this.focus.column };
    this.#select(isExtended ? this.#anchor : place, place, 'rows');
  }

  selectColumn(column: number, isExtended: boolean): void {
    const place = { row: this.focus.row, column };
    this.#select(isExtended ? this.#anchor : place, place, 'columns');
  }

  selectAll(): void {
    this.#span = 'all';
  }

  /** Widens the selection to whole rows or columns. */
  widen(span: 'rows' | 'columns'): void {
    this.#span = span;
  }

  collapse(): void {
    this.moveTo(this.focus);
  }

  #select(anchor: CellPlace, focus: CellPlace, span: Span): void {
    this.#anchor = anchor;
    this.focus = this.#within(focus);
    this.#span = span;
  }

  #within({ row, column }: CellPlace): CellPlace {
    const lastColumn = Math.max(0, this.layout.order.length - 1);
    return {
      row: Math.max(-1, Math.min(row, this.#rowCount - 1)),
      column: Math.max(0, Math.min(column, lastColumn)),
    };
  }

  #least(axis: keyof CellPlace): number {
    return Math.min(this.#anchor[axis], this.focus[axis]);
  }

  #most(axis: keyof CellPlace): number {
    return Math.max(this.#anchor[axis], this.focus[axis]);
  }
}
