import type { DuckDBBindings, DuckDBConnection } from '@duckdb/duckdb-wasm/blocking-browser';
import { EngineError } from './c-api/error';
import type { Engine } from './engine';
import type { ConnectionHandle, PendingHandle, ResultHandle } from './c-api/c-api';

/** A connection to the session's database instance. It holds one running or streaming statement at a time. */
export class Connection {
  readonly #engine: Engine;
  #handle: ConnectionHandle = 0;
  #connection: DuckDBConnection;

  /** @param opening SQL that every connection of this kind begins with */
  constructor(
    engine: Engine,
    private readonly opening: readonly string[] = [],
  ) {
    this.#engine = engine;
    this.#connection = this.#open();
  }

  get handle(): ConnectionHandle {
    return this.#handle;
  }

  /**
   * Becomes a new connection: its temporary objects, prepared statements, settings, variables and open transaction go with the
   * old one. Nothing may be running on it.
   */
  renew(): void {
    this.#connection.close();
    this.#connection = this.#open();
  }

  /** Runs the session's own SQL to its end, rows thrown away. @throws EngineError */
  run(sql: string): void {
    const { api } = this.#engine;
    const extracted = api.extract(this.handle, sql);
    try {
      for (let i = 0; i < extracted.kinds.length; i++) {
        const prepared = api.prepare(this.handle, extracted, i);
        let pending: PendingHandle | undefined;
        let result: ResultHandle | undefined;
        try {
          pending = api.start(prepared);
          while (api.step(pending) === 'again');
          result = api.finish(pending);
        } finally {
          if (result !== undefined) api.destroyResult(result);
          if (pending !== undefined) api.destroyPending(pending);
          api.destroyPrepared(prepared);
        }
      }
    } finally {
      api.destroyExtracted(extracted.handle);
    }
  }

  /** A column of a query of the session's own, by default the first, as text. @throws Error */
  texts(sql: string, column = 0): string[] {
    return this.#connection
      .query(sql)
      .toArray()
      .map((row) => String(Object.values(row as Record<string, unknown>)[column]));
  }

  /**
   * Puts rows into a table of the database that the connection has in use.
   *
   * @param stream Arrow IPC: schema, batches, end
   * @param isNew true where the table is made for them
   * @throws Error where the engine refuses them
   */
  insertArrow(stream: Uint8Array, table: string, isNew: boolean): void {
    this.#connection.insertArrowFromIPCStream(stream, { name: table, schema: 'main', create: isNew });
  }

  close(): void {
    this.#connection.close();
  }

  #open(): DuckDBConnection {
    const { bindings, api } = this.#engine;
    const connection = bindings.connect();
    this.#handle = connection.useUnsafe((_bindings: DuckDBBindings, id: number) => api.connection(id));
    // Positions and candidates come only with the JSON form.
    this.run('SET errors_as_json = true');
    this.run('SET enable_progress_bar = true');
    for (const sql of this.opening) this.run(sql);
    return connection;
  }
}

/** As `Connection.texts`, for what the engine may refuse. @throws EngineError */
export function textsOf(connection: Connection, sql: string, column = 0): string[] {
  try {
    return connection.texts(sql, column);
  } catch (thrown) {
    // The bindings throw the engine's objections as plain errors; its traps are of other kinds.
    if (thrown instanceof Error && thrown.name === 'Error') throw new EngineError(thrown.message);
    throw thrown;
  }
}
