SELECT name, value, description, scope
FROM system.main.duckdb_settings()
