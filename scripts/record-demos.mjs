import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './dependencies.mjs';

const source = join(root, 'e2e/demos');
const ending = '.demo.ts';

/** Names of all demos: `first-query` for `e2e/demos/first-query.demo.ts`. */
export const demoNames = readdirSync(source)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));

/**
 * Plays demos and records them. Rejects unless all went well. Needs a current build.
 *
 * @param {object} options
 * @param {string[]} options.names
 * @param {string[]} [options.themes]
 * @param {'film' | 'stills'} [options.take] `stills`: pictures and texts without a film, in seconds
 * @param {string} [options.folder] where to; default `demos/`
 */
export async function recordDemos({ names, themes = ['light', 'dark'], take = 'film', folder }) {
  const parameters = [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    `--config=${join(source, 'playwright.config.ts')}`,
    ...themes.map((theme) => `--project=${theme}`),
    ...names.map((name) => `[\\\\/]${name}\\.demo\\.ts$`),
  ];
  const env = { ...process.env, DEMO_TAKE: take, ...(folder && { DEMO_FOLDER: folder }) };
  const playwright = spawn(process.execPath, parameters, { cwd: root, env, stdio: 'inherit' });
  const [code] = await once(playwright, 'exit');
  if (code !== 0) throw new Error(`Not all of this could be recorded: ${names.join(', ')}.`);
}
