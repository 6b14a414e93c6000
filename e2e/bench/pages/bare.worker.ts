/** The yardstick: the engine's own bindings in a worker, and nothing around them. */
import { createEngine } from '../../../src/session/engine';
import type { DuckDBConnection } from '@duckdb/duckdb-wasm/blocking-browser';

declare const self: DedicatedWorkerGlobalScope;

let connection: DuckDBConnection;

self.onmessage = (event: MessageEvent<{ echo: true } | { run: number } | { open: string }>) => {
  void answer(event.data).then((value) => {
    self.postMessage(value);
  });
};

async function answer(message: { echo: true } | { run: number } | { open: string }): Promise<number> {
  if ('echo' in message) return 0;
  if ('open' in message) {
    const { bindings } = await createEngine(() => WebAssembly.compileStreaming(fetch(message.open)));
    bindings.open({ path: ':memory:' });
    connection = bindings.connect();
    return 0;
  }
  return connection.useUnsafe((bindings, id) => {
    const startedAt = performance.now();
    for (let i = 0; i < message.run; i++) bindings.runQuery(id, 'select 42');
    return (performance.now() - startedAt) / message.run;
  });
}
