import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { root } from './dependencies.mjs';

/** Calm and hermetic: nothing is fetched in the background, and it runs as root and without a GPU. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Painted into what is there already, edges come out a shade different each time.
  '--disable-partial-raster',
];

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const installMinutes = 5;

/** Path of a Chromium: `CHROMIUM` in the environment, Playwright's own, else one of the system's. */
export function findBrowser() {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  return [playwrightsOwn(), ...onPath, ...applications].find((path) => existsSync(path));
}

/** Finds a Chromium, or installs one: Playwright's own, else (as root, where there is apt) Debian's. */
export function ensureBrowser() {
  const found = findBrowser() ?? (install() ? findBrowser() : undefined);
  if (found !== undefined) return found;
  console.error('No Chromium found. Install one, or set CHROMIUM to the path of its executable.');
  process.exit(1);
}

function playwrightsOwn() {
  const playwright = /** @type {typeof import('@playwright/test')} */ (
    createRequire(import.meta.url)('@playwright/test')
  );
  return playwright.chromium.executablePath();
}

function install() {
  console.log('No Chromium found, installing one …');
  const isRoot = process.getuid?.() === 0;
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  // The system's libraries come along only where that may be done.
  if (attempt(process.execPath, [playwright, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium'])) return true;
  if (!isRoot) return false;
  return attempt('apt-get', ['update']) && attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
}

/**
 * @param {string} command
 * @param {string[]} parameters
 */
function attempt(command, parameters) {
  try {
    execFileSync(command, parameters, {
      stdio: 'inherit',
      timeout: installMinutes * 60_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}
