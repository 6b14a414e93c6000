import type { Column } from '../protocol/query';
import type { ValueNode } from '../results/value-node';
import type { StatementStore } from './result-store';

/** Rows to look at: a result's own, or some of them in another order. */
export interface ResultRows {
  readonly columns: readonly Column[];
  /** Rows that are here. */
  readonly rowCount: number;
  /** The text DuckDB prints for a cell, or at least its first `limit` characters; null for NULL. */
  readonly text: (row: number, column: number, limit?: number) => string | null;
  readonly value: (row: number, column: number) => ValueNode | undefined;
}

/** A statement's rows as they are held now. */
export function heldRows(store: StatementStore): ResultRows {
  return {
    columns: store.columns,
    rowCount: store.heldRows,
    text: (row, column, limit) => store.text(row, column, limit),
    value: (row, column) => store.value(row, column),
  };
}

/** Some of a statement's rows: `places`' one column says which. */
export function pickedRows(store: StatementStore, places: StatementStore): ResultRows {
  const placeOf = (row: number): number => Number(places.text(row, 0) ?? -1);
  return {
    columns: store.columns,
    rowCount: places.heldRows,
    text: (row, column, limit) => store.text(placeOf(row), column, limit),
    value: (row, column) => store.value(placeOf(row), column),
  };
}

/** Another statement's rows, under the first one's names. */
export function renamedRows(store: StatementStore, columns: readonly Column[]): ResultRows {
  return { ...heldRows(store), columns };
}
