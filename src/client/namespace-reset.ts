import { toPlaygroundError } from '../protocol/error';
import type { Replies, ResetNamespaceMessage } from '../protocol/message';
import type { SessionInfo } from '../protocol/session';
import type { Journal } from './journal';
import type { Unnumbered } from './requests';

/** The session's host, as far as resets go. */
export interface ResetHost {
  /** True where a request reaches the open session at once. */
  isOpen(): boolean;
  /** The open session. @throws QueryError */
  ready(): Promise<SessionInfo>;
  /** @throws QueryError */
  request(request: Unnumbered<ResetNamespaceMessage>): Promise<Replies['reset-namespace']>;
}

/** Brings a namespace back to empty. @throws QueryError where that failed, or there is no session to be had. */
export async function resetNamespace(host: ResetHost, journal: Journal, namespace: string): Promise<void> {
  // Where it can be, posted before this function returns: queries that are posted after the call come after the reset.
  if (!host.isOpen()) await host.ready();
  try {
    await host.request({ type: 'reset-namespace', namespace, isReplay: false });
  } catch (thrown) {
    if (toPlaygroundError(thrown, 'SESSION_LOST').code !== 'SESSION_LOST') throw thrown;
    // Lost under way: the session after it is not given what the namespace had.
    journal.resetNamespace(namespace);
    await host.ready();
  }
}
