import type { Change } from '../protocol/change';
import type { QueryRequest } from '../protocol/query';
import type { StatementKind } from './c-api/statement-kind';
import { namespaceOf } from './namespaces';
import { isOutward } from './outward';
import type { PlannedStatement } from './plan';

/** Learns of what changed, in the order in which it did. */
export interface ChangeListener {
  changed(change: Change): void;
  /** What was pending in the namespace holds, or was undone. */
  transactionEnded(namespace: string, isCommitted: boolean): void;
  /** The namespace is empty again. */
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
  /**
   * @param databases of the namespaces in use, in lower case
   * @param isKept whether a database outlives the session
   */
  constructor(
    private readonly listener: ChangeListener,
    private readonly databases: () => ReadonlySet<string>,
    private readonly isKept: (database: string) => boolean,
  ) {}

  transactionEnded(namespace: string, isCommitted: boolean): void {
    this.listener.transactionEnded(namespace, isCommitted);
  }

  namespaceReset(namespace: string): void {
    this.listener.namespaceReset(namespace);
  }

  /** To be called when a statement has succeeded. */
  statementEnded(statement: PlannedStatement, request: QueryRequest, isInTransaction: boolean): void {
    const { source, runs, hasChanges } = statement;
    const { namespace, role, params, isReplay } = request;
    if (isReplay === true || (FLEETING.has(runs) && !hasChanges)) return;
    const touches = this.#touches(statement, namespace.toLowerCase());
    this.listener.changed({
      namespace,
      role,
      sql: source.sql,
      ...(params === undefined ? {} : { params }),
      isPending: isInTransaction && !OUTSIDE_TRANSACTIONS.has(runs),
      ...(this.#isKept(statement, namespace) ? { isKept: true } : {}),
      ...(isOutward(statement, role) ? { isOutward: true } : {}),
      ...(touches.length === 0 ? {} : { touches }),
    });
  }

  /** True for a statement of which nothing is left to be done again: what it changed is there. */
  #isKept({ hasChanges, changes }: PlannedStatement, namespace: string): boolean {
    if (!hasChanges) return false;
    // The engine changes one database at a time.
    return changes.size === 0 ? this.isKept(namespace) : [...changes].every((database) => this.isKept(database));
  }

  /** The engine does not say whose views, macros and types a statement was made of. Where it names another's, it may be those. */
  #touches({ source, touches }: PlannedStatement, namespace: string): string[] {
    const named = [...this.databases()].filter((database) => namesDatabase(source.sql, database));
    return [...new Set([...touches, ...named].map(namespaceOf))].filter((name) => name !== namespace);
  }
}

function namesDatabase(sql: string, database: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}_])${database}(?![\\p{L}\\p{N}_])`, 'iu').test(sql);
}
