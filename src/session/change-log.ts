import type { Change } from '../protocol/change';
import type { QueryRequest } from '../protocol/query';
import type { StatementKind } from './c-api/statement-kind';
import type { PlannedStatement } from './plan';

/** Learns of what changed, in the order in which it did. */
export interface ChangeListener {
  changed(change: Change): void;
  /** What was pending in the namespace holds, or was undone. */
  transactionEnded(namespace: string, isCommitted: boolean): void;
  /** Nothing of what was done in the namespace is left. */
  namespaceReset(namespace: string): void;
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

/** Tells of every statement that would have to be run again to bring a new session to where this one is. */
export class ChangeLog {
  constructor(private readonly listener: ChangeListener) {}

  transactionEnded(namespace: string, isCommitted: boolean): void {
    this.listener.transactionEnded(namespace, isCommitted);
  }

  namespaceReset(namespace: string): void {
    this.listener.namespaceReset(namespace);
  }

  /** To be called when a statement has succeeded. */
  statementEnded(
    { source, runs, hasChanges }: PlannedStatement,
    { namespace, role, params, isReplay }: QueryRequest,
    isInTransaction: boolean,
  ): void {
    if (isReplay === true || (FLEETING.has(runs) && !hasChanges)) return;
    this.listener.changed({
      namespace,
      role,
      sql: source.sql,
      ...(params === undefined ? {} : { params }),
      isPending: isInTransaction && !OUTSIDE_TRANSACTIONS.has(runs),
    });
  }
}
