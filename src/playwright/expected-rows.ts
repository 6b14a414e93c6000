import type { QueryResult, StatementResult } from '../driver/playground-driver';

/** What a cell is expected to hold: its text as DuckDB prints it, or a value that is written like that. */
export type ExpectedCell = string | number | bigint | boolean | null;

/** Rows as a result has them. */
export function toTexts(rows: readonly (readonly ExpectedCell[])[]): (string | null)[][] {
  return rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))));
}

/** A statement's result, of a query or by itself. @throws Error where there is none. */
export function statementOf(result: QueryResult | StatementResult, index = 0): StatementResult {
  if ('rows' in result) return result;
  const statement = result.statements[index];
  if (statement) return statement;
  const { length } = result.statements;
  const why = result.error ? ` (${result.error.code}: ${result.error.message})` : '';
  throw new Error(
    `The query ${result.status} and gave ${length} ${length === 1 ? 'result' : 'results'}, none with the index ${index}${why}.`,
  );
}
