import {
  BROWSER_RUNTIME,
  VoidLogger,
  createDuckDB,
  getPlatformFeatures,
  type DuckDBBindings,
} from '@duckdb/duckdb-wasm/blocking-browser';
import { CApi } from './c-api/c-api';
import type { EngineExports } from './c-api/exports';

export type EngineBundle = 'eh' | 'mvp';

/** The engine, instantiated: the package's blocking bindings, and the C API of the same wasm instance. */
export interface Engine {
  bindings: DuckDBBindings;
  api: CApi;
  bundle: EngineBundle;
}

/** What the bindings' own `instantiateWasm` is given. */
interface EngineImports {
  env: WebAssembly.ModuleImports & { memory: WebAssembly.Memory; __indirect_function_table: WebAssembly.Table };
}

type Instantiated = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;

const EXCEPTION_HELPERS = [
  'setThrew',
  '__cxa_can_catch',
  '__cxa_get_exception_ptr',
  '__cxa_increment_exception_refcount',
  '__cxa_decrement_exception_refcount',
];

/**
 * The script of the MVP bundle calls what handles C++ exceptions by names that it never declares: without these, every error of
 * the engine would be a crash.
 */
function declareExceptionHelpers(exports: WebAssembly.Exports): void {
  for (const name of EXCEPTION_HELPERS) Object.assign(globalThis, { [`_${name}`]: exports[name] });
}

/**
 * The engine tells the bindings of its progress, which would post messages of their own to the page; and by functions that they
 * make of text, which policies without `'unsafe-eval'` refuse. It calls nothing else in this way.
 */
const unheard: WebAssembly.ModuleImports = { _emval_get_method_caller: () => 0, _emval_call_method: () => 0 };

/**
 * Instantiates the engine in this thread. The only place that knows the package's layout.
 *
 * @param loadModule brings the compiled wasm of a bundle; this function decides which one the platform can run.
 */
export async function createEngine(loadModule: (bundle: EngineBundle) => Promise<WebAssembly.Module>): Promise<Engine> {
  const bundle: EngineBundle = (await getPlatformFeatures()).wasmExceptions ? 'eh' : 'mvp';
  const addresses = { mvp: { mainModule: 'mvp', mainWorker: '' }, eh: { mainModule: 'eh', mainWorker: '' } };
  const bindings = await createDuckDB(addresses, new VoidLogger(), BROWSER_RUNTIME);
  const api = await new Promise<CApi>((resolve, reject) => {
    let captured: CApi | undefined;
    const instantiateWasm = (imports: EngineImports, instantiated: Instantiated): Record<string, never> => {
      // The wasm's imports look the runtime up here.
      Object.assign(globalThis, { DUCKDB_RUNTIME: BROWSER_RUNTIME });
      const { memory, __indirect_function_table: table } = imports.env;
      Object.assign(imports.env, unheard);
      loadModule(bundle)
        .then(async (module) => {
          const instance = await WebAssembly.instantiate(module, imports as unknown as WebAssembly.Imports);
          if (bundle === 'mvp') declareExceptionHelpers(instance.exports);
          instantiated(instance, module);
          captured = new CApi({ exports: instance.exports as unknown as EngineExports, memory, table });
        })
        .catch(reject);
      return {};
    };
    // Ours, so that the wasm can come packed, and its instance be kept: the bindings do not hand it on.
    Object.assign(bindings, { instantiateWasm });
    bindings
      .instantiate(() => undefined)
      .then(() => {
        // The bindings are ready a microtask after `instantiated` at the earliest.
        if (captured) resolve(captured);
        else reject(new Error('The engine started without its C API.'));
      }, reject);
  });
  return { bindings, api, bundle };
}
