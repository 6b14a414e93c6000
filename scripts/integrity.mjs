import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const manifest = 'integrity.json';

/**
 * Writes `integrity.json` into a folder: of every other file in it, its path and what browsers check it by (`sha384-…`).
 *
 * @param {string} folder
 */
export function writeIntegrity(folder) {
  const paths = readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((path) => path !== manifest && statSync(join(folder, path)).isFile())
    .sort();
  const entries = paths.map((path) => {
    const digest = createHash('sha384')
      .update(readFileSync(join(folder, path)))
      .digest('base64');
    return [path.replaceAll(sep, '/'), `sha384-${digest}`];
  });
  writeFileSync(join(folder, manifest), `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
}
