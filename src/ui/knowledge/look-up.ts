import { QueryContext } from '../../client/query-context';
import type { StatementStore } from '../../client/result-store';
import type { SessionClient } from '../../client/session-client';
import { QueryError } from '../../protocol/error';

export type Cells = readonly (string | null)[];

export interface Answer {
  rows: readonly Cells[];
  /** The session's count of changes as the statement began. */
  generation: number | undefined;
}

export interface LookUpOptions {
  namespace: string;
  maxRows: number;
  /** 0: no limit. */
  timeoutMs?: number;
}

/** Joins the items of a list in one cell. */
export const SEPARATOR = '\u001f';

/** As SQL. */
export const SEPARATOR_SQL = 'chr(31)';

/** What was joined; nothing where there is none. */
export function itemsOf(cell: string | null | undefined): string[] {
  return cell === null || cell === undefined || cell === '' ? [] : cell.split(SEPARATOR);
}

/** Asks the open session on the side, as a reader; an answer per statement. @throws QueryError */
export async function lookUp(
  client: SessionClient,
  sql: string,
  { namespace, maxRows, timeoutMs = 0 }: LookUpOptions,
): Promise<Answer[]> {
  const session = await client.ready();
  const context = new QueryContext(session, sql, { origin: 'catalog', role: 'reader', namespace, maxRows, timeoutMs });
  const { error, statements } = await client.run(context);
  if (error) throw new QueryError(error);
  return statements.map((statement) => ({ rows: rowsOf(statement), generation: statement.generation }));
}

function rowsOf(statement: StatementStore): Cells[] {
  return Array.from({ length: statement.heldRows }, (_, row) => statement.row(row));
}
