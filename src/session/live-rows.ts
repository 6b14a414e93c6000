import type { Engine } from './engine';
import type { Namespaces } from './namespaces';
import type { Session } from './session';

/** The rows of what only the session knows, as they are when somebody reads them. */
export function liveRows(session: Session, { api }: Engine, namespaces: Namespaces) {
  return {
    sys_live_session: () => [
      {
        session_id: session.info.sessionId,
        engine_version: session.info.engineVersion,
        bundle: session.info.bundle,
        heap_bytes: api.heapBytes,
        opened_at: session.info.openedAt,
        boot_ms: session.info.bootMs,
        query_count: session.log.count,
        cross_origin_isolated: session.info.crossOriginIsolated,
      },
    ],
    sys_live_queries: () => session.log.queryRows(),
    sys_live_processes: () => session.log.processRows(),
    sys_live_namespaces: () => namespaces.rows(),
    sys_live_files: () => session.files.rows(),
    sys_live_audit_log: () => session.audit.rows(),
  };
}
