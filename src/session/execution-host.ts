import type { PlaygroundError } from '../protocol/error';
import type { StatementSource } from '../protocol/query';
import type { CApi } from './c-api/c-api';
import type { PlannedStatement, Planner } from './plan';
import type { QueryRecord } from './query-log';
import type { Supply } from './supply';
import type { TimeSlice } from './time-slice';
import type { Transactions } from './transactions';

/** What an execution needs of its session. */
export interface ExecutionHost {
  readonly api: CApi;
  readonly slice: TimeSlice;
  /** True once the engine is beyond use. */
  readonly isLost: boolean;
  readonly transactions: Transactions;
  readonly planner: Planner;
  /** Absent where nothing is brought. */
  readonly supply: Supply | undefined;
  /** How often the session has been changed. */
  readonly generation: number;
  /** Called each time before the message queue gets its turn. */
  beforeYield(): void;
  /** Called when a statement has ended, in either way. */
  onStatement(
    record: QueryRecord,
    statement: PlannedStatement,
    outcome: 'succeeded' | 'failed' | 'refused' | 'cancelled',
  ): void;
  /** Turns the engine's error text about a statement of a script into ours. */
  readError(text: string, script: string, statement: StatementSource): PlaygroundError;
  /** The engine said something after which it may be beyond use. */
  onSuspicion(error: PlaygroundError): void;
  /** The engine is beyond use. */
  onFatal(error: PlaygroundError): void;
}
