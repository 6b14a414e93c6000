-- The session, watched from inside. These views are live: this very query is in there, running.
FROM system.session;

FROM system.memory ORDER BY used_bytes DESC;

FROM system.queries
SELECT query_id, origin, status, round(total_ms, 2) AS total_ms, rows_returned, sql
ORDER BY queued_at DESC;
