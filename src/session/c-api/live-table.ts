import type { LiveCell, LiveColumn, LiveType } from '../../system/catalogue';
import type { CApi, ConnectionHandle } from './c-api';
import { addCallback } from './callback';
import { EngineError } from './error';

/** `duckdb_type` of the types that live tables have. */
const TYPE_IDS: Record<LiveType, number> = { BOOLEAN: 1, BIGINT: 5, DOUBLE: 11, TIMESTAMP: 12, VARCHAR: 17 };

interface Scan {
  rows: readonly (readonly LiveCell[])[];
  next: number;
}

/**
 * Registers `SELECT * FROM name()` over rows that JavaScript gives. `readRows` is called when a statement that reads the table
 * begins to run, and not otherwise. Registrations hold for the database, on every connection.
 *
 * @throws EngineError when the name is taken.
 */
export function registerLiveTable(
  api: CApi,
  connection: ConnectionHandle,
  name: string,
  columns: readonly LiveColumn[],
  readRows: () => readonly (readonly LiveCell[])[],
): void {
  const { exports, memory, table } = api;
  const scans = new Map<number, Scan>();

  /** Runs a callback's body; what it throws becomes the statement's error. */
  const guarded = (
    setError: (info: number, message: number) => void,
    body: (info: number, argument: number) => void,
  ) => {
    return (info = 0, argument = 0) => {
      try {
        body(info, argument);
      } catch (thrown) {
        withText(String(thrown), (text) => {
          setError(info, text);
        });
      }
    };
  };
  const withText = (text: string, use: (pointer: number) => void): void => {
    const { pointer } = memory.writeText(text);
    use(pointer);
    memory.free(pointer);
  };

  const bind = guarded(exports.duckdb_bind_set_error, (info) => {
    for (const column of columns) {
      const type = exports.duckdb_create_logical_type(TYPE_IDS[column.type]);
      withText(column.name, (text) => {
        exports.duckdb_bind_add_result_column(info, text, type);
      });
      api.destroyLogicalType(type);
    }
  });
  const destroyScan = addCallback(table, 1, (scan = 0) => {
    scans.delete(scan);
    memory.free(scan);
  });
  const init = guarded(exports.duckdb_init_set_error, (info) => {
    // The allocation's address is the scan's name; the engine gives it back when the scan is over.
    const scan = memory.allocate(1);
    scans.set(scan, { rows: readRows(), next: 0 });
    exports.duckdb_init_set_init_data(info, scan, destroyScan);
  });
  const produce = guarded(exports.duckdb_function_set_error, (info, chunk) => {
    const scan = scans.get(exports.duckdb_function_get_init_data(info) >>> 0);
    if (!scan) throw new Error(`${name}() has no rows to give.`);
    const rows = scan.rows.slice(scan.next, scan.next + exports.duckdb_vector_size());
    scan.next += rows.length;
    columns.forEach((column, i) => {
      writeVector(api, exports.duckdb_data_chunk_get_vector(chunk, i, 0), column.type, rows, i);
    });
    exports.duckdb_data_chunk_set_size(chunk, rows.length, 0);
  });

  const fn = exports.duckdb_create_table_function();
  withText(name, (text) => {
    exports.duckdb_table_function_set_name(fn, text);
  });
  exports.duckdb_table_function_set_bind(fn, addCallback(table, 1, bind));
  exports.duckdb_table_function_set_init(fn, addCallback(table, 1, init));
  exports.duckdb_table_function_set_function(fn, addCallback(table, 2, produce));
  const failed = exports.duckdb_register_table_function(connection, fn);
  api.destroyTableFunction(fn);
  if (failed) throw new EngineError(`The table function ${name} could not be registered.`);
}

function writeVector(
  api: CApi,
  vector: number,
  liveType: LiveType,
  rows: readonly (readonly LiveCell[])[],
  column: number,
): void {
  const { exports, memory } = api;
  const data = exports.duckdb_vector_get_data(vector) >>> 0;
  rows.forEach((row, i) => {
    const value = row[column] ?? null;
    if (value === null) {
      exports.duckdb_vector_ensure_validity_writable(vector);
      exports.duckdb_validity_set_row_invalid(exports.duckdb_vector_get_validity(vector), i, 0);
      return;
    }
    switch (liveType) {
      case 'VARCHAR': {
        const text = memory.writeText(String(value));
        exports.duckdb_vector_assign_string_element_len(vector, i, 0, text.pointer, text.byteLength, 0);
        memory.free(text.pointer);
        return;
      }
      case 'BOOLEAN':
        memory.bytes[data + i] = value ? 1 : 0;
        return;
      case 'DOUBLE':
        memory.view.setFloat64(data + 8 * i, Number(value), true);
        return;
      case 'BIGINT':
        memory.view.setBigInt64(data + 8 * i, BigInt(Math.round(Number(value))), true);
        return;
      case 'TIMESTAMP':
        memory.view.setBigInt64(data + 8 * i, BigInt(Math.round(Number(value) * 1000)), true);
        return;
      default:
        liveType satisfies never;
    }
  });
}
