import { QueryError, queryError } from '../protocol/error';
import type { QueryRequest, StatementSource } from '../protocol/query';
import type { Extracted } from './c-api/c-api';
import { EngineError } from './c-api/error';
import {
  bindOnce,
  preparedStatement,
  readFootprint,
  type BoundHandle,
  type Footprint,
} from './c-api/prepared-statement';
import type { StatementKind } from './c-api/statement-kind';
import type { Connection } from './connection';
import type { Engine } from './engine';
import { isReadOnlyError } from './engine-error';
import { asksForExtension, hasExtensions, noExtensions, refuseUpload } from './extensions';
import type { Namespaces } from './namespaces';
import { changesSomething, checkFirstWords, checkFootprint, checkRole } from './roles';
import { statementPlan, type StatementPlan } from './statement-plan';
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
  /** Refused, by now. */
  refusal: QueryError | undefined;
  /** What it turned out to run: of an EXECUTE the prepared statement, of an EXPLAIN ANALYZE the one it explains. */
  runs: StatementKind;
  /** True where the engine says that it changes a database. */
  hasChanges: boolean;
  /** Databases that it reads or changes besides its namespace's own, in lower case. */
  touches: Set<string>;
  /** Those of them that it changes. */
  changes: Set<string>;
}

/** Kinds after which the names in the rest of a script still mean what they mean now. */
const KEEPS_NAMES = new Set<StatementKind>([
  'select',
  'explain',
  'insert',
  'update',
  'delete',
  'merge',
  'copy-from',
  'transaction',
]);

/** Decides what the statements of a script are to run as, and whether they may: before any of them runs, and again as they do. */
export class Planner {
  constructor(
    private readonly engine: Engine,
    private readonly slice: TimeSlice,
    private readonly namespaces: Namespaces,
  ) {}

  /**
   * Splits a script, parses its statements and holds them against the role, before any of them runs.
   *
   * @throws QueryError for a text that cannot be run at all.
   */
  async plan(request: QueryRequest, connection: Connection): Promise<PlannedStatement[]> {
    const { sql, params } = request;
    checkText(sql);
    const { bindings } = this.engine;
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
    // A script is refused as a whole where that can be told before it runs. What a reader may run at all leaves nothing behind.
    let isForetold = request.role === 'author' && sources.length > 1;
    for (const source of sources) {
      const statement: PlannedStatement = {
        source,
        sql: mayNameSystem(source.sql) ? resolveSystemName(source.sql, tokenStarts(bindings, source.sql)) : source.sql,
        extracted: undefined,
        refusal: undefined,
        runs: 'unknown',
        hasChanges: false,
        touches: new Set(),
        changes: new Set(),
      };
      statements.push(statement);
      try {
        this.parse(statement, request, connection);
        isForetold &&= statement.extracted !== undefined && statement.refusal === undefined;
        if (isForetold) this.#foretell(statement, request, connection);
        isForetold &&= KEEPS_NAMES.has(statement.runs);
      } catch (thrown) {
        // Told when its turn comes: by then what it needs may be there.
        if (!(thrown instanceof EngineError)) throw thrown;
        isForetold &&= KEEPS_NAMES.has(statement.runs);
      }
      if (this.slice.isOver) await this.slice.next();
    }
    return statements;
  }

  /** What a statement would do; undefined where that cannot be told without running something. @throws EngineError */
  foresee(
    { sql, extracted }: PlannedStatement,
    { params }: QueryRequest,
    connection: Connection,
  ): StatementPlan | undefined {
    const [statement, ...others] = extracted?.statements ?? [];
    const isAlone = statement && others.length === 0 && params === undefined;
    return isAlone ? statementPlan(connection, sql, statement) : undefined;
  }

  /** Gives back what was parsed. */
  discard(statements: readonly PlannedStatement[]): void {
    for (const { extracted } of statements) if (extracted) this.engine.api.destroyExtracted(extracted.handle);
  }

  /** Parses a statement, also for another time, and decides whether it may run. @throws EngineError where it does not parse. */
  parse(statement: PlannedStatement, { role }: QueryRequest, connection: Connection): void {
    const { bindings, api } = this.engine;
    refusing(statement, () => {
      checkFirstWords(role, this.#firstWords(statement.sql));
      const extracted = api.extract(connection.handle, statement.sql);
      if (statement.extracted) api.destroyExtracted(statement.extracted.handle);
      statement.extracted = extracted;
      const last = extracted.statements.at(-1);
      if (last) statement.runs = last.runsInner ? (last.innerKind ?? last.kind) : last.kind;
      checkRole(role, extracted);
      if (asksForExtension(bindings, extracted, statement.sql) && !hasExtensions(connection)) throw noExtensions();
      refuseUpload(bindings, extracted, statement.sql);
      guardDatabases(role, extracted, this.namespaces.databases());
      for (const [i, { subject }] of extracted.statements.entries()) {
        // What an author sets holds for the namespace alone.
        if (role !== 'admin' && subject?.type === 'setting') api.narrowSetting(extracted, i);
      }
    });
  }

  /**
   * Decides whether a bound statement may run, by what it would touch. To be asked again where the engine binds it anew.
   *
   * @param index of the statement among those that the parser found in its text
   * @throws QueryError `PERMISSION_DENIED`
   */
  check(
    statement: PlannedStatement,
    index: number,
    bound: BoundHandle,
    request: QueryRequest,
    connection: Connection,
  ): void {
    const parsed = statement.extracted?.statements[index];
    if (!parsed) return;
    const { kind, innerKind, runsInner, subject } = parsed;
    const executed = subject?.type === 'prepared' ? subject.name : null;
    const footprint = readFootprint(this.engine.api, connection.handle, bound, executed);
    if ((kind === 'execute' || runsInner) && footprint.executes !== null) statement.runs = footprint.executes;
    if (footprint.writes.length > 0 && (innerKind === null || runsInner)) statement.hasChanges = true;
    const { database } = this.namespaces.get(request.namespace);
    noteOthers(statement, footprint, database);
    refusing(statement, () => {
      checkFootprint(request.role, kind, footprint, database);
    });
    if (statement.refusal) throw statement.refusal;
    // What was looked at is what runs, and at once.
    bindOnce(this.engine.api, bound);
  }

  /** Binds a statement before the script runs, to see whether it would be refused. @throws EngineError where it does not bind. */
  #foretell(statement: PlannedStatement, request: QueryRequest, connection: Connection): void {
    const { api } = this.engine;
    // What expands to several statements needs the first ones to have run.
    if (statement.extracted?.statements.length !== 1) return;
    // Preparing uses a parsed statement up.
    const extracted = api.extract(connection.handle, statement.sql);
    try {
      const prepared = api.prepare(connection.handle, extracted, 0);
      try {
        this.check(statement, 0, preparedStatement(api, prepared), request, connection);
      } catch (thrown) {
        if (!(thrown instanceof QueryError)) throw thrown;
      } finally {
        api.destroyPrepared(prepared);
      }
    } finally {
      api.destroyExtracted(extracted.handle);
    }
  }

  #firstWords(sql: string): [string, string] {
    const first = nameAt(sql, 0);
    if (first !== 'pragma') return [first, ''];
    const second = tokenStarts(this.engine.bindings, sql)[1];
    return [first, second === undefined ? '' : nameAt(sql, second)];
  }
}

function noteOthers(statement: PlannedStatement, { reads, writes }: Footprint, database: string): void {
  const own = new Set([database.toLowerCase(), 'temp', 'system']);
  const othersOf = (names: string[]) => names.map((name) => name.toLowerCase()).filter((name) => !own.has(name));
  for (const name of othersOf(reads)) statement.touches.add(name);
  for (const name of othersOf(writes)) {
    statement.touches.add(name);
    statement.changes.add(name);
  }
}

/** The refusal that an error of the engine's stands for: a reader's statement runs in a read-only transaction. */
export function refusalOf(statement: PlannedStatement, { role }: QueryRequest, thrown: unknown): unknown {
  if (role !== 'reader' || !(thrown instanceof EngineError) || !isReadOnlyError(thrown.message)) return thrown;
  refusing(statement, () => {
    throw changesSomething(role, statement.runs);
  });
  return statement.refusal;
}

/** Keeps a refusal with its statement. */
function refusing(statement: PlannedStatement, check: () => void): void {
  try {
    check();
  } catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown;
    thrown.detail.statementIndex = statement.source.index;
    statement.refusal = thrown;
  }
}
