import { queryError, type PlaygroundError } from '../protocol/error';

/** The session was there and is gone. */
export function lost(reason: string): PlaygroundError {
  return queryError('SESSION_LOST', reason, 'Restart the session to go on; the SQL and the files are kept.').detail;
}

/** There is no session to be had. */
export function failed(reason: string): PlaygroundError {
  return queryError('SESSION_FAILED', reason, 'Check the connection and the address, then retry.').detail;
}
