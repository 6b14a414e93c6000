import type { Column, ParameterValue } from '../../protocol/query';
import type { EngineExports, EngineInstance } from './exports';
import { EngineError } from './error';
import { readLogicalType } from './logical-type';
import { Memory } from './memory';
import { createValue } from './parameter-value';
import { narrowSetting, readParsed, type Parsed } from './parsed-statement';
import { checkLayout } from './self-test';
import type { StatementKind } from './statement-kind';

/** A connection, as the C API knows it. */
export type ConnectionHandle = number & { readonly handle?: 'connection' };
export type PreparedHandle = number & { readonly handle?: 'prepared' };
export type PendingHandle = number & { readonly handle?: 'pending' };
export type ResultHandle = number & { readonly handle?: 'result' };

/** Statements that the parser found in a piece of SQL; more than one where it expands (PIVOT, some PRAGMA). */
export interface Extracted {
  handle: number;
  kinds: StatementKind[];
  /** What an EXPLAIN or PREPARE is about in the end; null for other kinds. */
  innerKinds: (StatementKind | null)[];
  statements: Parsed[];
}

export type Step = 'again' | 'ready' | 'failed';
export type StreamStep = 'again' | 'ready' | 'failed';

/** What a result's statement gives: rows, a count of changed rows, or nothing. */
export type ReturnKind = 'rows' | 'changed-rows' | 'nothing';

const RESULT_BYTES = 40;
const RESULT_INTERNAL_DATA = 32;

// Offsets inside C++ objects of this release; `selfTest` holds them against the engine.
const CONNECTION_IN_BINDINGS = 8;
const DATABASE_IN_BINDINGS = 20;
const TRANSACTION_CONTEXT = 220;
const AUTO_COMMIT = 4;

/** `duckdb_pending_state`. */
const PENDING_READY = 0;
const PENDING_ERROR = 2;

/** `StreamExecutionResult`. */
const STREAM_ERROR = 2;
const STREAM_CANCELLED = 3;
const STREAM_CHUNK_READY = 0;
const STREAM_FINISHED = 6;

/**
 * DuckDB's C API inside the wasm. It is an implementation detail of one exactly pinned release: only this folder knows
 * addresses and layouts, and `selfTest` refuses an engine that they do not fit.
 */
export class CApi {
  readonly exports: EngineExports;
  readonly memory: Memory;
  readonly table: WebAssembly.Table;
  readonly #out: number;

  constructor(instance: EngineInstance) {
    this.exports = instance.exports;
    this.table = instance.table;
    this.memory = new Memory(instance.memory, instance.exports);
    this.#out = this.memory.allocate(64);
  }

  get heapBytes(): number {
    return this.memory.bytes.byteLength;
  }

  version(): string {
    return this.memory.readCString(this.exports.duckdb_library_version());
  }

  /** The C API's handle of a connection that the bindings opened. */
  connection(bindingsConnection: number): ConnectionHandle {
    return bindingsConnection + CONNECTION_IN_BINDINGS;
  }

  /** The C API's handle of the database instance that a connection belongs to. */
  database(connection: ConnectionHandle): number {
    return this.memory.u32(connection - CONNECTION_IN_BINDINGS) + DATABASE_IN_BINDINGS;
  }

  /** @throws Error when this is not the release that the offsets were measured on. */
  selfTest(connection: ConnectionHandle): void {
    // A transaction context begins with a reference to the client context that it lies in.
    const context = this.clientContext(connection);
    if (this.memory.u32(context + TRANSACTION_CONTEXT) !== context) throw this.#otherLayout();
    if (!checkLayout(this, connection)) throw this.#otherLayout();
  }

  /** @throws EngineError when the text does not parse. */
  extract(connection: ConnectionHandle, sql: string): Extracted {
    const { memory, exports } = this;
    const text = memory.writeText(sql);
    const count = exports.duckdb_extract_statements(connection, text.pointer, this.#out);
    memory.free(text.pointer);
    const handle = memory.u32(this.#out);
    if (count === 0) {
      const message = memory.readCString(exports.duckdb_extract_statements_error(handle));
      this.destroyExtracted(handle);
      throw new EngineError(message);
    }
    const begin = memory.u32(handle);
    const statements = Array.from({ length: count }, (_, i) => readParsed(memory, memory.u32(begin + 4 * i)));
    return {
      handle,
      kinds: statements.map(({ kind }) => kind),
      innerKinds: statements.map(({ innerKind }) => innerKind),
      statements,
    };
  }

  destroyExtracted(extracted: number): void {
    this.#destroy(extracted, this.exports.duckdb_destroy_extracted);
  }

  /** Makes the SET at `index` one of its connection alone. */
  narrowSetting(extracted: Extracted, index: number): void {
    narrowSetting(this.memory, this.memory.u32(this.memory.u32(extracted.handle) + 4 * index));
  }

  /** @throws EngineError when the statement does not bind. */
  prepare(connection: ConnectionHandle, extracted: Extracted, index: number): PreparedHandle {
    const { memory, exports } = this;
    const failed = exports.duckdb_prepare_extracted_statement(connection, extracted.handle, index, 0, this.#out);
    const prepared = memory.u32(this.#out);
    if (failed) {
      const message = memory.readCString(exports.duckdb_prepare_error(prepared));
      this.destroyPrepared(prepared);
      throw new EngineError(message);
    }
    return prepared;
  }

  destroyPrepared(prepared: PreparedHandle): void {
    this.#destroy(prepared, this.exports.duckdb_destroy_prepare);
  }

  /** Names of a prepared statement's parameters, in order: `1`, `2`, … or the names given. */
  parameterNames(prepared: PreparedHandle): string[] {
    const { memory, exports } = this;
    return Array.from({ length: exports.duckdb_nparams(prepared) }, (_, i) => {
      const name = exports.duckdb_parameter_name(prepared, i + 1, 0);
      const text = memory.readCString(name);
      exports.duckdb_free(name);
      return text;
    });
  }

  /** Binds a value to the parameter at `index`, from 1. @throws EngineError when the engine refuses it. */
  bind(prepared: PreparedHandle, index: number, value: ParameterValue): void {
    const native = createValue(this, value);
    const failed = this.exports.duckdb_bind_value(prepared, index, 0, native);
    const message = failed ? this.memory.readCString(this.exports.duckdb_prepare_error(prepared)) : '';
    this.destroyValue(native);
    if (failed) throw new EngineError(message);
  }

  /** Starts a statement without running it. @throws EngineError */
  start(prepared: PreparedHandle): PendingHandle {
    const failed = this.exports.duckdb_pending_prepared_streaming(prepared, this.#out);
    const pending = this.memory.u32(this.#out);
    if (failed) throw this.#pendingError(pending);
    return pending;
  }

  /** Runs one task of the engine's. @throws EngineError when the statement failed. */
  step(pending: PendingHandle): Step {
    const state = this.exports.duckdb_pending_execute_task(pending);
    if (state === PENDING_READY) return 'ready';
    if (state === PENDING_ERROR) {
      throw new EngineError(this.memory.readCString(this.exports.duckdb_pending_error(pending)));
    }
    return 'again';
  }

  /** Turns a statement that is ready into its result. @throws EngineError */
  finish(pending: PendingHandle): ResultHandle {
    const result = this.memory.allocate(RESULT_BYTES);
    const failed = this.exports.duckdb_execute_pending(pending, result);
    if (!failed) return result;
    const message = this.resultError(result);
    this.destroyResult(result);
    throw new EngineError(message);
  }

  destroyPending(pending: PendingHandle): void {
    this.#destroy(pending, this.exports.duckdb_destroy_pending);
  }

  resultError(result: ResultHandle): string {
    return this.memory.readCString(this.exports.duckdb_result_error(result));
  }

  /** Names and types of a result's columns, in order; names repeat where the statement repeats them. */
  columns(result: ResultHandle): Column[] {
    const { exports, memory } = this;
    return Array.from({ length: exports.duckdb_column_count(result) }, (_, i) => {
      const type = exports.duckdb_column_logical_type(result, i, 0);
      const column = {
        name: memory.readCString(exports.duckdb_column_name(result, i, 0)),
        type: readLogicalType(this, type),
      };
      this.destroyLogicalType(type);
      return column;
    });
  }

  returnKind(result: ResultHandle): ReturnKind {
    const kind = this.exports.duckdb_result_return_type(result);
    return kind === 3 ? 'rows' : kind === 1 ? 'changed-rows' : 'nothing';
  }

  isStreaming(result: ResultHandle): boolean {
    return (this.exports.duckdb_result_is_streaming(result) & 1) === 1;
  }

  /** Runs one task of a streaming result; `ready` when a chunk can be fetched, or the end seen, without blocking. */
  stepStream(result: ResultHandle): StreamStep {
    const stream = this.memory.u32(this.memory.u32(result + RESULT_INTERNAL_DATA));
    const state = this.exports._ZN6duckdb17StreamQueryResult11ExecuteTaskEv(stream) & 0xff;
    if (state === STREAM_CHUNK_READY || state === STREAM_FINISHED) return 'ready';
    return state === STREAM_ERROR || state === STREAM_CANCELLED ? 'failed' : 'again';
  }

  /** The next chunk of at most 2,048 rows, 0 at the end. The caller destroys it. */
  fetchChunk(result: ResultHandle): number {
    return this.exports.duckdb_fetch_chunk(result) >>> 0;
  }

  destroyChunk(chunk: number): void {
    this.#destroy(chunk, this.exports.duckdb_destroy_data_chunk);
  }

  destroyValue(value: number): void {
    this.#destroy(value, this.exports.duckdb_destroy_value);
  }

  destroyVector(vector: number): void {
    this.#destroy(vector, this.exports.duckdb_destroy_vector);
  }

  destroyTableFunction(fn: number): void {
    this.#destroy(fn, this.exports.duckdb_destroy_table_function);
  }

  destroyLogicalType(type: number): void {
    this.#destroy(type, this.exports.duckdb_destroy_logical_type);
  }

  destroyResult(result: ResultHandle): void {
    this.exports.duckdb_destroy_result(result);
    this.memory.free(result);
  }

  /** Percent done of the connection's running statement, −1 where the engine has no estimate. */
  progress(connection: ConnectionHandle): number {
    this.exports.duckdb_query_progress(this.#out, connection);
    return this.memory.view.getFloat64(this.#out, true);
  }

  /** Makes the connection's running statement fail at its next task. */
  interrupt(connection: ConnectionHandle): void {
    this.exports.duckdb_interrupt(connection);
  }

  /** True after a BEGIN, also a failed one's, until COMMIT or ROLLBACK. */
  hasTransaction(connection: ConnectionHandle): boolean {
    return this.memory.u8(this.clientContext(connection) + TRANSACTION_CONTEXT + AUTO_COMMIT) === 0;
  }

  /** The connection's `ClientContext`. */
  clientContext(connection: ConnectionHandle): number {
    return this.memory.u32(connection);
  }

  #otherLayout(): Error {
    return new Error(`The engine ${this.version()} does not have the layout that this build was made for.`);
  }

  #pendingError(pending: PendingHandle): EngineError {
    const error = new EngineError(this.memory.readCString(this.exports.duckdb_pending_error(pending)));
    this.destroyPending(pending);
    return error;
  }

  /** Destroy functions take a pointer to the handle. */
  #destroy(handle: number, destroy: (pointer: number) => void): void {
    this.memory.setU32(this.#out, handle);
    destroy(this.#out);
  }
}
