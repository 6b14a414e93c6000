import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './dependencies.mjs';
import { writeIntegrity } from './integrity.mjs';

/** What the build reads. `dist/` is current while none of these has changed since it was written. */
const inputs = [
  'src',
  'scripts/integrity.mjs',
  'public',
  'index.html',
  'package-lock.json',
  'vite.config.ts',
  'embed-parts.plugin.ts',
  'engine-assets.plugin.ts',
  'shadow-styles.plugin.ts',
  'svelte.config.js',
  'tsconfig.json',
];
const stampPath = join(root, 'node_modules/.cache/dabble-build-stamp');

/** Writes `dist/`. */
export function build() {
  const digest = digestInputs();
  rmSync(stampPath, { force: true });
  for (const mode of ['production', 'embed']) vite('build', '--mode', mode, '--logLevel', 'warn');
  writeIntegrity(join(root, 'dist'));
  mkdirSync(join(stampPath, '..'), { recursive: true });
  writeFileSync(stampPath, digest);
}

/** Writes `dist/` unless it is there and current. */
export function ensureBuild() {
  const isBuilt = existsSync(join(root, 'dist/index.html')) && existsSync(stampPath);
  if (isBuilt && readFileSync(stampPath, 'utf8') === digestInputs()) return;
  console.log('Building …');
  build();
}

/** @param {string[]} parameters */
function vite(...parameters) {
  const options = { cwd: root, env: { ...process.env, NODE_ENV: 'production' } };
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), ...parameters], {
    ...options,
    stdio: 'inherit',
  });
}

function digestInputs() {
  const hash = createHash('sha256');
  for (const input of inputs) addToDigest(hash, join(root, input));
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addToDigest(hash, path) {
  if (!existsSync(path)) return;
  hash.update(`${path}\0`);
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addToDigest(hash, join(path, name));
  } else {
    hash.update(readFileSync(path));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
