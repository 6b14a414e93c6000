/**
 * What Dabble calls inside the wasm: DuckDB's C API, and a few of its C++ methods by their mangled names, which this build
 * exports as well. Pointers and handles are numbers; a 64-bit argument is two numbers, low then high; of a 64-bit result only
 * the low half comes back. A struct by value is a pointer to it (one of a single
 * member is that member), a struct result a pointer given first.
 */
export interface EngineExports {
  malloc: (bytes: number) => number;
  free: (pointer: number) => void;

  duckdb_library_version: () => number;
  duckdb_interrupt: (connection: number) => void;
  duckdb_query_progress: (out: number, connection: number) => void;

  duckdb_extract_statements: (connection: number, sql: number, out: number) => number;
  duckdb_extract_statements_error: (extracted: number) => number;
  duckdb_prepare_extracted_statement: (
    connection: number,
    extracted: number,
    low: number,
    high: number,
    out: number,
  ) => number;
  duckdb_destroy_extracted: (pointer: number) => void;
  duckdb_prepare_error: (prepared: number) => number;
  duckdb_destroy_prepare: (pointer: number) => void;
  duckdb_nparams: (prepared: number) => number;
  duckdb_bind_parameter_index: (prepared: number, out: number, name: number) => number;
  duckdb_parameter_name: (prepared: number, low: number, high: number) => number;
  duckdb_bind_value: (prepared: number, low: number, high: number, value: number) => number;
  duckdb_free: (pointer: number) => void;

  duckdb_create_null_value: () => number;
  duckdb_create_bool: (value: number) => number;
  duckdb_create_int32: (value: number) => number;
  duckdb_create_int64: (low: number, high: number) => number;
  duckdb_create_hugeint: (value: number) => number;
  duckdb_create_uhugeint: (value: number) => number;
  duckdb_create_double: (value: number) => number;
  duckdb_create_timestamp: (low: number, high: number) => number;
  duckdb_create_varchar_length: (text: number, low: number, high: number) => number;
  duckdb_create_blob: (bytes: number, low: number, high: number) => number;
  duckdb_create_list_value: (type: number, values: number, low: number, high: number) => number;
  duckdb_get_value_type: (value: number) => number;
  duckdb_destroy_value: (pointer: number) => void;

  duckdb_pending_prepared_streaming: (prepared: number, out: number) => number;
  duckdb_pending_execute_task: (pending: number) => number;
  duckdb_pending_error: (pending: number) => number;
  duckdb_execute_pending: (pending: number, result: number) => number;
  duckdb_destroy_pending: (pointer: number) => void;

  duckdb_result_error: (result: number) => number;
  duckdb_result_return_type: (result: number) => number;
  duckdb_result_is_streaming: (result: number) => number;
  duckdb_column_count: (result: number) => number;
  duckdb_column_name: (result: number, low: number, high: number) => number;
  duckdb_column_logical_type: (result: number, low: number, high: number) => number;
  duckdb_fetch_chunk: (result: number) => number;
  duckdb_destroy_result: (result: number) => void;
  _ZN6duckdb17StreamQueryResult11ExecuteTaskEv: (stream: number) => number;

  duckdb_data_chunk_get_size: (chunk: number) => number;
  duckdb_data_chunk_set_size: (chunk: number, low: number, high: number) => void;
  duckdb_data_chunk_get_vector: (chunk: number, low: number, high: number) => number;
  duckdb_destroy_data_chunk: (pointer: number) => void;
  duckdb_vector_get_data: (vector: number) => number;
  duckdb_vector_get_validity: (vector: number) => number;
  duckdb_list_vector_get_child: (vector: number) => number;
  duckdb_list_vector_get_size: (vector: number) => number;
  duckdb_array_vector_get_child: (vector: number) => number;
  duckdb_struct_vector_get_child: (vector: number, low: number, high: number) => number;
  duckdb_create_vector: (type: number, low: number, high: number) => number;
  duckdb_destroy_vector: (pointer: number) => void;
  duckdb_vector_size: () => number;
  duckdb_vector_ensure_validity_writable: (vector: number) => void;
  duckdb_validity_set_row_invalid: (validity: number, low: number, high: number) => void;
  duckdb_vector_assign_string_element_len: (
    vector: number,
    low: number,
    high: number,
    text: number,
    lengthLow: number,
    lengthHigh: number,
  ) => void;
  _ZN6duckdb16VectorOperations4CastERNS_13ClientContextERNS_6VectorES4_yb: (
    context: number,
    source: number,
    result: number,
    countLow: number,
    countHigh: number,
    strict: number,
  ) => void;

  duckdb_create_logical_type: (type: number) => number;
  duckdb_destroy_logical_type: (pointer: number) => void;
  duckdb_get_type_id: (type: number) => number;
  duckdb_decimal_width: (type: number) => number;
  duckdb_decimal_scale: (type: number) => number;
  duckdb_enum_dictionary_size: (type: number) => number;
  duckdb_enum_dictionary_value: (type: number, low: number, high: number) => number;
  duckdb_list_type_child_type: (type: number) => number;
  duckdb_array_type_child_type: (type: number) => number;
  duckdb_array_type_array_size: (type: number) => number;
  duckdb_map_type_key_type: (type: number) => number;
  duckdb_map_type_value_type: (type: number) => number;
  duckdb_struct_type_child_count: (type: number) => number;
  duckdb_struct_type_child_name: (type: number, low: number, high: number) => number;
  duckdb_struct_type_child_type: (type: number, low: number, high: number) => number;
  duckdb_union_type_member_count: (type: number) => number;
  duckdb_union_type_member_name: (type: number, low: number, high: number) => number;
  duckdb_union_type_member_type: (type: number, low: number, high: number) => number;
  _ZNK6duckdb11LogicalType8ToStringEv: (out: number, type: number) => void;

  duckdb_create_table_function: () => number;
  duckdb_table_function_set_name: (fn: number, name: number) => void;
  duckdb_table_function_set_bind: (fn: number, callback: number) => void;
  duckdb_table_function_set_init: (fn: number, callback: number) => void;
  duckdb_table_function_set_function: (fn: number, callback: number) => void;
  duckdb_register_table_function: (connection: number, fn: number) => number;
  duckdb_destroy_table_function: (pointer: number) => void;
  duckdb_bind_add_result_column: (info: number, name: number, type: number) => void;
  duckdb_bind_set_error: (info: number, message: number) => void;
  duckdb_init_set_init_data: (info: number, data: number, destroy: number) => void;
  duckdb_init_set_error: (info: number, message: number) => void;
  duckdb_function_get_init_data: (info: number) => number;
  duckdb_function_set_error: (info: number, message: number) => void;

  duckdb_add_replacement_scan: (database: number, callback: number, data: number, destroy: number) => void;
  duckdb_replacement_scan_set_function_name: (info: number, name: number) => void;
  duckdb_replacement_scan_add_parameter: (info: number, value: number) => void;
  duckdb_replacement_scan_set_error: (info: number, message: number) => void;

  _ZN6duckdb15DatabaseManager3GetERNS_13ClientContextE: (context: number) => number;
  _ZN6duckdb15DatabaseManager11GetDatabaseERKNSt3__212basic_stringIcNS1_11char_traitsIcEENS1_9allocatorIcEEEE: (
    out: number,
    manager: number,
    name: number,
  ) => void;
  _ZN6duckdb16AttachedDatabase19SetReadOnlyDatabaseEv: (database: number) => void;
}

/** What an engine's instance must be asked for, and where its memory and function table are: both are imports of this build. */
export interface EngineInstance {
  exports: EngineExports;
  memory: WebAssembly.Memory;
  table: WebAssembly.Table;
}
