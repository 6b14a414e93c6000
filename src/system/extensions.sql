SELECT extension_name, loaded, installed, extension_version AS version, install_mode AS source
FROM system.main.duckdb_extensions()
