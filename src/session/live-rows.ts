import type { Namespaces } from './namespaces';
import type { Session } from './session';
import type { LiveRows } from './system-views';

/** What the session knows of itself, as the system views read it. */
export function liveRows(
  session: Pick<Session, 'info' | 'api' | 'log' | 'files' | 'audit'>,
  namespaces: Namespaces,
): LiveRows {
  const { info, api, log, files, audit } = session;
  return {
    sys_live_session: () => [
      {
        session_id: info.sessionId,
        engine_version: info.engineVersion,
        bundle: info.bundle,
        heap_bytes: api.heapBytes,
        opened_at: info.openedAt,
        boot_ms: info.bootMs,
        query_count: log.count,
        cross_origin_isolated: info.crossOriginIsolated,
      },
    ],
    sys_live_queries: () => log.queryRows(),
    sys_live_processes: () => log.processRows(),
    sys_live_namespaces: () => namespaces.rows(),
    sys_live_files: () => files.rows(),
    sys_live_audit_log: () => audit.rows(),
  };
}
