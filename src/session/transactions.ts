import { QueryError } from '../protocol/error';
import type { TransactionState } from '../protocol/query';
import type { CApi } from './c-api/c-api';
import { EngineError } from './c-api/error';
import type { Connection } from './connection';
import type { PlannedStatement } from './plan';
import { nameAt } from './statements';

const COMMITTING = new Set(['commit', 'end']);
const UNDOING = new Set(['rollback', 'abort']);

/**
 * The transactions that are open on the session's connections. One in which a statement failed or was stopped half-way takes
 * nothing but a ROLLBACK: the engine refuses the rest by itself after some errors only, and after others would go on with
 * half of what the statement wrote.
 */
export class Transactions {
  /** With the databases, besides its namespace's own, that each has changed, in lower case. */
  readonly #open = new Map<Connection, Set<string>>();
  readonly #failed = new Set<Connection>();
  /** With the name of the namespace that each lost. */
  readonly #stranded = new Map<Connection, string>();

  constructor(private readonly api: CApi) {}

  state(connection: Connection): TransactionState {
    if (this.#failed.has(connection)) return 'failed';
    return this.api.hasTransaction(connection.handle) ? 'open' : 'none';
  }

  /** Undoes the transaction that is open on a connection. @returns false where there is none. */
  leave(connection: Connection): boolean {
    if (!this.api.hasTransaction(connection.handle)) return false;
    try {
      connection.run('ROLLBACK');
    } catch (thrown) {
      // Of an engine that refuses everything by now, which is told by the error that made it so.
      if (!(thrown instanceof EngineError)) throw thrown;
    }
    return true;
  }

  /** To be asked before a statement begins. @throws QueryError */
  check(connection: Connection, { source }: PlannedStatement): void {
    const word = nameAt(source.sql, 0);
    if (UNDOING.has(word)) return;
    const [code, statementIndex] = ['TRANSACTION_CONTEXT_ERROR', source.index];
    if (this.#failed.has(connection)) {
      const message = 'A statement of the open transaction failed or was stopped, so it takes no more of them.';
      const hint = 'Run ROLLBACK to leave the transaction; what it did is undone.';
      throw new QueryError({ code, message, statementIndex, hint });
    }
    const lost = this.#stranded.get(connection);
    if (lost !== undefined && !COMMITTING.has(word)) {
      const message = `The namespace "${lost}" was emptied under the open transaction, so it takes no more statements.`;
      const hint = 'Run COMMIT to keep what it did elsewhere, or ROLLBACK.';
      throw new QueryError({ code, message, statementIndex, hint });
    }
  }

  /** True where the transaction that is open on a connection has changed a database other than its namespace's own. */
  hasChanged(connection: Connection, database: string): boolean {
    return this.#open.get(connection)?.has(database.toLowerCase()) === true;
  }

  /** The database of a namespace has been replaced under an open transaction, which the engine would take for a fault of its own. */
  strand(connection: Connection, namespace: string): void {
    this.#stranded.set(connection, namespace);
  }

  /**
   * To be told when a statement has ended.
   *
   * @returns what became of the transaction, if it is over by that.
   */
  statementEnded(
    connection: Connection,
    { source, runs, hasChanges, changes }: PlannedStatement,
    outcome: 'succeeded' | 'failed' | 'refused' | 'cancelled',
  ): 'committed' | 'undone' | undefined {
    const wasOpen = this.#open.has(connection);
    const isOpen = this.api.hasTransaction(connection.handle);
    if (!isOpen) {
      this.forget(connection);
      const word = runs === 'transaction' ? nameAt(source.sql, 0) : '';
      if (!wasOpen) return undefined;
      return outcome === 'succeeded' && COMMITTING.has(word) ? 'committed' : 'undone';
    }
    this.#open.set(connection, new Set([...(this.#open.get(connection) ?? []), ...changes]));
    const isHalfDone = outcome === 'cancelled' && (runs !== 'select' || hasChanges);
    if (isHalfDone || (outcome !== 'succeeded' && isRefused(connection))) this.#failed.add(connection);
    return undefined;
  }

  /** The connection has none any more, or was made anew. @returns true where one was open. */
  forget(connection: Connection): boolean {
    this.#failed.delete(connection);
    this.#stranded.delete(connection);
    return this.#open.delete(connection);
  }
}

/** Whether the engine takes no more statements of the transaction. */
function isRefused(connection: Connection): boolean {
  try {
    connection.run('SELECT 1');
    return false;
  } catch (thrown) {
    if (!(thrown instanceof EngineError)) throw thrown;
    return true;
  }
}
