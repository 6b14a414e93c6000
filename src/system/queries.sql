SELECT query_id, session_id, namespace, role, origin, sql, statement_count, status, queued_at, started_at, finished_at, queue_ms,
  exec_ms, total_ms, rows_returned, result_bytes, error_code, error_message
FROM system.main.sys_live_queries()
