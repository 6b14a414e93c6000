import { QueryError, queryError } from '../protocol/error';
import type { QueryRequest, StatementSource } from '../protocol/query';
import type { Extracted } from './c-api/c-api';
import { EngineError } from './c-api/error';
import type { Connection } from './connection';
import type { Engine } from './engine';
import { checkRole } from './roles';
import { checkText, isPlainText, splitStatements, tokenStarts } from './statements';
import { guardSystemCatalog, mayNameSystem, resolveSystemName } from './system-name';

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

/**
 * Splits a script, parses its statements and holds them against the role, before any of them runs.
 *
 * @throws QueryError for a text that cannot be run at all.
 */
export function planScript(engine: Engine, request: QueryRequest, connection: Connection): PlannedStatement[] {
  const { sql, params, role } = request;
  checkText(sql);
  const tokens = isPlainText(sql) ? undefined : tokenStarts(engine.bindings, sql);
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
  const resolved = tokens && mayNameSystem(sql) ? resolveSystemName(sql, tokens) : sql;
  return sources.map((source) => {
    const statement: PlannedStatement = {
      source,
      sql: resolved.slice(source.offset, source.offset + source.sql.length),
      extracted: undefined,
      refusal: undefined,
    };
    try {
      statement.extracted = engine.api.extract(connection.handle, statement.sql);
      checkRole(role, statement.extracted);
      guardSystemCatalog(engine.bindings, statement.extracted.kinds.at(-1) ?? 'unknown', source.sql);
    } catch (thrown) {
      if (thrown instanceof QueryError) {
        thrown.detail.statementIndex = source.index;
        statement.refusal = thrown;
      } else if (!(thrown instanceof EngineError)) throw thrown;
    }
    return statement;
  });
}
