import type { PlaygroundError } from '../protocol/error';
import type { PastQuery, QueryFigures, QueryRequest, QueryStatus } from '../protocol/query';
import type { LiveRow } from '../system/catalogue';

/** How many queries `sys.queries` remembers. */
const CAPACITY = 10_000;

/** One query's record. Times are milliseconds since the epoch, with fractions. */
export interface QueryRecord {
  request: QueryRequest;
  statementCount: number;
  status: 'queued' | 'running' | QueryStatus;
  readonly queuedAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  rowsReturned: number;
  resultBytes: number;
  error: PlaygroundError | null;
  /** Percent; null where there is no estimate. */
  progress: number | null;
}

/** What is listed; of a query of an earlier session less is known. */
type Listed = Omit<QueryRecord, 'request' | 'error'> & Pick<PastQuery, 'request' | 'error'>;

/** The ring behind `sys.queries` and `sys.processes`. The page's own look-ups are not in it, nor what is done again. */
export class QueryLog {
  /** Queries since the session opened, look-ups not counted. */
  count = 0;
  readonly #ring: Listed[] = [];
  #oldest = 0;

  add(request: QueryRequest): QueryRecord {
    const record: QueryRecord = {
      request,
      statementCount: 0,
      status: 'queued',
      queuedAt: now(),
      startedAt: null,
      finishedAt: null,
      rowsReturned: 0,
      resultBytes: 0,
      error: null,
      progress: null,
    };
    if (!isListed(request)) return record;
    this.count++;
    this.#push(record);
    return record;
  }

  /** What sessions before this one were asked, oldest first: listed, not counted. */
  restore(history: readonly PastQuery[]): void {
    for (const past of history) this.#push({ ...past, progress: null });
  }

  /** Oldest first. */
  records(): Listed[] {
    return [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)];
  }

  queryRows(): LiveRow<'sys_live_queries'>[] {
    return this.records().map((record) => {
      const { request, queuedAt, startedAt, finishedAt } = record;
      return {
        query_id: request.id,
        session_id: request.sessionId,
        namespace: request.namespace,
        role: request.role,
        origin: request.origin,
        sql: request.sql,
        statement_count: record.statementCount,
        status: record.status,
        queued_at: queuedAt,
        started_at: startedAt,
        finished_at: finishedAt,
        queue_ms: startedAt === null ? null : startedAt - queuedAt,
        exec_ms: startedAt === null || finishedAt === null ? null : finishedAt - startedAt,
        total_ms: finishedAt === null ? null : finishedAt - queuedAt,
        rows_returned: record.rowsReturned,
        result_bytes: record.resultBytes,
        error_code: record.error?.code ?? null,
        error_message: record.error?.message ?? null,
      };
    });
  }

  processRows(): LiveRow<'sys_live_processes'>[] {
    return this.records()
      .filter(({ status }) => status === 'queued' || status === 'running')
      .map((record) => ({
        query_id: record.request.id,
        namespace: record.request.namespace,
        role: record.request.role,
        origin: record.request.origin,
        sql: record.request.sql,
        status: record.status,
        queued_at: record.queuedAt,
        started_at: record.startedAt,
        elapsed_ms: record.startedAt === null ? null : now() - record.startedAt,
        progress: record.progress,
      }));
  }

  #push(record: Listed): void {
    if (this.#ring.length < CAPACITY) this.#ring.push(record);
    else {
      this.#ring[this.#oldest] = record;
      this.#oldest = (this.#oldest + 1) % CAPACITY;
    }
  }
}

/**
 * The record's query has ended. Its parameters are nobody's from now on: thousands of records are kept, and a value may weigh
 * megabytes.
 *
 * @returns how long it ran, or waited where it never did, in milliseconds
 */
export function endRecord(record: QueryRecord, status: QueryStatus, error: PlaygroundError | null): number {
  record.status = status;
  record.finishedAt = now();
  record.error = error;
  record.request = { ...record.request };
  delete record.request.params;
  return record.finishedAt - (record.startedAt ?? record.queuedAt);
}

/** What the page is told of a record that has ended, so that it can outlive the session. Nothing of one that is not listed. */
export function figuresOf(record: QueryRecord): { figures?: QueryFigures } {
  const { request, statementCount, queuedAt, startedAt, finishedAt, rowsReturned, resultBytes } = record;
  if (!isListed(request) || finishedAt === null) return {};
  return { figures: { statementCount, queuedAt, startedAt, finishedAt, rowsReturned, resultBytes } };
}

function isListed({ origin, isReplay }: QueryRequest): boolean {
  return origin !== 'catalog' && isReplay !== true;
}

/** The wall clock with the monotonic clock's precision, in milliseconds since the epoch. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
