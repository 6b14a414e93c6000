import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking-browser';
import type { Engine } from './engine';
import type { CApi, ConnectionHandle, PendingHandle, ResultHandle } from './c-api/c-api';

/** A connection to the session's database instance. It holds one running or streaming statement at a time. */
export class Connection {
  readonly handle: ConnectionHandle;
  readonly #api: CApi;
  readonly #close: () => void;

  constructor(engine: Engine) {
    const connection = engine.bindings.connect();
    this.handle = connection.useUnsafe((_bindings: DuckDBBindings, id: number) => engine.api.connection(id));
    this.#api = engine.api;
    this.#close = () => {
      connection.close();
    };
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

  close(): void {
    this.#close();
  }
}
