import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';
import type { EngineAssets } from './src/protocol/session';

type Bundle = Exclude<keyof EngineAssets, 'extensionsUrl'>;

interface PackedEngine {
  /** Where the packed file lies. */
  path: string;
  packedBytes: number;
  unpackedBytes: number;
}

const resolvedId = `\0virtual:engine-assets`;
const devPrefix = '@engine/';
const bundles: Bundle[] = ['eh', 'mvp'];

/**
 * Serves and ships DuckDB's wasm files gzipped, as `virtual:engine-assets`. Raw, they are over the 25 MB that several static
 * hosts allow for a file; the worker unpacks them. They end in `.bin`, because hosts and browsers treat `.gz` and `.wasm`
 * each in their own way. Packing takes seconds, so packed files are kept under `node_modules/.cache`.
 */
export function engineAssets(): Plugin {
  let root = '';
  let base = '/';
  let isBuild = false;
  return {
    name: 'dabble:engine-assets',
    configResolved(config) {
      root = config.root;
      base = config.base;
      isBuild = config.command === 'build';
    },
    resolveId: {
      filter: { id: /^virtual:engine-assets$/ },
      handler: () => resolvedId,
    },
    load: {
      filter: { id: /^\0virtual:engine-assets$/ },
      async handler() {
        const entries: string[] = [];
        for (const bundle of bundles) {
          const engine = await packEngine(root, bundle);
          let url = `new URL(${JSON.stringify(`${base}${devPrefix}${bundle}.bin`)}, here).href`;
          if (isBuild) {
            const reference = this.emitFile({
              type: 'asset',
              name: `duckdb-${bundle}.bin`,
              source: await readFile(engine.path),
            });
            url = `import.meta.ROLLUP_FILE_URL_${reference}`;
          }
          const sizes = `packedBytes: ${engine.packedBytes}, unpackedBytes: ${engine.unpackedBytes}`;
          entries.push(`  ${bundle}: { url: ${url}, ${sizes} },`);
        }
        // The address has a name because Vite rewrites what looks like `new URL(…, import.meta.url)`.
        return `const here = import.meta.url;\nexport const engineAssets = {\n${entries.join('\n')}\n};\n`;
      },
    },
    configureServer(server) {
      for (const bundle of bundles) {
        server.middlewares.use(`${base}${devPrefix}${bundle}.bin`, (_request, response, next) => {
          packEngine(root, bundle).then((engine) => {
            response.setHeader('Content-Type', 'application/octet-stream');
            response.setHeader('Content-Length', engine.packedBytes);
            createReadStream(engine.path).pipe(response);
          }, next);
        });
      }
    },
  };
}

/** The gzipped engine, packed now or earlier: the cached file is named by what it was packed from. */
async function packEngine(root: string, bundle: Bundle): Promise<PackedEngine> {
  const wasm = await readFile(join(root, `node_modules/@duckdb/duckdb-wasm/dist/duckdb-${bundle}.wasm`));
  const digest = createHash('sha256').update(wasm).digest('hex').slice(0, 16);
  const folder = join(root, 'node_modules/.cache/dabble-engine');
  const path = join(folder, `duckdb-${bundle}-${digest}.bin`);
  let packedBytes = await sizeOf(path);
  if (packedBytes === undefined) {
    const packed = await promisify(gzip)(wasm, { level: constants.Z_BEST_COMPRESSION });
    await mkdir(folder, { recursive: true });
    // Renamed into place, so that a build that is stopped half-way leaves no half file for the next.
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, packed);
    await rename(draft, path);
    packedBytes = packed.byteLength;
  }
  return { path, packedBytes, unpackedBytes: wasm.byteLength };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    return undefined;
  }
}
