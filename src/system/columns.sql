SELECT
  coalesce(n.namespace, c.database_name) AS namespace,
  schema_name,
  table_name,
  column_index AS ordinal,
  column_name,
  data_type,
  is_nullable AS nullable,
  column_default
FROM (
  SELECT
    * EXCLUDE (database_name),
    CASE WHEN database_name = 'temp' THEN system.main.current_database() ELSE database_name END AS database_name
  FROM system.main.duckdb_columns()
  WHERE NOT internal AND database_name <> 'sys' AND NOT regexp_full_match(database_name, '__f\d+')
    AND NOT (database_name = 'temp' AND suffix(table_name, '.zst'))
) c
LEFT JOIN system.main.sys_live_namespaces() n USING (database_name)
