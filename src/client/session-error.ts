import { queryError, type PlaygroundError } from '../protocol/error';

/** The session was there and is gone. */
export function lost(reason: string): PlaygroundError {
  return queryError('SESSION_LOST', reason, 'A new session gets back what it can; then run the query again.').detail;
}

/** There is no session to be had. */
export function failed(reason: string): PlaygroundError {
  return queryError('SESSION_FAILED', reason, 'Check the connection and the address, then retry.').detail;
}
