/** What the package gives to pages of others: the session, contexts for its queries, and their results. */
export { QueryContext, type QueryOptions, type SessionReference } from './query-context';
export { toQueryResult, type QueryResult, type StatementResult } from './query-result';
export type { ResultStore, StatementStore } from './result-store';
export type { SessionClient } from './session-client';
export type { SessionSnapshot, SessionState } from './session-snapshot';
export { sharedSession } from './shared-session';
export { QueryError, type PlaygroundError, type Position } from '../protocol/error';
export type { Origin, Parameters, Role } from '../protocol/query';
export type { FileInfo, SessionInfo } from '../protocol/session';
