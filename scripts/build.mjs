import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './dependencies.mjs';
import { digestOf } from './digest.mjs';
import { writeIntegrity } from './integrity.mjs';

/** What the build reads. `dist/` and `lib/` are current while none of these has changed since they were written. */
const inputs = [
  'src',
  'scripts/integrity.mjs',
  'scripts/lib.mjs',
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

/** Writes `dist/`, for hosts, and `lib/`, for who imports the package. */
export function build() {
  const digest = digestInputs();
  rmSync(stampPath, { force: true });
  for (const mode of ['production', 'embed', 'client'])
    run('node_modules/vite/bin/vite.js', 'build', '--mode', mode, '--logLevel', 'warn');
  run('scripts/lib.mjs');
  writeIntegrity(join(root, 'dist'));
  mkdirSync(join(stampPath, '..'), { recursive: true });
  writeFileSync(stampPath, digest);
}

/** Writes both unless they are there and current. */
export function ensureBuild() {
  const isBuilt = ['dist/index.html', 'lib/playwright'].every((path) => existsSync(join(root, path)));
  if (isBuilt && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === digestInputs()) return;
  console.log('Building …');
  build();
}

/**
 * @param {string} program
 * @param {string[]} parameters
 */
function run(program, ...parameters) {
  const options = { cwd: root, env: { ...process.env, NODE_ENV: 'production' } };
  execFileSync(process.execPath, [join(root, program), ...parameters], {
    ...options,
    stdio: 'inherit',
  });
}

function digestInputs() {
  return digestOf(inputs.map((input) => join(root, input)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
