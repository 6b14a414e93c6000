-- The engine keeps its memory limit as text, '3.0 GiB'.
SELECT
  session_id,
  engine_version,
  bundle,
  CAST(system.main.current_setting('threads') AS BIGINT) AS threads,
  CAST(
    CAST(system.main.split_part(system.main.current_setting('memory_limit'), ' ', 1) AS DOUBLE)
    * system.main.pow(1024, system.main.list_position(['bytes', 'KiB', 'MiB', 'GiB', 'TiB'], system.main.split_part(system.main.current_setting('memory_limit'), ' ', 2)) - 1)
    AS BIGINT
  ) AS memory_limit_bytes,
  heap_bytes,
  opened_at,
  boot_ms,
  (SELECT count FROM system.main.duckdb_connection_count()) AS connection_count,
  query_count,
  cross_origin_isolated,
  ':memory:' AS database
FROM system.main.sys_live_session()
