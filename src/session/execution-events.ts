import type { Batch } from '../protocol/batch';
import type { Column, QueryOutcome, StatementSource, StatementSummary } from '../protocol/query';

/** Where an execution's events go, in the order in which they happen. `ended` is called exactly once, last. */
export interface ExecutionEvents {
  started(): void;
  progress(percent: number, rowCount: number, elapsedMs: number): void;
  statementStarted(statement: StatementSource, columns: Column[]): void;
  rows(statementIndex: number, batch: Batch, rowCount: number): void;
  statementFinished(summary: StatementSummary): void;
  ended(outcome: QueryOutcome): void;
}
