import type { ResultStore } from '../client/result-store';
import type { PlaygroundError } from '../protocol/error';
import type { QueryStatus } from '../protocol/query';
import { statementViews, type StatementView } from './statement-view';

/**
 * Where a run is. `waiting` for the session, `fetching` the sample files that it names, `running`, or how it ended; `none` before
 * the first.
 */
export type RunPhase = 'none' | 'waiting' | 'fetching' | 'running' | QueryStatus;

/** One press of Run, as it is drawn: replaced whole, at most once a frame. */
export interface RunView {
  /** Counts up from 1; 0 before the first. */
  number: number;
  phase: RunPhase;
  sql: string;
  statements: readonly StatementView[];
  /** True while `statements` are still those of the run before. */
  isStale: boolean;
  elapsedMs: number;
  /** Percent from 0 to 100, or −1. */
  percent: number;
  error: PlaygroundError | undefined;
}

export const noRun: RunView = {
  number: 0,
  phase: 'none',
  sql: '',
  statements: [],
  isStale: false,
  elapsedMs: 0,
  percent: -1,
  error: undefined,
};

export function isActive({ phase }: RunView): boolean {
  return phase === 'waiting' || phase === 'fetching' || phase === 'running';
}

/** Rows of all statements. */
export function totalRows({ statements, isStale }: RunView): number {
  return isStale ? 0 : statements.reduce((sum, { rowCount }) => sum + rowCount, 0);
}

/** `run` with what its store holds now. Until there is something new, the old result stays: a quick run does not blink. */
export function withStore(run: RunView, store: ResultStore): RunView {
  const phase = store.isEnded ? (store.status as QueryStatus) : 'running';
  const { elapsedMs, percent, error } = store;
  if (store.statements.length === 0 && !store.isEnded) return { ...run, phase, elapsedMs, percent };
  return { ...run, phase, statements: statementViews(store), isStale: false, elapsedMs, percent, error };
}
