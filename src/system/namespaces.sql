SELECT
  namespace,
  is_default,
  (SELECT count(*) FROM duckdb_tables() t WHERE t.database_name = n.database_name AND NOT t.internal) AS table_count,
  (SELECT count(*) FROM duckdb_views() v WHERE v.database_name = n.database_name AND NOT v.internal) AS view_count,
  query_count
FROM sys_live_namespaces() n
