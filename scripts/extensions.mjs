// Fills a folder with DuckDB's extensions for the page, to be served beside it: where a network exists, once.
//   npm run extensions -- [version] [folder] [names…]
// then build with EXTENSIONS_URL=extensions/ (see docs/data.md).
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './dependencies.mjs';

/** Where DuckDB publishes them. */
const SOURCE = 'https://extensions.duckdb.org';

/** The DuckDB inside the engine's package: an extension fits one version alone. */
const ENGINE_VERSION = 'v1.4.3';

/** What people miss most. */
const NAMES = ['json', 'parquet', 'icu', 'excel', 'fts', 'sqlite_scanner', 'tpch', 'tpcds', 'autocomplete'];

const [version = ENGINE_VERSION, folder = join(root, 'public/extensions'), ...asked] = process.argv.slice(2);
const names = asked.length > 0 ? asked : NAMES;

if (!/^v\d+\.\d+\.\d+$/.test(version)) {
  console.error(`${version} is no version of DuckDB's: give one like ${ENGINE_VERSION}.`);
  process.exit(1);
}

let failed = 0;
for (const bundle of ['eh', 'mvp']) {
  for (const name of names) {
    const path = join(version, `wasm_${bundle}`, `${name}.duckdb_extension.wasm`);
    try {
      const bytes = await fetched(`${SOURCE}/${path.replaceAll('\\', '/')}`);
      await writeWhole(join(folder, path), bytes);
      console.log(`${path}: ${(bytes.byteLength / 2 ** 20).toFixed(1)} MiB`);
    } catch (thrown) {
      failed++;
      console.error(`${path}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
    }
  }
}
if (version !== ENGINE_VERSION)
  console.warn(`This build's engine is ${ENGINE_VERSION}: it loads no extensions of ${version}.`);
process.exit(failed === 0 ? 0 : 1);

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(address, { signal: AbortSignal.timeout(60_000) }).catch(
    (/** @type {unknown} */ thrown) => {
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      throw new Error(`could not be fetched (${reason}): is there a network?`, { cause: thrown });
    },
  );
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * So that a fetch that was cut off leaves no half of a file.
 *
 * @param {string} path
 * @param {Uint8Array} bytes
 */
async function writeWhole(path, bytes) {
  await mkdir(join(path, '..'), { recursive: true });
  const known = await readFile(path).catch(() => undefined);
  if (known && Buffer.compare(known, bytes) === 0) return;
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}
