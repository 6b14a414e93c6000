import { queryError, type QueryError } from '../protocol/error';
import { now, type QueryRecord } from './query-log';

/** Why a query is to end before its own end. */
export type StopReason = 'CANCELLED' | 'TIMEOUT' | 'SESSION_LOST';

/** Whether a query is to stop, by somebody's word or by its time limit. The first reason stands. */
export class Stop {
  #reason: StopReason | undefined;
  #controller: AbortController | undefined;

  constructor(private readonly record: QueryRecord) {}

  ask(reason: StopReason): void {
    this.#reason ??= reason;
    this.#controller?.abort();
  }

  /** For what is awaited outside the engine. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.isDue) this.#controller.abort();
    return this.#controller.signal;
  }

  get isAsked(): boolean {
    return this.#reason !== undefined;
  }

  /** The same, held against the clock first: a timer may wait behind the engine's own work. */
  get isDue(): boolean {
    const { request, queuedAt } = this.record;
    if (request.timeoutMs > 0 && now() - queuedAt >= request.timeoutMs) this.ask('TIMEOUT');
    return this.isAsked;
  }

  /** What the query ends with, stopped at a statement of its script. */
  error(statementIndex: number): QueryError {
    const messages: Record<StopReason, string> = {
      CANCELLED: 'The query was cancelled.',
      TIMEOUT: `The query was stopped after ${String(this.record.request.timeoutMs)} ms, its time limit.`,
      SESSION_LOST: 'The session was lost while the query was open.',
    };
    const reason = this.#reason ?? 'CANCELLED';
    const error = queryError(reason, messages[reason]);
    error.detail.statementIndex = statementIndex;
    return error;
  }
}
