SELECT query_id, namespace, role, origin, sql, status, queued_at, started_at, elapsed_ms, progress
FROM system.main.sys_live_processes()
