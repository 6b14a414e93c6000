/** A page with nothing but the engine: its bindings in a worker, as little as can be done to get a result. */
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';
import type { BareMessage } from './bare.worker';

export interface BareBench {
  /** Milliseconds from nothing to the first result. */
  firstResult(): Promise<number>;
}

const bench: BareBench = {
  async firstResult() {
    const startedAt = performance.now();
    const worker = new Worker(new URL('./bare.worker.ts', import.meta.url), { type: 'module' });
    const ask = (message: BareMessage): Promise<void> =>
      new Promise((resolve) => {
        worker.onmessage = () => {
          resolve();
        };
        worker.postMessage(message);
      });
    await ask({ open: wasmUrl });
    await ask({ bare: 1 });
    return performance.now() - startedAt;
  },
};

Object.assign(window, { bench });
