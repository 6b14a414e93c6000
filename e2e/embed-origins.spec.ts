import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { anybody, block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';

const embedScript = fileURLToPath(new URL('../dist/embed.js', import.meta.url));

test.describe('the build on another origin', () => {
  test('that allows this page: the script finds its parts beside itself', async ({ guest, cdn, page }) => {
    cdn.headers = anybody;
    await guest.open(script(cdn.build), block());
    await guest.expectAnswer(['42']);
    expect(page.workers()).toHaveLength(1);
    expect(cdn.asked.some((path) => path.endsWith('.bin'))).toBe(true);
  });

  test('under a policy that names it, nothing is refused', async ({ guest, cdn }) => {
    cdn.headers = anybody;
    const policy = `default-src 'none'; img-src data:; script-src ${cdn.origin} 'wasm-unsafe-eval'; worker-src blob:; connect-src ${cdn.origin}`;
    await guest.open(script(cdn.build), block(), { 'content-security-policy': policy });
    await guest.expectAnswer(['42']);
    expect(await guest.refused()).toEqual([]);
  });

  test('assets-url: the engine comes from there, the script from the page’s own', async ({ guest, home, cdn }) => {
    cdn.headers = anybody;
    await guest.open(script(home.build), block('a', 'SELECT 42', `assets-url="${cdn.build}"`));
    await guest.expectAnswer(['42']);
    const isEngine = (path: string) => /worker|\.bin$/.test(path);
    expect(cdn.asked.filter(isEngine).length).toBeGreaterThanOrEqual(2);
    expect(home.asked.filter(isEngine)).toEqual([]);
  });

  test.describe('that allows nobody', () => {
    test.use({ expectedErrors: [/CORS|net::ERR_FAILED|worker/i] });

    test('it is named, with the header to send', async ({ guest, home, cdn }) => {
      await guest.open(script(home.build), block('a', 'SELECT 42', `assets-url="${cdn.build}"`));
      await guest.expectReason([cdn.origin, 'Access-Control-Allow-Origin']);
    });

    test('for its engine alone, that is named too', async ({ guest, cdn }) => {
      cdn.change = (path) => (path.endsWith('.bin') ? {} : { headers: anybody });
      await guest.open(script(cdn.build), block());
      await guest.expectReason([/duckdb-\w+-[\w-]+\.bin/, 'Access-Control-Allow-Origin']);
    });

    test('for the parts that are loaded later, that is named too', async ({ guest, cdn }) => {
      cdn.change = (path) => (path.includes('embed-live') ? {} : { headers: anybody });
      await guest.open(script(cdn.build), block());
      await guest.expectReason([/embed-live/, 'Access-Control-Allow-Origin']);
    });
  });
});

test.describe('the page', () => {
  test('in another folder, with a <base> elsewhere', async ({ guest, home }) => {
    home.pages.set('/other/place/setup.sql', { body: 'CREATE TABLE t AS SELECT 7 AS x' });
    await guest.open(
      `<base href="/other/place/">${script(`../..${BUILD}`)}`,
      block('a', 'FROM t', 'setup="setup.sql"') + block('b', 'SELECT 8', 'assets-url="../../docs/build"'),
    );
    await guest.expectAnswer(['7']);
    await guest.expectAnswer(['8'], 'b');
  });

  test('with a <base> on another origin, and assets-url relative to it', async ({ guest, home, cdn }) => {
    cdn.headers = anybody;
    await guest.open(
      `<base href="${cdn.origin}/docs/">${script(home.build)}`,
      block('a', 'SELECT 42', 'assets-url="build"'),
    );
    await guest.expectAnswer(['42']);
    expect(cdn.asked.some((path) => path.endsWith('.bin'))).toBe(true);
  });

  test('with an import map that has other ideas of our packages', async ({ guest, home }) => {
    const imports = { svelte: '/no.js', 'apache-arrow': '/no.js', '@duckdb/duckdb-wasm': '/no.js', './': '/no/' };
    await guest.open(`<script type="importmap">${JSON.stringify({ imports })}</script>${script(home.build)}`, block());
    await guest.expectAnswer(['42']);
    expect(home.asked.filter((path) => path.startsWith('/no'))).toEqual([]);
  });

  test('may load the script when it likes', async ({ guest, home, page }) => {
    await guest.open('', block());
    await page.evaluate((address) => import(address), `${home.build}embed.js`);
    await guest.expectAnswer(['42']);
  });

  test.describe('that loads the script as a classic one', () => {
    test.use({ expectedErrors: [/outside a module|^threw\s*$/] });

    test('is told so in the console, and stays readable', async ({ guest, home, page }) => {
      const told = page.waitForEvent('pageerror');
      await guest.open(`<script src="${home.build}embed.js"></script>`, block());
      expect((await told).message).toContain('Cannot use import statement outside a module');
      await expect(page.getByText('SELECT 42 AS answer')).toBeVisible();
    });
  });

  test.describe('opened as a file', () => {
    test.use({ expectedErrors: [/CORS|ERR_FAILED/] });

    test('with a script beside it stays readable', async ({ page }, testInfo) => {
      const path = testInfo.outputPath('page.html');
      await writeFile(testInfo.outputPath('embed.js'), await readFile(embedScript));
      await writeFile(path, `<!doctype html><title>File</title>${script('./')}${block()}`);
      await page.goto(pathToFileURL(path).href);
      await expect(page.getByText('SELECT 42 AS answer')).toBeVisible();
    });

    test('with a script from a server is told to be served', async ({ guest, cdn, page }, testInfo) => {
      cdn.headers = anybody;
      const path = testInfo.outputPath('page.html');
      await writeFile(path, `<!doctype html><title>File</title>${script(cdn.build)}${block()}`);
      await page.goto(pathToFileURL(path).href);
      await guest.expectReason([/opened as files.*http:/]);
    });
  });
});
