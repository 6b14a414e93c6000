import type { Change } from '../protocol/change';
import type { QueryRequest } from '../protocol/query';
import type { CApi } from './c-api/c-api';
import type { StatementKind } from './c-api/statement-kind';
import type { Connection } from './connection';
import type { PlannedStatement } from './plan';
import { nameAt } from './statements';

/** Learns of what changed, in the order in which it did. */
export interface ChangeListener {
  changed(change: Change): void;
  /** What was pending in the namespace holds, or was undone. */
  transactionEnded(namespace: string, isCommitted: boolean): void;
}

/** Kinds that leave nothing behind that a new session would lack. */
const FLEETING = new Set<StatementKind>(['select', 'explain', 'transaction', 'call', 'vacuum', 'analyze', 'unknown']);

/** Kinds that hold at once, and that a rollback does not undo. */
const OUTSIDE_TRANSACTIONS = new Set<StatementKind>([
  'set',
  'variable-set',
  'pragma',
  'prepare',
  'load',
  'copy',
  'export',
]);

/** The words that end a transaction well. */
const COMMITTING = new Set(['commit', 'end']);

/** Tells of every statement that would have to be run again to bring a new session to where this one is. */
export class ChangeLog {
  readonly #inTransaction = new Set<Connection>();

  constructor(
    private readonly api: CApi,
    private readonly listener: ChangeListener,
  ) {}

  /** To be called when a statement has ended on the connection of its namespace. */
  statementEnded(
    { source, extracted }: PlannedStatement,
    { namespace, params, isReplay }: QueryRequest,
    connection: Connection,
    hasSucceeded: boolean,
  ): void {
    const kind = extracted?.kinds.at(-1) ?? 'unknown';
    const wasOpen = this.#inTransaction.has(connection);
    const isOpen = this.api.hasTransaction(connection.handle);
    if (isOpen) this.#inTransaction.add(connection);
    else this.#inTransaction.delete(connection);
    if (wasOpen && !isOpen) {
      const isCommitted = hasSucceeded && kind === 'transaction' && COMMITTING.has(nameAt(source.sql, 0));
      this.listener.transactionEnded(namespace, isCommitted);
    }
    // An EXPLAIN may have run what it explains.
    const effect = kind === 'explain' ? (extracted?.innerKinds.at(-1) ?? kind) : kind;
    if (!hasSucceeded || isReplay === true || FLEETING.has(effect)) return;
    this.listener.changed({
      namespace,
      sql: source.sql,
      ...(params === undefined ? {} : { params }),
      isPending: isOpen && !OUTSIDE_TRANSACTIONS.has(effect),
    });
  }
}
