import type { QueryError } from '../protocol/error';
import { queryError } from '../protocol/error';
import type { Role } from '../protocol/query';

/**
 * Settings that the session itself relies on. Nobody changes them: errors would lose their positions, results their rows,
 * a namespace could not be made any more, or every later statement would fail, also the one that undoes it.
 */
export const SETTINGS_OF_SESSION: ReadonlySet<string> = new Set([
  'autoinstall_known_extensions',
  'autoload_known_extensions',
  'enable_progress_bar',
  'enable_progress_bar_print',
  'errors_as_json',
  'lock_configuration',
  'logging_storage',
  'max_expression_depth',
  'progress_bar_time',
  // Resetting one of these stops this engine.
  's3_access_key_id',
  's3_endpoint',
  's3_region',
  's3_secret_access_key',
  's3_session_token',
  'streaming_buffer_size',
]);

/** Settings of the whole database instance that the engine cannot keep to one connection. */
export const SETTINGS_OF_INSTANCE: ReadonlySet<string> = new Set(
  (
    'access_mode allocator_background_threads allocator_bulk_deallocation_flush_threshold allocator_flush_threshold ' +
    'allow_community_extensions allow_persistent_secrets allow_unredacted_secrets allow_unsigned_extensions ' +
    'allowed_directories allowed_paths autoinstall_extension_repository checkpoint_threshold ' +
    'custom_extension_repository custom_user_agent default_block_size default_secret_storage ' +
    'disable_database_invalidation disabled_compression_methods disabled_filesystems disabled_log_types ' +
    'disabled_optimizers duckdb_api enable_external_access enable_external_file_cache enable_http_metadata_cache ' +
    'enable_logging enabled_log_types extension_directory external_threads force_bitpacking_mode force_compression ' +
    'http_proxy http_proxy_password http_proxy_username logging_level logging_mode max_memory ' +
    'max_temp_directory_size memory_limit password pin_threads scheduler_process_partial secret_directory ' +
    'storage_compatibility_version temp_directory temp_file_encryption threads user username wal_autocheckpoint ' +
    'worker_threads zstd_min_string_length'
  ).split(' '),
);

/** Settings of a connection that make the engine write files, or a log of what everybody runs. */
export const SETTINGS_THAT_WRITE: ReadonlySet<string> = new Set([
  'enable_http_logging',
  'http_logging_output',
  'log_query_path',
  'profile_output',
  'profiling_output',
]);

/** PRAGMA calls that set something for one connection. Those that read are SELECT to the engine, and need no rule. */
export const PRAGMAS_OF_CONNECTION: ReadonlySet<string> = new Set([
  ...['enable_profiling', 'enable_profile', 'disable_profiling', 'disable_profile'],
  ...['enable_optimizer', 'disable_optimizer', 'enable_verification', 'disable_verification', 'verify_external'],
  ...['disable_verify_external', 'verify_fetch_row', 'disable_verify_fetch_row', 'verify_parallelism'],
  ...['disable_verify_parallelism', 'verify_serializer', 'disable_verify_serializer', 'enable_progress_bar'],
  ...['enable_object_cache', 'disable_object_cache'],
]);

/** The same as settings of the session. */
export const PRAGMAS_OF_NOBODY: ReadonlySet<string> = new Set([
  'disable_progress_bar',
  'disable_print_progress_bar',
  'enable_print_progress_bar',
]);

/**
 * Refuses a SET, RESET or USE that the role may not run: what an author sets holds for the namespace alone.
 *
 * @param name in lower case
 * @throws QueryError `PERMISSION_DENIED`
 */
export function checkSetting(role: Role, name: string, isGlobal: boolean): void {
  if (SETTINGS_OF_SESSION.has(name)) throw ofSession(role, `SET of ${name}`);
  if (role === 'admin') return;
  const isOfInstance = isGlobal || SETTINGS_OF_INSTANCE.has(name);
  if (!isOfInstance && !SETTINGS_THAT_WRITE.has(name)) return;
  throw queryError(
    'PERMISSION_DENIED',
    `The role ${role} may not run a SET of ${name}${isGlobal ? ' for all namespaces' : ''}.`,
    isOfInstance
      ? 'It would hold for everybody on the page: only an admin may.'
      : 'Only an admin may make the engine write files or logs.',
  );
}

/** @throws QueryError `PERMISSION_DENIED` */
export function checkPragma(role: Role, name: string): void {
  if (PRAGMAS_OF_NOBODY.has(name)) throw ofSession(role, `PRAGMA ${name}`);
  if (role === 'admin' || PRAGMAS_OF_CONNECTION.has(name)) return;
  throw queryError('PERMISSION_DENIED', `The role ${role} may not run a PRAGMA ${name}.`, 'Only an admin may.');
}

function ofSession(role: Role, statement: string): QueryError {
  return queryError(
    'PERMISSION_DENIED',
    `The role ${role} may not run a ${statement}, and no other role may.`,
    'The session itself relies on it.',
  );
}
