import type { ResultStore } from './result-store';

/** A query that has not ended, and who waits for it. */
export interface OpenQuery {
  store: ResultStore;
  /** The page's own look-up: it is nobody's running query, and nobody's to cancel. */
  isLookUp: boolean;
  startedAt: number;
  onChange: ((store: ResultStore) => void) | undefined;
  resolve: (store: ResultStore) => void;
}

/** Whoever watches a query may fail; the query must end all the same. */
export function notify({ store, onChange }: OpenQuery): void {
  try {
    onChange?.(store);
  } catch (thrown) {
    console.error('A listener of a query failed:', thrown);
  }
}
