import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import type { Request, Route } from '@playwright/test';
import { expect, test } from './fixtures';

const ENGINE = '**/duckdb-*.bin';

/** The file of the build that is asked for. */
function fileOf(request: Request): Promise<Buffer> {
  return readFile(new URL(`../dist/assets/${basename(request.url())}`, import.meta.url));
}

test.describe('while the engine loads', () => {
  test('the page is usable, shows how far it is, and Run waits', async ({ page, playground }) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    // It begins at once: a server that does not for eight seconds is given up.
    const server = createServer((_, response) => {
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).flushHeaders();
      void Promise.all([engine, released]).then(([bytes]) => response.end(bytes));
    });
    let engine: Promise<Buffer> | undefined;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await page.route(ENGINE, (route) => {
      engine = fileOf(route.request());
      return route.continue({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
    });
    await page.goto('./');

    await expect(playground.region).toHaveAttribute('data-state', 'loading');
    await expect(page.getByRole('progressbar')).toBeVisible();
    await playground.setSql('select 6 * 7 as answer');
    await playground.runButton.click();
    release();

    await expect(playground.cells).toHaveText(['42']);
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    server.closeAllConnections();
    server.close();
  });
});

test.describe('an engine that cannot be had', () => {
  test.use({ expectedErrors: [/duckdb-.*\.bin|Failed to load resource|ERR_/] });

  const cutOff = async (route: Route): Promise<void> => {
    const body = await fileOf(route.request());
    await route.fulfill({ body: body.subarray(0, 100_000) });
  };
  const page404 = { status: 200, contentType: 'text/html', body: '<!doctype html><title>Hello</title>' };
  const faults: [name: string, answer: (route: Route) => Promise<void>, reason: RegExp][] = [
    ['is missing', (route) => route.fulfill({ status: 404, body: 'Not found' }), /engine.*404/is],
    ['is forbidden', (route) => route.fulfill({ status: 403, body: 'Forbidden' }), /engine.*403/is],
    ['is a page of HTML', (route) => route.fulfill(page404), /is not the engine/i],
    ['is empty', (route) => route.fulfill({ status: 200, body: '' }), /engine/i],
    ['does not answer', (route) => route.abort(), /engine/i],
    ['is cut off', cutOff, /damaged or incomplete/],
  ];

  test('the page says why and offers to retry, each time, and the retry works', async ({ page, playground }) => {
    for (const [i, [name, answer, reason]] of faults.entries()) {
      await test.step(`it ${name}`, async () => {
        await page.route(ENGINE, answer);
        const asked = page.waitForRequest(/duckdb-.*\.bin/);
        if (i === 0) await page.goto('./');
        else await page.getByRole('button', { name: 'Retry' }).click();
        await asked;

        await expect(playground.alert).toContainText(reason);
        expect(await playground.state()).toBe('lost');
        const failed = await playground.query('select 1');
        expect(failed).toMatchObject({ status: 'failed', error: { code: 'SESSION_FAILED' } });
        await page.unrouteAll({ behavior: 'wait' });
      });
    }
    await page.getByRole('button', { name: 'Retry' }).click();
    await playground.ready();
    expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
  });
});

test('an engine that a policy forbids is told with what to change', async ({ page, playground }) => {
  // A worker's script has the policy that it is served with.
  await page.route(/session\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-security-policy': "script-src 'self'" };
    await route.fulfill({ response, headers });
  });
  await page.goto('./');
  await expect(playground.alert).toContainText("'wasm-unsafe-eval'");
  // The page looks for itself what became of the script, maybe still.
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: 'Retry' }).click();
  expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
});
