import { positionAt, type PlaygroundError } from '../protocol/error';
import type { CheckedPart } from '../protocol/message';
import type { DescribedColumn, StatementSource } from '../protocol/query';
import type { Extracted } from './c-api/c-api';
import { EngineError } from './c-api/error';
import type { StatementKind } from './c-api/statement-kind';
import { careFor, type Suspects } from './check-care';
import { ScriptScope } from './check-scope';
import { SessionSuspects } from './check-suspects';
import { textsOf, type Connection } from './connection';
import type { Engine } from './engine';
import { mayBeFatal } from './engine-error';
import { trapError } from './execution-error';
import type { FileRegistry } from './files';
import { withoutNetwork } from './network-gate';
import { wordStatements, type WordedStatement } from './statement-words';
import { splitStatements, tokenStarts } from './statements';
import { mayNameSystem, resolveSystemName } from './system-name';

/** What a check needs of its session. */
export interface CheckHost {
  /** How often the session has been changed. */
  readonly generation: number;
  readonly files: Pick<FileRegistry, 'list'>;
  readError(text: string, script: string, statement: StatementSource): PlaygroundError;
  onSuspicion(error: PlaygroundError): void;
  onFatal(error: PlaygroundError): void;
}

export interface PlaceToLook {
  /** Nothing may be running on it. */
  connection: Connection;
  /** Whether it finds what the script would find. */
  knowsNames: boolean;
}

/** How long a check may keep the engine, in milliseconds: a query that is asked for meanwhile waits for it. */
const BUDGET_MS = 50;

/** Of a longer script already the tokens take too long. */
const MAX_CHECKED = 200_000;

/** Kinds that are bound without doing anything: an EXPORT makes its folder, a SET or EXECUTE evaluates its values. */
const BOUND = new Set<StatementKind>(
  'select explain insert update delete merge copy copy-from create alter drop prepare call vacuum'.split(
    ' ',
  ) as StatementKind[],
);

/** Of a fault in what is around the statement, not in the statement; and of what depends on the moment. */
const BESIDE_THE_POINT =
  /^(?:HTTP|INVALID|INTERNAL|FATAL|OUT_OF_MEMORY|TRANSACTION_CONTEXT|INTERRUPT|DEPENDENCY|PERMISSION|CONSTRAINT|INVALID_CONFIGURATION)_ERROR$/;

/** A type has no line's end. */
const DESCRIBED = `column_type || '\n' || column_name`;

const NO_SUSPECTS: Suspects = { unsafe: new Set(), dated: new Set(), zoned: new Set(), isZonedFile: () => false };

/** Says what the engine has against a script, or would make of a query, without running anything of it. */
export class ScriptChecker {
  #known: { connection: Connection; generation: number; suspects: Suspects } | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly host: CheckHost,
  ) {}

  /**
   * Parses a script's statements, and binds those that can be bound as things stand, until its time is over.
   *
   * @param first index of the statement to begin with; one is looked at in any case
   */
  check(script: string, { connection, knowsNames }: PlaceToLook, first = 0): CheckedPart {
    const errors: PlaygroundError[] = [];
    if (script.length > MAX_CHECKED || script.includes('\0')) return { errors, next: null };
    const until = performance.now() + BUDGET_MS;
    const scope = new ScriptScope();
    try {
      const tokens = tokenStarts(this.engine.bindings, script);
      for (const statement of wordStatements(splitStatements(script, tokens), tokens)) {
        const { index } = statement.source;
        if (index > first && performance.now() > until) return { errors, next: index };
        const isBound = knowsNames && !scope.isLeftOpen(statement);
        const error = index >= first ? this.#look(statement, script, connection, isBound) : undefined;
        if (error) errors.push(error);
        scope.add(statement);
      }
    } catch (thrown) {
      // Where the session itself cannot be looked at, nothing more is said.
      if (!(thrown instanceof EngineError)) this.host.onFatal(trapError(thrown, 0));
    }
    return { errors, next: null };
  }

  /** The columns that a query would have; null where it does not bind, or is not to be bound. */
  describe(query: string, { connection, knowsNames }: PlaceToLook): DescribedColumn[] | null {
    if (!knowsNames) return null;
    try {
      const tokens = tokenStarts(this.engine.bindings, query);
      const [statement, ...others] = wordStatements(splitStatements(query, tokens), tokens);
      if (!statement || others.length > 0) return null;
      const { source, words } = statement;
      if (careFor(source.sql, words, this.#suspectsOf(connection)) !== 'bind') return null;
      const sql = resolved(statement);
      if (!this.#isQuery(sql, connection)) return null;
      const columns = withoutNetwork(() => textsOf(connection, `SELECT ${DESCRIBED} FROM (DESCRIBE ${sql}\n)`));
      return columns.map((column) => {
        const [type = '', ...name] = column.split('\n');
        return { name: name.join('\n'), type };
      });
    } catch (thrown) {
      if (!(thrown instanceof EngineError)) this.host.onFatal(trapError(thrown, 0));
      return null;
    }
  }

  #look(
    statement: WordedStatement,
    script: string,
    connection: Connection,
    isBound: boolean,
  ): PlaygroundError | undefined {
    const { source, words } = statement;
    const care = careFor(source.sql, words, isBound ? this.#suspectsOf(connection) : NO_SUSPECTS);
    // A PRAGMA is bound when it is parsed.
    if (care === 'skip' || (!isBound && words.includes('pragma'))) return undefined;
    try {
      withoutNetwork(() => {
        this.#parse(resolved(statement), connection, isBound && care === 'bind');
      });
      return undefined;
    } catch (thrown) {
      if (!(thrown instanceof EngineError)) throw thrown;
      const error = this.host.readError(thrown.message, script, source);
      if (mayBeFatal(thrown.message)) this.host.onSuspicion(error);
      if (BESIDE_THE_POINT.test(error.code)) return undefined;
      return { ...error, position: error.position ?? positionAt(script, source.offset) };
    }
  }

  /** @throws EngineError */
  #parse(sql: string, connection: Connection, isBound: boolean): void {
    const { api } = this.engine;
    const extracted = api.extract(connection.handle, sql);
    try {
      if (isBound && canBeBound(extracted)) api.destroyPrepared(api.prepare(connection.handle, extracted, 0));
    } finally {
      api.destroyExtracted(extracted.handle);
    }
  }

  /** @throws EngineError */
  #isQuery(sql: string, connection: Connection): boolean {
    const { api } = this.engine;
    const { handle, kinds } = api.extract(connection.handle, sql);
    api.destroyExtracted(handle);
    return kinds.length === 1 && kinds[0] === 'select';
  }

  #suspectsOf(connection: Connection): Suspects {
    const { generation } = this.host;
    if (this.#known?.generation !== generation || this.#known.connection !== connection) {
      this.#known = {
        connection,
        generation,
        suspects: new SessionSuspects(connection, () => this.host.files.list().map(({ name }) => name)),
      };
    }
    return this.#known.suspects;
  }
}

/** As the engine gets it. */
function resolved({ source: { sql }, tokens }: WordedStatement): string {
  return mayNameSystem(sql) ? resolveSystemName(sql, tokens) : sql;
}

/** What expands to several statements needs the first ones to have run. */
function canBeBound({ statements: [statement, ...others] }: Extracted): boolean {
  if (!statement || others.length > 0) return false;
  return statement.kinds.every((kind) => BOUND.has(kind)) && statement.subject?.type !== 'secret';
}
