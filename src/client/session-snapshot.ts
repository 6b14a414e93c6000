import type { PlaygroundError } from '../protocol/error';
import type { OpenProgress, SessionInfo } from '../protocol/session';
import type { RecoveryProgress, RecoveryReport } from './recovery';

export type SessionState = 'opening' | 'ready' | 'running' | 'lost';

/** What a page shows of the session: replaced whole at every change. */
export interface SessionSnapshot {
  state: SessionState;
  progress: OpenProgress | undefined;
  info: SessionInfo | undefined;
  /** Why the session could not open, or was lost for good. */
  error: PlaygroundError | undefined;
  /** By namespace: the transactions that are open, or have failed and wait for a rollback. */
  transactions: Readonly<Record<string, 'open' | 'failed'>>;
  /** While a session that takes the place of another is brought up. */
  recovery: RecoveryProgress | undefined;
  /** What became of the last recovery, until somebody has seen it. */
  recovered: RecoveryReport | undefined;
}

export const opening: SessionSnapshot = {
  state: 'opening',
  progress: undefined,
  info: undefined,
  error: undefined,
  transactions: {},
  recovery: undefined,
  recovered: undefined,
};
