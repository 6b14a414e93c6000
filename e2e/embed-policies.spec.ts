import { anybody, block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';

/** The strictest that a site is likely to have: its own files, no eval, no blob:, no styles in the markup. */
const strict =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src data:; base-uri 'none'";

const policy = (value: string) => ({ 'content-security-policy': value });

const sql = "SELECT * FROM (VALUES ('a', 1, 1.5), ('b', 2, 2.5)) t(name, n, price)";

test.describe('on the page’s own origin', () => {
  for (const where of ['with the page', 'with every file'] as const) {
    test(`a strict policy sent ${where} refuses nothing, whatever is shown`, async ({ guest, home, page }) => {
      if (where === 'with every file') home.headers = policy(strict);
      const views = ['table', 'chart', 'plan', 'text'];
      const blocks = views.map((view) => block(view, sql, `view="${view}" namespace="isolated"`)).join('');
      await guest.open(script(BUILD), blocks + block('bad', 'SELECT nope'), policy(strict));
      for (const view of views) {
        const { runButton, host } = guest.playground(view);
        await runButton.click();
        await expect(host).toHaveAttribute('data-state', 'success');
      }
      await expect(guest.playground('table').cells.first()).toHaveText('a');
      await expect(guest.playground('chart').host.locator('svg[aria-label^="Chart"]')).toBeVisible();
      await guest.playground('table').host.getByRole('columnheader').first().click();
      await guest.playground('table').cells.first().click();
      await page.keyboard.press('Control+C');
      await guest.playground('bad').runButton.click();
      await expect(guest.playground('bad').alert).toContainText('BINDER_ERROR');
      expect(await guest.refused()).toEqual([]);
    });
  }

  test('without wasm-unsafe-eval on the page alone it runs: the worker has no policy', async ({ guest }) => {
    await guest.open(script(BUILD), block(), policy(strict.replace(" 'wasm-unsafe-eval'", '')));
    await guest.expectAnswer(['42']);
    expect(await guest.refused()).toEqual([]);
  });

  test('scripts that are trusted by a nonce bring their parts', async ({ guest }) => {
    const trusting = "script-src 'nonce-abc' 'strict-dynamic'; object-src 'none'; base-uri 'none'";
    await guest.open(script(BUILD, 'nonce="abc"'), block(), policy(trusting));
    await guest.expectAnswer(['42']);
    expect(await guest.refused()).toEqual([]);
  });
});

test('on another origin, scripts that are trusted by a nonce bring their parts too', async ({ guest, cdn }) => {
  cdn.headers = anybody;
  const trusting = "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'";
  await guest.open(script(cdn.build, 'nonce="abc"'), block(), policy(trusting));
  await guest.expectAnswer(['42']);
  expect(await guest.refused()).toEqual([]);
});

test('on an isolated page, another origin’s build runs', async ({ guest, cdn, page }) => {
  cdn.headers = { ...anybody, 'cross-origin-resource-policy': 'cross-origin' };
  const isolated = {
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
  };
  await guest.open(script(cdn.build), block(), isolated);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await guest.expectAnswer(['42']);
});

test.describe('what a policy forbids is named in time, with what to change:', () => {
  test.use({ expectedErrors: [/Content Security Policy|worker|Failed to load resource|net::/i] });

  test('WebAssembly, where the worker’s script has the policy', async ({ guest, home }) => {
    home.headers = policy(strict.replace(" 'wasm-unsafe-eval'", ''));
    await guest.open(script(BUILD), block());
    await guest.expectReason(["sent with the worker's script forbids WebAssembly", "script-src … 'wasm-unsafe-eval'"]);
  });

  test('WebAssembly, where the build is on another origin', async ({ guest, cdn }) => {
    cdn.headers = anybody;
    const forgetful = `script-src ${cdn.origin}; worker-src blob:; connect-src ${cdn.origin}`;
    await guest.open(script(cdn.build), block(), policy(forgetful));
    await guest.expectReason(["The page's content security policy forbids WebAssembly", "'wasm-unsafe-eval'"]);
  });

  test('the worker', async ({ guest }) => {
    await guest.open(script(BUILD), block(), policy("default-src 'self'; worker-src 'none'"));
    await guest.expectReason(['forbids the worker', "It needs: worker-src 'self'."]);
  });

  test('the worker, where the page is isolated and the worker’s script is not', async ({ guest }) => {
    await guest.open(script(BUILD), block(), { 'cross-origin-embedder-policy': 'require-corp' });
    await guest.expectReason(['Cross-Origin-Embedder-Policy']);
  });

  test('the worker of another origin', async ({ guest, cdn }) => {
    cdn.headers = anybody;
    const forgetful = `script-src ${cdn.origin} 'wasm-unsafe-eval'; connect-src ${cdn.origin}`;
    await guest.open(script(cdn.build), block(), policy(forgetful));
    await guest.expectReason(['forbids the worker', `worker-src blob:; script-src ${cdn.origin}`]);
  });

  test('the engine’s bytes', async ({ guest, home }) => {
    home.headers = policy(strict.replace("connect-src 'self'", "connect-src 'none'"));
    await guest.open(script(BUILD), block());
    await guest.expectReason(['forbids to fetch the engine', "It needs: connect-src 'self'."]);
  });

  test('the engine’s bytes from another origin', async ({ guest, cdn }) => {
    cdn.headers = anybody;
    const forgetful = `script-src ${cdn.origin} 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'`;
    await guest.open(script(cdn.build), block(), policy(forgetful));
    await guest.expectReason([`It needs: connect-src ${cdn.origin}.`]);
  });

  test('the worker’s script from another origin', async ({ guest, home, cdn }) => {
    cdn.headers = anybody;
    const forgetful = `script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src ${cdn.origin}`;
    await guest.open(script(home.build), block('a', 'SELECT 42', `assets-url="${cdn.build}"`), policy(forgetful));
    await guest.expectReason(['forbids the worker', `script-src ${cdn.origin}`]);
  });
});
