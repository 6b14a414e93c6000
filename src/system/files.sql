SELECT file_name, kind, format, size_bytes, registered_at, source_url
FROM system.main.sys_live_files()
