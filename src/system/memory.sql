SELECT tag, memory_usage_bytes AS used_bytes
FROM duckdb_memory()
