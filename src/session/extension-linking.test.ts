import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from './engine';
import { PROBE_FILE, probeExtension, reportLength } from './testing/probe-extension';

const ADDRESS = `http://localhost/${PROBE_FILE}`;

/** In the engine's own table before anything is linked: its API for extensions in C points there. */
const HAS_PLACE = 'duckdb_library_version';
/** The engine only calls it by its name. */
const HAS_NONE = '_ZN6duckdb6DuckDB15ReleaseCodenameEv';
/** Exported twice because its result has 64 bits: for JavaScript, and as `orig$…` for other wasm. */
const EXPORTED_TWICE = 'duckdb_vector_size';
const COPIED = '_ZN6duckdb6DuckDB14LibraryVersionEv';

const WANTED = {
  functions: [HAS_PLACE, HAS_NONE, EXPORTED_TWICE, COPIED],
  copied: COPIED,
  data: '_ZTVN6duckdb11IOExceptionE',
  called: '_ZN6duckdb6DuckDB8SourceIDEv',
};

// The bindings look only once at what the platform can do.
beforeEach(() => vi.resetModules());

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test.each(['eh', 'mvp'] as const)(
  'an extension is linked to the engine’s own functions and data: %s',
  async (bundle) => {
    const { bindings, api } = await openedEngine(bundle);
    const { memory, table } = api;
    const ownPlace = placesOf(api, HAS_PLACE);
    expect(ownPlace).toHaveLength(1);

    const report = memory.allocate(reportLength(WANTED) * 4);
    serve(ADDRESS, probeExtension({ ...WANTED, report }));
    const connection = bindings.connect();
    connection.query(`LOAD '${ADDRESS}'`);

    const found = Array.from({ length: reportLength(WANTED) }, (_, i) => memory.u32(report + i * 4));
    const [hasPlace = 0, hasNone = 0, exportedTwice = 0, copied = 0, data = 0, throughTable = 0, byName = 0] = found;
    expect([hasPlace]).toEqual(ownPlace);
    expect(table.get(hasNone)).toBe(exported(api, HAS_NONE));
    expect(table.get(exportedTwice)).toBe(exported(api, `orig$${EXPORTED_TWICE}`));
    expect(table.get(copied)).toBe(exported(api, COPIED));
    expect(className(api, data)).toBe('N6duckdb11IOExceptionE');
    const [row] = connection.query('SELECT library_version, source_id FROM pragma_version()').toArray() as unknown[];
    expect(row).toMatchObject({
      library_version: memory.readCString(throughTable),
      source_id: memory.readCString(byName),
    });
  },
);

test('nothing is linked before there is an extension', async () => {
  const { api } = await openedEngine('eh');
  expect(placesOf(api, HAS_NONE)).toEqual([]);
});

async function openedEngine(bundle: Engine['bundle']): Promise<Engine> {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(bundle === 'eh');
  const { createNodeEngine } = await import('./testing/node-engine');
  const engine = await createNodeEngine();
  validate.mockRestore();
  expect(engine.bundle).toBe(bundle);
  engine.bindings.open({ path: ':memory:', allowUnsignedExtensions: true });
  return engine;
}

/** Answers the engine's request for this one address. */
function serve(served: string, bytes: Uint8Array<ArrayBuffer>): void {
  class ServingRequest {
    status = 404;
    response = new ArrayBuffer();

    open(_method: string, address: string): void {
      if (address === served) Object.assign(this, { status: 200, response: bytes.buffer });
    }

    send(): void {
      // It is answered already.
    }
  }
  vi.stubGlobal('XMLHttpRequest', ServingRequest);
}

function exported({ exports }: Engine['api'], name: string): unknown {
  return (exports as unknown as Record<string, unknown>)[name];
}

/** Where in the table a function is. */
function placesOf(api: Engine['api'], name: string): number[] {
  const wanted = exported(api, name);
  return Array.from({ length: api.table.length }, (_, place) => place).filter(
    (place) => api.table.get(place) === wanted,
  );
}

/** The name, as C++ mangles it, of the class whose virtual table is at an address: its second field points to what has the name in its second. */
function className({ memory }: Engine['api'], virtualTable: number): string {
  return memory.readCString(memory.u32(memory.u32(virtualTable + 4) + 4));
}
