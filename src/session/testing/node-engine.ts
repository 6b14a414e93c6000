import { BROWSER_RUNTIME } from '@duckdb/duckdb-wasm/blocking-browser';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../engine';

/** The real engine in Node, for tests: the same bindings as in the worker, the wasm from the package. */
export async function createNodeEngine(): Promise<Engine> {
  // Without it the engine's file system blocks for ever; with it, it learns that there is no network.
  Object.assign(globalThis, { XMLHttpRequest: OfflineRequest });
  // What the bindings know of files, they know by numbers that every engine begins anew.
  BROWSER_RUNTIME._fileInfoCache.clear();
  return createEngine(async (bundle) => {
    const path = new URL(`../../../node_modules/@duckdb/duckdb-wasm/dist/duckdb-${bundle}.wasm`, import.meta.url);
    return WebAssembly.compile(await readFile(fileURLToPath(path)));
  });
}

class OfflineRequest {
  #address = '';

  open(_method: string, address: string): void {
    this.#address = address;
  }

  setRequestHeader(): void {
    // Nothing is sent.
  }

  send(): void {
    // In the words of the browser.
    throw new Error(`NetworkError: Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${this.#address}'.`);
  }
}
