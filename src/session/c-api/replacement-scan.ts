import type { CApi, ConnectionHandle } from './c-api';
import { addCallback } from './callback';

/** What stands in for a name that is no table's: a table function of one text argument, or the reason why nothing does. */
export type Replacement = { tableFunction: string; argument: string } | { error: string };

/** What the engine puts before such a reason. */
export const REPLACEMENT_ERROR = 'Error in replacement scan: ';

/**
 * Has the engine ask for every name that it finds no table for, after its own replacements (`FROM 'x.csv'`). It holds for the
 * database instance, on every connection.
 *
 * @param replace must not throw, and must not call the engine: it is asked while a statement is bound
 */
export function registerReplacementScan(
  api: CApi,
  connection: ConnectionHandle,
  replace: (name: string) => Replacement | undefined,
): void {
  const { exports, memory, table } = api;
  const callback = addCallback(table, 3, (info = 0, name = 0) => {
    const replacement = replace(memory.readCString(name));
    if (replacement === undefined) return;
    if ('error' in replacement) {
      const message = memory.writeText(replacement.error);
      exports.duckdb_replacement_scan_set_error(info, message.pointer);
      memory.free(message.pointer);
      return;
    }
    const fn = memory.writeText(replacement.tableFunction);
    exports.duckdb_replacement_scan_set_function_name(info, fn.pointer);
    memory.free(fn.pointer);
    const text = memory.writeText(replacement.argument);
    const value = exports.duckdb_create_varchar_length(text.pointer, text.byteLength, 0);
    exports.duckdb_replacement_scan_add_parameter(info, value);
    api.destroyValue(value);
    memory.free(text.pointer);
  });
  exports.duckdb_add_replacement_scan(api.database(connection), callback, 0, 0);
}
