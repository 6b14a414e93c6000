import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Tells whether files have changed.
 *
 * @param {string[]} paths of files and folders; those that are not there count as absent
 * @param {(name: string) => boolean} [isWanted] which entries of folders count
 */
export function digestOf(paths, isWanted = () => true) {
  const hash = createHash('sha256');
  for (const path of paths) add(hash, path, isWanted);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 * @param {(name: string) => boolean} isWanted
 */
function add(hash, path, isWanted) {
  if (!existsSync(path)) return;
  hash.update(`${path}\0`);
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) if (isWanted(name)) add(hash, join(path, name), isWanted);
  } else {
    hash.update(readFileSync(path));
  }
}
