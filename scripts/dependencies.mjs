import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** @typedef {{ packages: Record<string, { version?: string; optional?: boolean; dev?: boolean }> }} LockFile */

/** Installs what package-lock.json asks for, unless it is there. Imports nothing that would have to be installed first. */
export function ensureDependencies() {
  requireNode();
  if (isInstalled()) return;
  console.log('Installing dependencies (npm ci) …');
  execFileSync('npm', ['ci', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Dabble needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

/** Compares versions, not times: a checkout touches the lock file's date. */
function isInstalled() {
  const installedPath = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installedPath)) return false;
  const wanted = readLockFile(`${root}package-lock.json`);
  const installed = readLockFile(installedPath);
  return Object.entries(wanted.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || installed.packages[path]?.version === version,
  );
}

/** @param {string} path */
function readLockFile(path) {
  return /** @type {LockFile} */ (JSON.parse(readFileSync(path, 'utf8')));
}
