/**
 * The system views: what is in the catalog `sys`. Each view is one `.sql` file beside this one; those that need to know what the
 * host knows read a live table, a table function whose rows the host gives.
 */
import auditLog from './audit_log.sql?raw';
import columns from './columns.sql?raw';
import extensions from './extensions.sql?raw';
import files from './files.sql?raw';
import functions from './functions.sql?raw';
import memory from './memory.sql?raw';
import namespaces from './namespaces.sql?raw';
import processes from './processes.sql?raw';
import queries from './queries.sql?raw';
import session from './session.sql?raw';
import settings from './settings.sql?raw';
import tables from './tables.sql?raw';

/** In the order of the docs. The bodies are SELECT statements. */
export const systemViews = {
  session,
  queries,
  processes,
  namespaces,
  tables,
  columns,
  functions,
  files,
  settings,
  extensions,
  memory,
  audit_log: auditLog,
} as const;

export type SystemViewName = keyof typeof systemViews;

export const systemViewNames = Object.keys(systemViews) as SystemViewName[];

/** TIMESTAMP cells are milliseconds since the epoch; the view shows UTC. */
export type LiveType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'TIMESTAMP';

export type LiveCell = string | number | boolean | null;

export interface LiveColumn {
  name: string;
  type: LiveType;
}

/** Columns by name, types as given; rows are objects of the same keys. */
export const liveTables = {
  sys_live_session: {
    session_id: 'VARCHAR',
    engine_version: 'VARCHAR',
    bundle: 'VARCHAR',
    heap_bytes: 'BIGINT',
    opened_at: 'TIMESTAMP',
    boot_ms: 'DOUBLE',
    query_count: 'BIGINT',
    cross_origin_isolated: 'BOOLEAN',
  },
  sys_live_queries: {
    query_id: 'VARCHAR',
    session_id: 'VARCHAR',
    namespace: 'VARCHAR',
    role: 'VARCHAR',
    origin: 'VARCHAR',
    sql: 'VARCHAR',
    statement_count: 'BIGINT',
    status: 'VARCHAR',
    queued_at: 'TIMESTAMP',
    started_at: 'TIMESTAMP',
    finished_at: 'TIMESTAMP',
    queue_ms: 'DOUBLE',
    exec_ms: 'DOUBLE',
    total_ms: 'DOUBLE',
    rows_returned: 'BIGINT',
    result_bytes: 'BIGINT',
    error_code: 'VARCHAR',
    error_message: 'VARCHAR',
  },
  sys_live_processes: {
    query_id: 'VARCHAR',
    namespace: 'VARCHAR',
    role: 'VARCHAR',
    origin: 'VARCHAR',
    sql: 'VARCHAR',
    status: 'VARCHAR',
    queued_at: 'TIMESTAMP',
    started_at: 'TIMESTAMP',
    elapsed_ms: 'DOUBLE',
    progress: 'DOUBLE',
  },
  sys_live_namespaces: {
    namespace: 'VARCHAR',
    database_name: 'VARCHAR',
    is_default: 'BOOLEAN',
    query_count: 'BIGINT',
  },
  sys_live_files: {
    file_name: 'VARCHAR',
    kind: 'VARCHAR',
    format: 'VARCHAR',
    size_bytes: 'BIGINT',
    registered_at: 'TIMESTAMP',
    source_url: 'VARCHAR',
  },
  sys_live_audit_log: {
    at: 'TIMESTAMP',
    query_id: 'VARCHAR',
    role: 'VARCHAR',
    origin: 'VARCHAR',
    action: 'VARCHAR',
    target: 'VARCHAR',
    outcome: 'VARCHAR',
  },
} as const satisfies Record<string, Record<string, LiveType>>;

export type LiveTableName = keyof typeof liveTables;

/** A row of a live table, by column name. */
export type LiveRow<T extends LiveTableName> = Record<keyof (typeof liveTables)[T], LiveCell>;
