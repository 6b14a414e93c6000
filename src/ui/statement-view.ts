import type { ResultStore, StatementStore } from '../client/result-store';
import type { PlaygroundError } from '../protocol/error';
import type { Column } from '../protocol/query';

/** One statement's result as it is drawn: a new object whenever it changed. The rows stay in the store. */
export interface StatementView {
  index: number;
  sql: string;
  columns: readonly Column[];
  rowCount: number;
  heldRows: number;
  truncated: boolean;
  isFinished: boolean;
  /** Set where this is the statement that failed. */
  error: PlaygroundError | undefined;
  row(row: number): (string | null)[];
}

/** The statements so far; one that failed before it had columns comes last, without any. */
export function statementViews(store: ResultStore): StatementView[] {
  const { error } = store;
  const failedAt = store.status === 'failed' ? error?.statementIndex : undefined;
  const views = store.statements.map((statement) =>
    viewOf(statement, statement.index === failedAt && !statement.isFinished ? error : undefined),
  );
  if (failedAt !== undefined && error && !views.some((view) => view.error)) {
    views.push({ ...nothing, index: failedAt, error });
  }
  return views;
}

const nothing: Omit<StatementView, 'index' | 'error'> = {
  sql: '',
  columns: [],
  rowCount: 0,
  heldRows: 0,
  truncated: false,
  isFinished: false,
  row: () => [],
};

function viewOf(statement: StatementStore, error: PlaygroundError | undefined): StatementView {
  const { index, sql, columns, rowCount, heldRows, truncated, isFinished } = statement;
  return {
    index,
    sql,
    columns,
    rowCount,
    heldRows,
    truncated,
    isFinished,
    error,
    row: (row) => statement.row(row),
  };
}
