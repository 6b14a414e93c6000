import type { Column } from '../../protocol/query';

export type Cells = readonly (string | null)[];

/** A database that is to be written down, as it can be asked. Queries name it; each sees the same state of it. */
export interface DatabaseSource {
  /** What the engine calls it. */
  readonly database: string;
  /** Files that are on the page: a view that reads one needs more than the database. */
  readonly fileNames: readonly string[];
  /** All rows, as text. @param isInside where names without a database are looked for in this one @throws QueryError */
  rows(sql: string, isInside?: boolean): Promise<readonly Cells[]>;
  /** The columns of a query. @throws QueryError */
  columns(sql: string): Promise<readonly Column[]>;
  /** What the engine has against a query; empty where nothing. It is not run. */
  objection(sql: string): Promise<string>;
  /** A query's rows as a Parquet file. @throws Error */
  write(sql: string): Promise<{ file: Blob; rowCount: number }>;
}
