// The example sites of documentation frameworks in e2e/pages/: builds those that are not current, as their authors would.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './build.mjs';
import { root } from './dependencies.mjs';
import { digestOf } from './digest.mjs';

/** For each, where it keeps what is copied as it is, and where it writes its pages. */
export const sites = {
  plain: { assets: '.', pages: '.' },
  vitepress: { assets: 'public', pages: '.vitepress/dist' },
  docusaurus: { assets: 'static', pages: 'build' },
  starlight: { assets: 'public', pages: 'dist' },
};
const quiet = { ASTRO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', DOCUSAURUS_NO_PERSISTENT_CACHE: '1', CI: '1' };
const written = ['node_modules', 'playground', 'dist', 'build', 'cache', '.docusaurus', '.astro'];

/** Leaves the pages of each in its folder; those are current while neither it nor the build has changed. */
export function ensureSites() {
  const build = digestOf([join(root, 'dist'), join(root, 'lib')]);
  for (const [name, { assets, pages }] of Object.entries(sites)) {
    const folder = join(root, 'e2e/pages', name);
    const stampPath = join(folder, assets, 'playground/.stamp');
    const digest = `${build} ${digestOf([folder], (entry) => !written.includes(entry))}`;
    const isCurrent = existsSync(join(folder, pages)) && existsSync(stampPath);
    if (isCurrent && readFileSync(stampPath, 'utf8') === digest) continue;
    console.log(`Building the example site ${name} …`);
    copyBuild(join(folder, assets, 'playground'));
    if (existsSync(join(folder, 'package.json'))) buildSite(folder);
    writeFileSync(stampPath, digest);
  }
}

/** @param {string} to */
function copyBuild(to) {
  rmSync(to, { recursive: true, force: true });
  cpSync(join(root, 'dist'), to, { recursive: true });
}

/** @param {string} folder */
function buildSite(folder) {
  const options = { cwd: folder, env: { ...process.env, ...quiet }, shell: process.platform === 'win32' };
  const npm = (/** @type {string[]} */ ...parameters) => {
    execFileSync('npm', parameters, { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  npm('ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel', 'error');
  // What `npm install dabble` would do.
  symlinkSync(root, join(folder, 'node_modules/dabble'), 'junction');
  npm('run', 'build', '--silent');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureBuild();
  ensureSites();
}
