import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anybody, block, expect, test } from './embed-fixtures';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Several static hosts take no larger files, in bytes. */
const MOST_BYTES = 25_000_000;

async function readManifest(): Promise<Record<string, string>> {
  return JSON.parse(await readFile(join(dist, 'integrity.json'), 'utf8')) as Record<string, string>;
}

test('the manifest has every file of the build, each with its hash, and none is too large', async () => {
  const manifest = await readManifest();
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
  const names = paths.map((path) => path.replaceAll(sep, '/')).filter((name) => name !== 'integrity.json');
  expect(Object.keys(manifest).sort()).toEqual(names.sort());
  for (const name of names) {
    const digest = createHash('sha384').update(await readFile(join(dist, name)));
    expect(manifest[name], name).toBe(`sha384-${digest.digest('base64')}`);
    expect((await stat(join(dist, name))).size, name).toBeLessThanOrEqual(MOST_BYTES);
  }
});

/** What a page pins: the script, and by an import map all that it imports. */
function pinned(build: string, manifest: Readonly<Record<string, string>>): string {
  const scripts = Object.entries(manifest).filter(([path]) => path.endsWith('.js'));
  const integrity = Object.fromEntries(scripts.map(([path, hash]) => [build + path, hash]));
  return `<script type="importmap">${JSON.stringify({ integrity })}</script>
    <script type="module" src="${build}embed.js" crossorigin integrity="${manifest['embed.js'] ?? ''}"></script>`;
}

test('a page that pins the scripts runs them', async ({ guest, cdn }) => {
  cdn.headers = anybody;
  await guest.open(pinned(cdn.build, await readManifest()), block());
  await guest.expectAnswer(['42']);
});

test.describe('a script that is not what the page has pinned', () => {
  test.use({ expectedErrors: [/integrity|digest/i] });

  test('is not run', async ({ guest, cdn, page }) => {
    cdn.change = (path, body) => ({
      headers: anybody,
      body: path.endsWith('embed.js') ? `${body.toString()}\nwindow.isChanged = true;` : body,
    });
    const told = page.waitForEvent('console', (message) => /integrity|digest/i.test(message.text()));
    await guest.open(pinned(cdn.build, await readManifest()), block());
    await told;
    await expect(page.getByText('SELECT 42')).toBeVisible();
    expect(await page.evaluate(() => 'isChanged' in window)).toBe(false);
  });

  test('nor is one of its parts, and the playground says so', async ({ guest, cdn }) => {
    cdn.change = (path, body) => ({
      headers: anybody,
      body: path.includes('embed-live') ? `${body.toString()}\n// changed` : body,
    });
    await guest.open(pinned(cdn.build, await readManifest()), block());
    await guest.expectReason(['could not be loaded']);
  });
});
