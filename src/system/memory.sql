SELECT tag, memory_usage_bytes AS used_bytes
FROM system.main.duckdb_memory()
