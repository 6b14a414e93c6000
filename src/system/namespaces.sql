SELECT
  namespace,
  is_default,
  count(*) FILTER (kind = 'table') AS table_count,
  count(*) FILTER (kind = 'view') AS view_count,
  query_count
FROM system.main.sys_live_namespaces()
LEFT JOIN (
  SELECT database_name, 'table' AS kind FROM system.main.duckdb_tables() WHERE NOT internal
  UNION ALL
  SELECT database_name, 'view' FROM system.main.duckdb_views() WHERE NOT internal
) USING (database_name)
GROUP BY namespace, is_default, query_count
ORDER BY is_default DESC, namespace
