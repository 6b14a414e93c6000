import type { PlaygroundError } from '../protocol/error';
import type { QueryStatus } from '../protocol/query';
import type { ResultStore, StatementStore } from './result-store';

/** A query's end as plain text and numbers: survives structured cloning and JSON. */
export interface QueryResult {
  queryId: string;
  status: QueryStatus;
  /** Those that finished, in order. */
  statements: StatementResult[];
  elapsedMs: number;
  error?: PlaygroundError;
}

export interface StatementResult {
  index: number;
  sql: string;
  columns: { name: string; type: string }[];
  /** The text DuckDB itself prints, equal to `CAST(x AS VARCHAR)`; the first `maxRows`. */
  rows: (string | null)[][];
  /** Rows of the whole result. */
  rowCount: number;
  truncated: boolean;
  elapsedMs: number;
}

/** @param maxRows rows given per statement, however many the store holds. */
export function toQueryResult(store: ResultStore, maxRows: number): QueryResult {
  if (store.status === 'queued' || store.status === 'running') throw new Error(`Query ${store.queryId} has not ended.`);
  return {
    queryId: store.queryId,
    status: store.status,
    statements: store.statements
      .filter(({ isFinished }) => isFinished)
      .map((statement) => toStatementResult(statement, maxRows)),
    elapsedMs: store.elapsedMs,
    ...(store.error ? { error: store.error } : {}),
  };
}

function toStatementResult(statement: StatementStore, maxRows: number): StatementResult {
  const length = Math.min(statement.heldRows, maxRows);
  return {
    index: statement.index,
    sql: statement.sql,
    columns: statement.columns.map(({ name, type }) => ({ name, type: type.name })),
    rows: Array.from({ length }, (_, row) => statement.row(row)),
    rowCount: statement.rowCount,
    truncated: statement.rowCount > length,
    elapsedMs: statement.elapsedMs,
  };
}
