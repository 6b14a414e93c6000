import { QueryError, queryError } from '../protocol/error';
import type { QueryRequest, StatementSource } from '../protocol/query';
import type { Extracted } from './c-api/c-api';
import { EngineError } from './c-api/error';
import type { Connection } from './connection';
import type { Engine } from './engine';
import { refuseExtensions } from './extensions';
import { checkFirstWord, checkRole } from './roles';
import { checkText, isPlainText, nameAt, splitStatements, tokenStarts } from './statements';
import { guardDatabases, mayNameSystem, resolveSystemName } from './system-name';
import type { TimeSlice } from './time-slice';

/** A statement of a script, ready to be run when its turn comes. */
export interface PlannedStatement {
  /** As given. */
  source: StatementSource;
  /** As the engine gets it: of the same length. */
  sql: string;
  /** Parsed already; undefined where it did not parse, which is told when its turn comes. Whoever plans destroys it. */
  extracted: Extracted | undefined;
  /** Refused before anything runs. */
  refusal: QueryError | undefined;
}

/** What planning needs of the session. */
export interface Planner {
  readonly engine: Engine;
  readonly slice: TimeSlice;
  /** Databases that belong to the session, in lower case: nobody may detach or replace them. */
  readonly databases: () => ReadonlySet<string>;
}

/**
 * Splits a script, parses its statements and holds them against the role, before any of them runs.
 *
 * @throws QueryError for a text that cannot be run at all.
 */
export async function planScript(
  planner: Planner,
  request: QueryRequest,
  connection: Connection,
): Promise<PlannedStatement[]> {
  const { sql, params } = request;
  checkText(sql);
  const { bindings } = planner.engine;
  const tokens = isPlainText(sql) ? undefined : tokenStarts(bindings, sql);
  const sources = splitStatements(sql, tokens ?? [sql.search(/\S/)].filter((start) => start >= 0));
  if (sources.length === 0) {
    throw queryError('EMPTY_SQL', 'There is no statement to run.', 'Write one, for example SELECT 42.');
  }
  if (params !== undefined && sources.length > 1) {
    throw queryError(
      'PARAMS_WITH_BATCH',
      `Parameters go with one statement, and this script has ${String(sources.length)}.`,
      'Run the statements one by one.',
    );
  }
  const statements: PlannedStatement[] = [];
  for (const source of sources) {
    const statement: PlannedStatement = {
      source,
      sql: mayNameSystem(source.sql) ? resolveSystemName(source.sql, tokenStarts(bindings, source.sql)) : source.sql,
      extracted: undefined,
      refusal: undefined,
    };
    statements.push(statement);
    try {
      parseStatement(planner, statement, request, connection);
    } catch (thrown) {
      // Told when its turn comes: by then what it needs may be there.
      if (!(thrown instanceof EngineError)) throw thrown;
    }
    if (planner.slice.isOver) await planner.slice.next();
  }
  return statements;
}

/** Parses a statement and decides whether it may run. @throws EngineError where it does not parse. */
export function parseStatement(
  { engine, databases }: Planner,
  statement: PlannedStatement,
  { role }: QueryRequest,
  connection: Connection,
): void {
  try {
    checkFirstWord(role, nameAt(statement.sql, 0));
    statement.extracted = engine.api.extract(connection.handle, statement.sql);
    checkRole(role, statement.extracted);
    refuseExtensions(engine.bindings, statement.extracted, statement.sql);
    guardDatabases(engine.bindings, statement.extracted, statement.sql, databases());
  } catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown;
    thrown.detail.statementIndex = statement.source.index;
    statement.refusal = thrown;
  }
}
