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
  readonly #open = new Set<Connection>();
  readonly #failed = new Set<Connection>();

  constructor(private readonly api: CApi) {}

  state(connection: Connection): TransactionState {
    if (this.#failed.has(connection)) return 'failed';
    return this.api.hasTransaction(connection.handle) ? 'open' : 'none';
  }

  /** The connection has been made anew. */
  forget(connection: Connection): void {
    this.#open.delete(connection);
    this.#failed.delete(connection);
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
    if (!this.#failed.has(connection) || UNDOING.has(nameAt(source.sql, 0))) return;
    throw new QueryError({
      code: 'TRANSACTION_CONTEXT_ERROR',
      message: 'A statement of the open transaction failed or was stopped, so it takes no more of them.',
      statementIndex: source.index,
      hint: 'Run ROLLBACK to leave the transaction; what it did is undone.',
    });
  }

  /**
   * To be told when a statement has ended.
   *
   * @returns what became of the transaction, if it is over by that.
   */
  statementEnded(
    connection: Connection,
    { source, runs, hasChanges }: PlannedStatement,
    outcome: 'succeeded' | 'failed' | 'refused' | 'cancelled',
  ): 'committed' | 'undone' | undefined {
    const wasOpen = this.#open.has(connection);
    const isOpen = this.api.hasTransaction(connection.handle);
    if (!isOpen) {
      this.#open.delete(connection);
      this.#failed.delete(connection);
      const word = runs === 'transaction' ? nameAt(source.sql, 0) : '';
      if (!wasOpen) return undefined;
      return outcome === 'succeeded' && COMMITTING.has(word) ? 'committed' : 'undone';
    }
    this.#open.add(connection);
    const isHalfDone = outcome === 'cancelled' && (runs !== 'select' || hasChanges);
    if (isHalfDone || (outcome !== 'succeeded' && isRefused(connection))) this.#failed.add(connection);
    return undefined;
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
