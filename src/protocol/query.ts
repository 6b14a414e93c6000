/** What a query is on the wire, and what comes back. Plain data: survives structured cloning. */
import type { DataType } from './data-type';
import type { PlaygroundError } from './error';

export type Role = 'reader' | 'author' | 'admin';

export type Origin = 'editor' | 'embed' | 'link' | 'driver' | 'catalog';

export type QueryStatus = 'succeeded' | 'failed' | 'cancelled';

/** Values that can be bound to a parameter; a `Date` is a TIMESTAMP in UTC, a `Uint8Array` a BLOB. */
export type ParameterValue = null | boolean | number | bigint | string | Date | Uint8Array | ParameterValue[];

/** By position (`?`, `$1`) or by name (`$name`). */
export type Parameters = ParameterValue[] | Record<string, ParameterValue>;

/** A `QueryContext` as it crosses: it names its session, it does not hold it. */
export interface QueryRequest {
  id: string;
  sessionId: string;
  sql: string;
  params?: Parameters;
  namespace: string;
  role: Role;
  origin: Origin;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** 0: no limit. */
  timeoutMs: number;
  /** Rows sent per statement; the rest is counted, not sent. */
  maxRows: number;
  /** Bytes sent per statement, at least one batch; the rest is counted, not sent. Absent: no limit. */
  maxBytes?: number;
  /**
   * The session's generation that the query is about. It fails with `DATA_CHANGED` where something has changed since: what
   * reads a result again must not mix two states of the data.
   */
  generation?: number;
  /** Done again in a new session: what it changes is known already, and nobody asked for it by now. */
  isReplay?: boolean;
}

export interface Column {
  name: string;
  type: DataType;
}

/** A column of a query that was bound only. */
export interface DescribedColumn {
  name: string;
  /** As DuckDB writes it. */
  type: string;
}

/** A statement's place in its script, in UTF-16 units. */
export interface StatementSource {
  index: number;
  sql: string;
  offset: number;
}

export interface StatementSummary {
  index: number;
  /** Rows of the whole result, sent or not. */
  rowCount: number;
  truncated: boolean;
  elapsedMs: number;
  /** Where the session's count of changes stood when the statement began: see `QueryRequest.generation`. */
  generation: number;
}

/** `failed`: a statement of it failed or was stopped half-way, and it can only be rolled back. */
export type TransactionState = 'none' | 'open' | 'failed';

/** The numbers of a query's record in `sys.queries`. Times are milliseconds since the epoch, with fractions. */
export interface QueryFigures {
  statementCount: number;
  queuedAt: number;
  /** Null where it never began. */
  startedAt: number | null;
  finishedAt: number;
  rowsReturned: number;
  resultBytes: number;
}

/** A query that has ended, as `sys.queries` tells of it: no parameters. */
export interface PastQuery extends Readonly<QueryFigures> {
  readonly request: Readonly<Pick<QueryRequest, 'id' | 'sessionId' | 'sql' | 'namespace' | 'role' | 'origin'>>;
  readonly status: QueryStatus;
  readonly error: Pick<PlaygroundError, 'code' | 'message'> | null;
}

export interface QueryOutcome {
  queryId: string;
  status: QueryStatus;
  elapsedMs: number;
  error?: PlaygroundError;
  /** The transaction of the query's namespace, when the query had ended. Absent where the query never reached it. */
  transaction?: TransactionState;
  /** Absent where the query is not listed: a look-up of the page's own, or one that was not taken. */
  figures?: QueryFigures;
}
