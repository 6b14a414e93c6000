import type { SessionSnapshot } from '../client/session-client';
import type { RunView } from './run-view';

/** `data-state` of the page's region, for scripts. */
export type ReflectedState = 'idle' | 'loading' | 'running' | 'success' | 'error' | 'cancelled';

export function reflectedState(session: SessionSnapshot, { phase }: RunView): ReflectedState {
  switch (phase) {
    case 'none':
      if (session.state === 'lost') return 'error';
      return session.state === 'opening' ? 'loading' : 'idle';
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
