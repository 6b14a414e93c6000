import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../engine';

/** The real engine in Node, for tests: the same bindings as in the worker, the wasm from the package. */
export async function createNodeEngine(): Promise<Engine> {
  // Without it the engine's file system blocks for ever; with it, it learns that there is no network.
  Object.assign(globalThis, { XMLHttpRequest: OfflineRequest });
  return createEngine(async (bundle) => {
    const path = new URL(`../../../node_modules/@duckdb/duckdb-wasm/dist/duckdb-${bundle}.wasm`, import.meta.url);
    return WebAssembly.compile(await readFile(fileURLToPath(path)));
  });
}

class OfflineRequest {
  open(): void {
    // Nothing to open: `send` refuses.
  }

  setRequestHeader(): void {
    // Nothing is sent.
  }

  send(): void {
    throw new Error('There is no network in tests.');
  }
}
