import type { Batch } from '../protocol/batch';
import { CREDIT_BYTES, type BatchMessage } from '../protocol/message';
import type { Column } from '../protocol/query';
import type { PlaygroundError } from '../protocol/error';
import type { QueryContext } from './query-context';
import { ResultStore } from './result-store';

/** Takes rows in place of the store, batch by batch; the engine waits while several of its promises are open. */
export type RowSink = (batch: Batch, columns: readonly Column[]) => Promise<void>;

/** A query that has not ended, and who waits for it. */
export interface OpenQuery {
  context: QueryContext;
  store: ResultStore;
  /** The page's own look-up: it is nobody's running query, and nobody's to cancel. */
  isLookUp: boolean;
  /** In lower case: names of namespaces differ by more than case. */
  namespace: string;
  /** By the page's clock, as `performance.now()` tells it. */
  queuedAt: number;
  /** Undefined until the host has said that it runs. */
  startedAt: number | undefined;
  /** Somebody has asked for its end. */
  isStopped: boolean;
  /** Waits for its time limit. */
  overdue: ReturnType<typeof setTimeout> | undefined;
  onChange: ((store: ResultStore) => void) | undefined;
  /** Where rows go instead of into the store. */
  sink: RowSink | undefined;
  /** Bytes taken in that the host has not been told of. */
  owedBytes: number;
  resolve: (store: ResultStore) => void;
}

/** Whoever watches a query may fail; the query must end all the same. */
export function notify({ store, onChange }: Pick<OpenQuery, 'store' | 'onChange'>): void {
  try {
    onChange?.(store);
  } catch (thrown) {
    console.error('A listener of a query failed:', thrown);
  }
}

/** The end of a query that never was posted. */
export function refused(
  context: QueryContext,
  onChange: ((store: ResultStore) => void) | undefined,
  error: PlaygroundError,
): Promise<ResultStore> {
  const store = new ResultStore(context.id, context.sql);
  store.abandon(error, 0);
  notify({ store, onChange });
  return Promise.resolve(store);
}

/** Credit is given back in sums: a message per batch would cost small results more than they weigh. */
const LEAST_CREDIT_BYTES = CREDIT_BYTES / 8;

/** Takes rows in. `grant` is called with what the host may send in their place. */
export async function takeRows(query: OpenQuery, message: BatchMessage, grant: (bytes: number) => void): Promise<void> {
  const { store, sink } = query;
  const bytes = message.batch.body.byteLength;
  if (sink) {
    store.count(message);
    await sink(message.batch, store.columnsOf(message.statementIndex));
  } else {
    store.append(message);
  }
  query.owedBytes += bytes;
  if (query.owedBytes < LEAST_CREDIT_BYTES) return;
  grant(query.owedBytes);
  query.owedBytes = 0;
}
