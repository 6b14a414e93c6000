import type { Route } from '@playwright/test';
import { expect, test } from './fixtures';

const ENGINE = '**/duckdb-*.bin';

test.describe('while the engine loads', () => {
  test('the page is usable, shows how far it is, and Run waits', async ({ page, playground }) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(ENGINE, async (route) => {
      await released;
      await route.continue();
    });
    await page.goto('./');

    await expect(playground.region).toHaveAttribute('data-state', 'loading');
    await expect(page.getByRole('progressbar')).toBeVisible();
    await playground.setSql('select 6 * 7 as answer');
    await playground.runButton.click();
    release();

    await expect(playground.cells).toHaveText(['42']);
    await expect(playground.region).toHaveAttribute('data-state', 'success');
  });
});

test.describe('an engine that cannot be had', () => {
  test.use({ expectedErrors: [/duckdb-.*\.bin|Failed to load resource|ERR_/] });

  const faults: [name: string, answer: Parameters<Route['fulfill']>[0] | 'abort'][] = [
    ['is missing', { status: 404, body: 'Not found' }],
    ['is forbidden', { status: 403, body: 'Forbidden' }],
    ['is a page of HTML', { status: 200, contentType: 'text/html', body: '<!doctype html><title>Hello</title>' }],
    ['is empty', { status: 200, body: '' }],
    ['does not answer', 'abort'],
  ];

  for (const [name, answer] of faults) {
    test(`it ${name}: the page says why and offers to retry, and the retry works`, async ({ page, playground }) => {
      await page.route(ENGINE, (route) => (answer === 'abort' ? route.abort() : route.fulfill(answer)));
      await page.goto('./');

      await expect(playground.alert).toContainText(/engine/i);
      expect(await playground.state()).toBe('lost');
      const failed = await playground.query('select 1');
      expect(failed).toMatchObject({ status: 'failed', error: { code: 'SESSION_FAILED' } });

      await page.unroute(ENGINE);
      await page.getByRole('button', { name: 'Retry' }).click();
      await playground.ready();
      expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
    });
  }
});

test('an engine that is cut off is told as damaged', async ({ page, playground }) => {
  await page.route(ENGINE, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, body.length / 2) });
  });
  await page.goto('./');
  await expect(playground.alert).toContainText(/damaged or incomplete/);
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
  await page.unroute(/session\.worker.*\.js/);
  await page.getByRole('button', { name: 'Retry' }).click();
  expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
});
