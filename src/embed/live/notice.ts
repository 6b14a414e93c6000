import type { QueueAhead } from '../../client/open-queries';
import type { RecoveryProgress, RecoveryReport } from '../../client/recovery';
import type { SessionSnapshot } from '../../client/session-snapshot';
import type { PlaygroundError } from '../../protocol/error';
import { isActive, type RunView } from '../../ui/run-view';

/** What a playground says of the session that it shares with others. */
export type SessionNotice =
  | { kind: 'lost'; error: PlaygroundError }
  | { kind: 'recovery'; recovery: RecoveryProgress }
  | { kind: 'stuck' }
  | { kind: 'queue'; queue: QueueAhead }
  | { kind: 'recovered'; report: RecoveryReport };

/** The one that matters most. Playgrounds that show nothing of the session have nothing to say of its loss. */
export function sessionNotice(session: SessionSnapshot, view: RunView, isStuck: boolean): SessionNotice | undefined {
  if (view.phase === 'none') return undefined;
  const { error, recovery, recovered } = session;
  if (error) return view.error?.message === error.message ? undefined : { kind: 'lost', error };
  const isConcerned = isActive(view) || view.error?.code === 'SESSION_LOST';
  if (recovery && isConcerned) return { kind: 'recovery', recovery };
  if (isStuck) return { kind: 'stuck' };
  if (view.queue) return { kind: 'queue', queue: view.queue };
  // Where all is back, only those whose own run it has ended have something to tell.
  return recovered && (isConcerned || recovered.missing.length > 0)
    ? { kind: 'recovered', report: recovered }
    : undefined;
}
