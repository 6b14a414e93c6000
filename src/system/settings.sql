SELECT name, value, description, scope
FROM duckdb_settings()
