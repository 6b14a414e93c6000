import type { ResultStore, StatementStore } from '../client/result-store';
import type { RunAs } from '../client/run-as';
import type { PlaygroundError } from '../protocol/error';

/** One statement's result as it is drawn: a new object whenever it changed. The rows stay in the store. */
export interface StatementView {
  /** Unique to this statement of this query. */
  key: string;
  index: number;
  /** Who asked, and where: what asks the result again does so likewise. */
  runAs: RunAs;
  rowCount: number;
  heldRows: number;
  truncated: boolean;
  isFinished: boolean;
  /** True where no more rows will come: it has finished, failed or was stopped. */
  isEnded: boolean;
  /** Milliseconds; 0 until it has finished. */
  elapsedMs: number;
  /** Undefined where the statement failed before it had columns. */
  store: StatementStore | undefined;
  /** Set where this is the statement that failed. */
  error: PlaygroundError | undefined;
}

/** The statements so far; one that failed before it had columns comes last. */
export function statementViews(query: ResultStore, runAs: RunAs): StatementView[] {
  const { error, queryId } = query;
  const failedAt = query.status === 'failed' ? error?.statementIndex : undefined;
  const views = query.statements.map((store): StatementView => {
    const { index, rowCount, heldRows, truncated, isFinished, elapsedMs } = store;
    const isEnded = isFinished || query.isEnded;
    const ownError = index === failedAt && !isFinished ? error : undefined;
    const key = `${queryId}:${index}`;
    const counts = { rowCount, heldRows, truncated, isFinished, isEnded, elapsedMs };
    return { key, index, runAs, ...counts, store, error: ownError };
  });
  if (failedAt !== undefined && !views.some((view) => view.error)) {
    views.push(failedView(`${queryId}:${failedAt}:failed`, failedAt, runAs, error));
  }
  return views;
}

/** A statement that failed before it had anything to show. */
export function failedView(
  key: string,
  index: number,
  runAs: RunAs,
  error: PlaygroundError | undefined,
): StatementView {
  const nothing = { rowCount: 0, heldRows: 0, truncated: false, isFinished: false, isEnded: true, elapsedMs: 0 };
  return { key, index, runAs, error, ...nothing, store: undefined };
}
