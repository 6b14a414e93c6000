import type { Origin, Role } from '../protocol/query';
import type { LiveRow } from '../system/catalogue';
import { now } from './query-log';

const CAPACITY = 10_000;

export interface AuditEntry {
  queryId: string | null;
  role: Role | null;
  origin: Origin | null;
  /** What was done or tried: a statement's kind, `add-file`, `cancel`, `reset-namespace`, `restart`. */
  action: string;
  /** On what: a table's or a file's name; null where there is none to name. */
  target: string | null;
  outcome: 'succeeded' | 'failed' | 'refused' | 'cancelled';
}

/** What changed, was refused or was stopped: the record behind `sys.audit_log`. It names things, it never holds their values. */
export class AuditLog {
  readonly #entries: (AuditEntry & { at: number })[] = [];

  add(entry: AuditEntry): void {
    if (this.#entries.length === CAPACITY) this.#entries.shift();
    this.#entries.push({ ...entry, at: now() });
  }

  rows(): LiveRow<'sys_live_audit_log'>[] {
    return this.#entries.map(({ queryId, ...entry }) => ({ ...entry, query_id: queryId }));
  }
}
