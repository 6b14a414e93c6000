import { QueryError } from '../protocol/error';
import type { Column } from '../protocol/query';
import { keptColumns, keptRelation } from '../results/kept-sql';
import { REPEATABLE_SQL } from '../results/repeatable-sql';
import type { RowSink } from './open-query';
import { QueryContext } from './query-context';
import type { ResultStore, StatementStore } from './result-store';
import type { RunAs } from './run-as';
import type { SessionClient } from './session-client';

/** What a result is read again from: by the engine over all of it, or from the rows that the page keeps. */
export type Scope = 'engine' | 'kept';

/** A result as SQL can read it. */
export interface Relation {
  scope: Scope;
  /** Stands after FROM; has columns `c0`, `c1`, … and `n`, a row's place from 0. */
  sql: string;
  /** Names and types of `c0`, `c1`, …. */
  columns: readonly Column[];
}

export interface RelationQuery {
  sqlOf: (relation: Relation) => string;
  maxRows: number;
  maxBytes: number;
  signal: AbortSignal;
  onChange?: (store: ResultStore, scope: Scope) => void;
  /** Where rows go instead of into the store. */
  sink?: RowSink;
}

/** Writes the rows that a statement holds as a CSV file without a header. */
export type WriteRows = (statement: StatementStore, signal: AbortSignal) => Promise<Blob>;

let keptCount = 0;

/**
 * One statement's result, to be asked again: sorted, filtered, counted. The engine runs the statement once more inside the
 * question where that gives the same rows; else it reads the rows that the page keeps.
 */
export class ResultRelation {
  #scope: Promise<Scope> | undefined;
  #kept: { name: string; sessionId: string; ready: Promise<void> } | undefined;

  /**
   * @param sessionId the session that gave the result; the statement has ended.
   * @param runAs as whom, and where, the statement ran: a question about it may do no more.
   */
  constructor(
    private readonly client: SessionClient,
    private readonly statement: StatementStore,
    private readonly sessionId: string,
    private readonly runAs: Pick<RunAs, 'namespace' | 'role'>,
    private readonly writeRows: WriteRows,
  ) {}

  /**
   * Runs a question about the result to its end.
   *
   * @throws QueryError when it failed or was stopped.
   */
  async query(question: RelationQuery): Promise<{ store: ResultStore; scope: Scope }> {
    let scope = await this.#scopeNow();
    let store = await this.#ask(scope, question);
    if (store.error?.code === 'DATA_CHANGED') {
      scope = 'kept';
      this.#scope = Promise.resolve(scope);
      store = await this.#ask(scope, question);
    }
    if (store.error) throw new QueryError(store.error);
    return { store, scope };
  }

  /** From what questions are answered now, and under which types. @throws QueryError */
  async describe(signal: AbortSignal): Promise<{ scope: Scope; columns: readonly Column[] }> {
    let columns: readonly Column[] = this.statement.columns;
    const { scope } = await this.query({
      sqlOf: (relation) => {
        columns = relation.columns;
        return `SELECT NULL FROM ${relation.sql} LIMIT 0`;
      },
      maxRows: 0,
      maxBytes: 0,
      signal,
    });
    return { scope, columns };
  }

  /** All rows of a question whose answer is small, as text. @throws QueryError */
  async rows(sqlOf: (relation: Relation) => string, signal: AbortSignal): Promise<(string | null)[][]> {
    const unlimited = Number.POSITIVE_INFINITY;
    const { store } = await this.query({ sqlOf, signal, maxRows: unlimited, maxBytes: unlimited });
    const [answer] = store.statements;
    return Array.from({ length: answer?.heldRows ?? 0 }, (_, row) => answer?.row(row) ?? []);
  }

  /** The session forgets the rows that were kept for it. */
  dispose(): void {
    if (this.#kept) void this.client.dropFile(this.#kept.name).catch(() => undefined);
    this.#kept = undefined;
  }

  #scopeNow(): Scope | Promise<Scope> {
    if (this.#isInTransaction) return 'kept';
    this.#scope ??= this.#findScope();
    return this.#scope;
  }

  /** A question that fails would take the transaction with it. */
  get #isInTransaction(): boolean {
    return this.client.snapshot.transactions[this.runAs.namespace.toLowerCase()] !== undefined;
  }

  async #findScope(): Promise<Scope> {
    const { sql, generation, isFinished } = this.statement;
    if (!isFinished || generation === undefined || this.client.snapshot.info?.sessionId !== this.sessionId)
      return 'kept';
    const session = await this.client.ready();
    const { namespace } = this.runAs;
    const options = { origin: 'catalog', role: 'reader', namespace, maxRows: 1 } as const;
    const check = await this.client.run(new QueryContext(session, REPEATABLE_SQL, { ...options, params: [sql] }));
    if (check.statements[0]?.text(0, 0) !== 'true') return 'kept';
    // Not everything that gives rows can stand in a FROM.
    const probe = `SELECT NULL FROM ${this.#engineRelation().sql} LIMIT 0`;
    const { error } = await this.client.run(new QueryContext(session, probe, { ...options, generation }));
    return error ? 'kept' : 'engine';
  }

  async #ask(scope: Scope, { sqlOf, maxRows, maxBytes, signal, onChange, sink }: RelationQuery): Promise<ResultStore> {
    const relation = scope === 'engine' ? this.#engineRelation() : await this.#keptRelation(signal);
    signal.throwIfAborted();
    const { generation } = this.statement;
    const { namespace, role } = this.runAs;
    const context = new QueryContext(await this.client.ready(), sqlOf(relation), {
      namespace,
      role,
      // The page's own look-ups go round an open transaction.
      origin: this.#isInTransaction ? 'catalog' : 'editor',
      maxRows,
      maxBytes,
      generation: scope === 'engine' ? generation : undefined,
    });
    const stop = (): void => void this.client.cancel(context.id).catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await this.client.run(context, (store) => onChange?.(store, scope), sink);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #engineRelation(): Relation {
    const { sql, columns } = this.statement;
    const names = columns.map((_, index) => `c${index}`).join(', ');
    // A line of its own for what follows the statement, which may end in a comment.
    return {
      scope: 'engine',
      sql: `(SELECT row_number() OVER () - 1 AS n, * FROM (${sql}\n) AS result(${names}))`,
      columns,
    };
  }

  async #keptRelation(signal: AbortSignal): Promise<Relation> {
    const { sessionId } = await this.client.ready();
    if (this.#kept?.sessionId !== sessionId) {
      const name = `.dabble/kept-${++keptCount}.csv`;
      const ready = this.writeRows(this.statement, signal).then((rows) =>
        this.client.addInternalFile(name, new File([rows], name)),
      );
      this.#kept = { name, sessionId, ready };
      // A stopped attempt is none: the next one begins anew.
      ready.catch(() => (this.#kept = undefined));
    }
    await this.#kept.ready;
    const { columns } = this.statement;
    return { scope: 'kept', sql: keptRelation(this.#kept.name, columns), columns: keptColumns(columns) };
  }
}
