import type { PlaygroundError } from '../protocol/error';
import type { QueryRequest, QueryStatus } from '../protocol/query';
import type { LiveRow } from '../system/catalogue';

/** How many queries `sys.queries` remembers. */
const CAPACITY = 10_000;

/** One query's record. Times are milliseconds since the epoch, with fractions. */
export interface QueryRecord {
  readonly request: QueryRequest;
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

/** The ring behind `sys.queries` and `sys.processes`. The page's own look-ups are not in it, nor what is done again. */
export class QueryLog {
  /** Queries since the session opened, look-ups not counted. */
  count = 0;
  readonly #ring: QueryRecord[] = [];
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
    if (request.origin === 'catalog' || request.isReplay === true) return record;
    this.count++;
    if (this.#ring.length < CAPACITY) this.#ring.push(record);
    else {
      this.#ring[this.#oldest] = record;
      this.#oldest = (this.#oldest + 1) % CAPACITY;
    }
    return record;
  }

  /** Oldest first. */
  records(): QueryRecord[] {
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
}

/** The wall clock with the monotonic clock's precision, in milliseconds since the epoch. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
