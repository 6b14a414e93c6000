import type { SessionSnapshot } from '../client/session-snapshot';
import { isActive, type RunView } from './run-view';

/** `data-state` of the page's region, for scripts. */
export type ReflectedState = 'idle' | 'loading' | 'running' | 'success' | 'error' | 'cancelled';

export function reflectedState(session: SessionSnapshot, run: RunView): ReflectedState {
  const { phase } = run;
  if (!isActive(run)) {
    if (session.state === 'opening') return 'loading';
    if (session.state === 'lost') return 'error';
  }
  switch (phase) {
    case 'none':
      return 'idle';
    case 'waiting':
      return 'loading';
    case 'fetching':
    case 'running':
      return 'running';
    case 'succeeded':
      return 'success';
    case 'failed':
      return 'error';
    case 'cancelled':
      return 'cancelled';
    default:
      return phase satisfies never;
  }
}
