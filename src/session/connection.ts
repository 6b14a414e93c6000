import type { DuckDBBindings, DuckDBConnection } from '@duckdb/duckdb-wasm/blocking-browser';
import type { Engine } from './engine';
import type { CApi, ConnectionHandle, PendingHandle, ResultHandle } from './c-api/c-api';

/** A connection to the session's database instance. It holds one running or streaming statement at a time. */
export class Connection {
  readonly #api: CApi;
  #connection: DuckDBConnection;

  constructor(private readonly engine: Engine) {
    this.#api = engine.api;
    this.#connection = engine.bindings.connect();
    this.#prepare();
  }

  get handle(): ConnectionHandle {
    return this.#handle;
  }

  #handle!: ConnectionHandle;

  /** Makes it as it was at first: whatever it had of its own is gone. Nothing may be running on it. */
  renew(): void {
    this.#connection.close();
    this.#connection = this.engine.bindings.connect();
    this.#prepare();
  }

  #prepare(): void {
    const { api } = this.engine;
    this.#handle = this.#connection.useUnsafe((_bindings: DuckDBBindings, id: number) => api.connection(id));
    // Positions and candidates come only with the JSON form.
    this.run('SET errors_as_json = true');
    this.run('SET enable_progress_bar = true');
  }

  /** Runs the session's own SQL to its end, rows thrown away. @throws EngineError */
  run(sql: string): void {
    const api = this.#api;
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

  /** The first column of a query of the session's own, as text. */
  texts(sql: string): string[] {
    return this.#connection
      .query(sql)
      .toArray()
      .map((row) => String(Object.values(row as Record<string, unknown>)[0]));
  }

  close(): void {
    this.#connection.close();
  }
}
