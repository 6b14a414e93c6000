-- What stands in for a file (__f1, …) is no table of anybody's.
-- A temporary table belongs to the connection that asks, and so to its namespace.
SELECT
  coalesce(n.namespace, t.database_name) AS namespace,
  schema_name,
  table_name,
  kind,
  temporary,
  column_count,
  estimated_rows,
  sql
FROM (
  SELECT
    CASE WHEN temporary THEN system.main.current_database() ELSE database_name END AS database_name,
    schema_name, table_name, 'table' AS kind, temporary, column_count, estimated_size AS estimated_rows, sql
  FROM system.main.duckdb_tables()
  WHERE NOT internal AND NOT regexp_full_match(database_name, '__f\d+')
  UNION ALL
  SELECT
    CASE WHEN temporary THEN system.main.current_database() ELSE database_name END,
    schema_name, view_name, 'view', temporary, column_count, NULL, sql
  FROM system.main.duckdb_views()
  -- A temporary view whose name ends in .zst is a file's, too.
  WHERE NOT internal AND database_name <> 'sys' AND NOT (temporary AND suffix(view_name, '.zst'))
) t
LEFT JOIN system.main.sys_live_namespaces() n USING (database_name)
