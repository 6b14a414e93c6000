-- The engine keeps its memory limit as text, '3.0 GiB'.
SELECT
  session_id,
  engine_version,
  bundle,
  CAST(current_setting('threads') AS BIGINT) AS threads,
  CAST(
    CAST(split_part(current_setting('memory_limit'), ' ', 1) AS DOUBLE)
    * pow(1024, list_position(['bytes', 'KiB', 'MiB', 'GiB', 'TiB'], split_part(current_setting('memory_limit'), ' ', 2)) - 1)
    AS BIGINT
  ) AS memory_limit_bytes,
  heap_bytes,
  opened_at,
  boot_ms,
  connection_count,
  query_count,
  cross_origin_isolated,
  ':memory:' AS database
FROM sys_live_session()
