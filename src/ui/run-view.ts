import type { QueueAhead } from '../client/open-queries';
import type { ResultStore } from '../client/result-store';
import { asEditor, type RunAs } from '../client/run-as';
import type { PlaygroundError } from '../protocol/error';
import type { QueryStatus } from '../protocol/query';
import { statementViews, type StatementView } from './statement-view';

/**
 * Where a run is. `waiting` for the session, `fetching` the files that it names and setting up, `running`, or how it ended;
 * `none` before the first.
 */
export type RunPhase = 'none' | 'waiting' | 'fetching' | 'running' | QueryStatus;

/** One press of Run, as it is drawn: replaced whole, at most once a frame. */
export interface RunView {
  /** Counts up from 1; 0 before the first. */
  number: number;
  phase: RunPhase;
  sql: string;
  runAs: RunAs;
  statements: readonly StatementView[];
  /** True while `statements` are still those of the run before. */
  isStale: boolean;
  /** While it is active: 0 until it has taken a while, so that quick runs show nothing of it. */
  elapsedMs: number;
  /** Bytes of rows that have come. */
  bytes: number;
  /** What it waits for, where it does. */
  queue: QueueAhead | undefined;
  /** Somebody has asked for its end. */
  isStopping: boolean;
  /** Another run begins when it has ended. */
  isFollowed: boolean;
  /** Percent from 0 to 100, or −1. */
  percent: number;
  error: PlaygroundError | undefined;
}

export const noRun: RunView = {
  number: 0,
  phase: 'none',
  sql: '',
  runAs: asEditor,
  statements: [],
  isStale: false,
  elapsedMs: 0,
  bytes: 0,
  queue: undefined,
  isStopping: false,
  isFollowed: false,
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
  const { percent, error, receivedBytes: bytes } = store;
  if (!store.isEnded && store.statements.length === 0) return { ...run, phase, percent };
  const statements = statementViews(store, run.runAs);
  if (!store.isEnded) return { ...run, phase, statements, isStale: false, percent, bytes };
  const { elapsedMs } = store;
  return {
    ...run,
    phase,
    statements,
    isStale: false,
    elapsedMs,
    percent,
    bytes,
    error,
    queue: undefined,
    isStopping: false,
    isFollowed: false,
  };
}
