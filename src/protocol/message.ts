/**
 * Every message between page and worker. The page opens the session once and waits for `opened` or `open-failed`; then each
 * `query` is answered by any number of `statement-started`, `batch`, `statement-finished` and exactly one `query-finished`.
 * Requests with an `id` are answered by exactly one `reply` of that id.
 *
 * A query may have sent `CREDIT_BYTES` of rows that the page has not taken in; beyond that the host waits for `credit`, and
 * the engine stands still. So a page that is slow, frozen or hidden is not flooded.
 *
 * Both sides post packets: what they had to say in one go, in order, and numbered (`sequence.ts`). A short query's whole life is
 * one packet of the host's.
 *
 * The host tells of everything that changes the session (`changed`), so that the page can do it again in a new one when this
 * one is gone.
 */
import type { Batch } from './batch';
import type { Change } from './change';
import type { PlaygroundError } from './error';
import type { HeaderReplies, HeadersByOrigin, SetHeadersMessage } from './host-headers';
import type { DatabaseReleasedMessage, DatabaseReplies, DatabaseRequestMessage, SettleMessage } from './kept-database';
import type {
  Column,
  DescribedColumn,
  PastQuery,
  QueryOutcome,
  QueryRequest,
  StatementSource,
  StatementSummary,
} from './query';
import type { Numbered } from './sequence';
import type { CompiledEngine, EngineAssets, FileInfo, OpenProgress, SessionConstants, SessionInfo } from './session';

// Page → host

export interface OpenMessage {
  type: 'open';
  assets: EngineAssets;
  /** What an earlier worker compiled: the next one need not fetch it again. */
  engine?: CompiledEngine;
  /** True where this session takes the place of one that was stopped or lost. */
  isRestart: boolean;
  /** For demos and pictures. */
  constants?: SessionConstants;
  /** What the sessions before this one were asked, oldest first. */
  history: PastQuery[];
  headers: HeadersByOrigin;
}

export interface QueryMessage {
  type: 'query';
  context: QueryRequest;
}

/** The page has taken in so many bytes of a query's rows. Not answered. */
export interface CreditMessage {
  type: 'credit';
  queryId: string;
  bytes: number;
}

export interface CancelMessage {
  type: 'cancel';
  id: number;
  queryId: string;
}

export interface AddFileMessage {
  type: 'add-file';
  id: number;
  name: string;
  data: ArrayBuffer | File;
  sourceUrl: string | null;
  /** The page's own, such as a kept result: neither listed nor audited. */
  isInternal: boolean;
}

export interface DropFileMessage {
  type: 'drop-file';
  id: number;
  name: string;
}

export interface ListFilesMessage {
  type: 'list-files';
  id: number;
}

/** Brings a namespace back to empty, in its turn: after the queries of it that were posted before, and before those after. */
export interface ResetNamespaceMessage {
  type: 'reset-namespace';
  id: number;
  namespace: string;
  /** True where it is done again in a new session, which makes the namespace if need be and tells nobody. */
  isReplay: boolean;
}

/** Asks what the engine has against a script that is being written. Nothing of it is run. */
export interface CheckMessage {
  type: 'check';
  id: number;
  namespace: string;
  sql: string;
  /** Index of the first statement to look at: those before it have been. */
  first: number;
}

/** What a check came to in the time that it may take. */
export interface CheckedPart {
  /** At most one per statement, each with a position. */
  errors: PlaygroundError[];
  /** Index of the statement to go on with; null where all have been looked at. */
  next: number | null;
}

/** Asks for the columns that a query would have. It is not run. */
export interface DescribeMessage {
  type: 'describe';
  id: number;
  namespace: string;
  /** One SELECT statement. */
  sql: string;
}

/** Asks for a sign of life. What was lost on the way shows by the numbers of this and its answer. */
export interface PingMessage {
  type: 'ping';
}

export type RequestMessage =
  | CancelMessage
  | AddFileMessage
  | DropFileMessage
  | ListFilesMessage
  | ResetNamespaceMessage
  | DatabaseRequestMessage
  | SetHeadersMessage
  | CheckMessage
  | DescribeMessage;
export type PageMessage = OpenMessage | QueryMessage | CreditMessage | PingMessage | SettleMessage | RequestMessage;
export type PagePacket = Numbered<PageMessage>;

/** Rows on their way to the page, per query, in bytes of their bodies. */
export const CREDIT_BYTES = 32 * 1024 * 1024;

/** What each request is answered with. */
export interface Replies extends DatabaseReplies, HeaderReplies {
  cancel: boolean;
  'add-file': FileInfo;
  /** False if there was no such file. */
  'drop-file': boolean;
  'list-files': FileInfo[];
  'reset-namespace': null;
  /** Null where the engine has other things to do. */
  check: CheckedPart | null;
  /** Null where the engine has other things to do; `columns` is null where they cannot be told. */
  describe: { columns: DescribedColumn[] | null } | null;
}

// Host → page

export interface OpenProgressMessage {
  type: 'open-progress';
  progress: OpenProgress;
}

/** The worker's first words. */
export interface AliveMessage {
  type: 'alive';
  /** Held by the worker for as long as it lives (Web Locks): when it can be had, the worker is gone. */
  lockName: string;
}

export interface OpenedMessage {
  type: 'opened';
  info: SessionInfo;
  /** For the next worker, should there have to be one; null where it cannot be kept. */
  engine: CompiledEngine | null;
}

export interface OpenFailedMessage {
  type: 'open-failed';
  error: PlaygroundError;
}

/** The engine is beyond use (fatal error, trap); every open query has ended and only a new worker helps. */
export interface SessionLostMessage {
  type: 'session-lost';
  error: PlaygroundError;
}

export interface QueryStartedMessage {
  type: 'query-started';
  queryId: string;
}

export interface QueryProgressMessage {
  type: 'query-progress';
  queryId: string;
  /** Percent from 0 to 100, or −1 where the engine has no estimate. */
  percent: number;
  /** Rows of the running statement so far, sent or not. */
  rowCount: number;
  elapsedMs: number;
}

export interface StatementStartedMessage {
  type: 'statement-started';
  queryId: string;
  statement: StatementSource;
  columns: Column[];
}

export interface BatchMessage {
  type: 'batch';
  queryId: string;
  statementIndex: number;
  batch: Batch;
  /** Rows of this statement so far, sent or not. */
  rowCount: number;
}

export interface StatementFinishedMessage {
  type: 'statement-finished';
  queryId: string;
  summary: StatementSummary;
}

/** A statement has changed the session. */
export interface ChangedMessage {
  type: 'changed';
  change: Change;
}

/** A namespace's transaction is over: its changes hold, or were undone. */
export interface TransactionEndedMessage {
  type: 'transaction-ended';
  namespace: string;
  isCommitted: boolean;
}

/** Nothing is left of what was done in a namespace. */
export interface NamespaceResetMessage {
  type: 'namespace-reset';
  namespace: string;
}

export interface QueryFinishedMessage {
  type: 'query-finished';
  outcome: QueryOutcome;
}

export type ReplyMessage =
  { type: 'reply'; id: number; value: Replies[keyof Replies] } | { type: 'reply'; id: number; error: PlaygroundError };

export interface PongMessage {
  type: 'pong';
}

/** The host could not tell what a message was. */
export interface ProtocolErrorMessage {
  type: 'protocol-error';
  error: PlaygroundError;
}

/** What belongs to one query. */
export type QueryEventMessage =
  | QueryStartedMessage
  | QueryProgressMessage
  | StatementStartedMessage
  | BatchMessage
  | StatementFinishedMessage
  | QueryFinishedMessage;

export type HostMessage =
  | AliveMessage
  | OpenProgressMessage
  | OpenedMessage
  | OpenFailedMessage
  | SessionLostMessage
  | QueryEventMessage
  | ChangedMessage
  | TransactionEndedMessage
  | NamespaceResetMessage
  | DatabaseReleasedMessage
  | ReplyMessage
  | PongMessage
  | ProtocolErrorMessage;

export type HostPacket = Numbered<HostMessage>;
