/** What a grid shows: columns in the result's own order, and the text of each cell. */
export interface GridColumn {
  name: string;
  type: string;
  isNumber: boolean;
}

export interface GridSource {
  readonly columns: readonly GridColumn[];
  /** Text of a cell, or at least its first `limit` characters; null for NULL. Cheap for any row that there is. */
  readonly text: (row: number, column: number, limit: number) => string | null;
}

export interface CellPlace {
  /** −1: the header. */
  row: number;
  /** Position on the screen, from 0: hidden columns do not count. */
  column: number;
}

/** What is selected: all cells where `rows` and `columns` meet. */
export interface GridSelection {
  /** From `from` to before `to`. */
  rows: { from: number; to: number };
  /** In the result's own order of columns, listed as they are shown. */
  columns: number[];
}
