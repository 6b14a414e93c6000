import type { QueryRequest } from '../protocol/query';
import type { AuditEntry, AuditLog } from './audit-log';
import type { ChangeLog } from './change-log';
import type { Connection } from './connection';
import type { Namespace } from './namespaces';
import type { PlannedStatement } from './plan';
import { now, type QueryRecord } from './query-log';
import { statementTarget } from './statement-target';
import { nameAt } from './statements';
import type { Transactions } from './transactions';

/** Kinds of statements that leave no trace in the audit log. */
const UNAUDITED = new Set(['select', 'explain', 'transaction', 'set', 'prepare', 'execute', 'pragma', 'call']);

/** Kinds of statements that change nothing. */
const QUERIES = new Set(['select', 'explain', 'unknown']);

/** Nobody's query: what the page itself asked for. */
const NOBODY = { queryId: null, role: null, origin: null } as const;

/** What was done to the session: noted where it is asked for later. */
export class Effects {
  /**
   * Counts what can change the rows that a query gives: statements other than queries, files. It begins at the clock, so that no
   * other session of the page comes by the same numbers.
   */
  generation = Math.floor(now());

  constructor(
    private readonly audit: AuditLog,
    private readonly transactions: Transactions,
    private readonly changes: ChangeLog | undefined,
  ) {}

  /** A statement of a query on `connection` has ended. */
  statementEnded(
    { request }: QueryRecord,
    connection: Connection,
    statement: PlannedStatement,
    outcome: AuditEntry['outcome'],
  ): void {
    const { runs: kind, hasChanges } = statement;
    // Also where it failed or was stopped: what came before that may have stayed.
    if ((!QUERIES.has(kind) || hasChanges) && outcome !== 'refused') this.generation++;
    if (request.origin !== 'catalog') this.#noteTransaction(request, connection, statement, outcome);
    else if (outcome !== 'refused') return;
    if (request.isReplay === true) return;
    if ((kind === 'unknown' || UNAUDITED.has(kind)) && outcome !== 'refused') return;
    const { id: queryId, role, origin } = request;
    // What was refused before it was parsed has no kind; its first word says as much.
    const action = kind === 'unknown' ? nameAt(statement.source.sql, 0) : kind;
    this.audit.add({ queryId, role, origin, action, target: statementTarget(kind, statement.source.sql), outcome });
  }

  /** Somebody has asked for the end of a query. */
  cancelled({ request: { id, role, origin } }: QueryRecord): void {
    this.audit.add({ queryId: id, role, origin, action: 'cancel', target: id, outcome: 'succeeded' });
  }

  restarted(): void {
    this.audit.add({ ...NOBODY, action: 'restart', target: null, outcome: 'succeeded' });
  }

  fileAdded(name: string, hasSucceeded: boolean): void {
    this.generation++;
    this.audit.add({ ...NOBODY, action: 'add-file', target: name, outcome: hasSucceeded ? 'succeeded' : 'failed' });
  }

  /** @param isReplay true where it was done again in a new session: nobody wants to know then. */
  namespaceReset({ name, connection }: Namespace, hasSucceeded: boolean, isReplay: boolean): void {
    this.generation++;
    const hadTransaction = this.transactions.forget(connection);
    if (isReplay) return;
    if (hadTransaction) this.changes?.transactionEnded(name, false);
    if (hasSucceeded) this.changes?.namespaceReset(name);
    const outcome = hasSucceeded ? 'succeeded' : 'failed';
    this.audit.add({ ...NOBODY, action: 'reset-namespace', target: name, outcome });
  }

  #noteTransaction(
    request: QueryRequest,
    connection: Connection,
    statement: PlannedStatement,
    outcome: AuditEntry['outcome'],
  ): void {
    const ended = this.transactions.statementEnded(connection, statement, outcome);
    if (ended) this.changes?.transactionEnded(request.namespace, ended === 'committed');
    if (outcome !== 'succeeded') return;
    this.changes?.statementEnded(statement, request, this.transactions.state(connection) !== 'none');
  }
}
