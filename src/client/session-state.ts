import type { TransactionState } from '../protocol/query';
import { opening, type SessionSnapshot } from './session-snapshot';

/** What the page knows of the session, and who is told when it changes. */
export class SessionStateStore {
  readonly #listeners = new Set<(snapshot: SessionSnapshot) => void>();
  #snapshot = opening;

  get snapshot(): SessionSnapshot {
    return this.#snapshot;
  }

  /** Calls `listener` now and at every change; returns how to stop. */
  subscribe(listener: (snapshot: SessionSnapshot) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#snapshot);
    return () => this.#listeners.delete(listener);
  }

  replace(snapshot: SessionSnapshot): void {
    this.#snapshot = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
  }

  change(changed: Partial<SessionSnapshot>): void {
    this.replace({ ...this.#snapshot, ...changed });
  }

  /** Notes where the transaction of a namespace stands; the name in lower case. */
  setTransaction(namespace: string, transaction: TransactionState): void {
    const { [namespace]: before = 'none', ...others } = this.#snapshot.transactions;
    if (before === transaction) return;
    this.change({ transactions: transaction === 'none' ? others : { ...others, [namespace]: transaction } });
  }

  /** Between `ready` and `running`, where the session is open. */
  setRunning(isRunning: boolean): void {
    const { state } = this.#snapshot;
    if (state !== 'ready' && state !== 'running') return;
    const next = isRunning ? 'running' : 'ready';
    if (next !== state) this.change({ state: next });
  }
}
