import type { Page } from '@playwright/test';
import { monacoOf } from './docs-page';
import { anybody, block, expect, script, test } from './embed-fixtures';
import { BUILD, type Host } from './embed-hosts';

/** Files that only a playground that runs needs, of those that were asked for until now. */
async function askedFor(page: Page, home: Host): Promise<string[]> {
  // What the page has begun to fetch before is asked for before this.
  await page.evaluate(() => fetch(location.href));
  return home.asked.filter((path) => /embed-live|worker|\.bin$/.test(path));
}

test.describe('the engine comes', () => {
  test('with the pointer', async ({ guest, page, home }) => {
    await guest.open(script(BUILD), block());
    const { runButton, host } = guest.playground();
    await expect(runButton).toBeVisible();
    expect(await askedFor(page, home)).toEqual([]);
    await host.hover();
    await expect.poll(() => page.workers()).toHaveLength(1);
    await expect(host).toHaveAttribute('data-state', 'idle');
  });

  test('with the keyboard', async ({ guest, page, home }) => {
    await guest.open(script(BUILD), block());
    await expect(guest.playground().runButton).toBeVisible();
    expect(await askedFor(page, home)).toEqual([]);
    await page.keyboard.press('Tab');
    await expect.poll(() => page.workers()).toHaveLength(1);
  });

  test('at once, where the page wants that', async ({ guest, page }) => {
    await guest.open(script(BUILD), block('a', 'SELECT 1', 'loading="eager"'));
    await expect.poll(() => page.workers()).toHaveLength(1);
  });

  test('with Run alone, where the page wants that', async ({ guest, page, home }) => {
    await guest.open(script(BUILD), block('a', 'SELECT 42', 'loading="click"'));
    await guest.playground().host.hover();
    await page.keyboard.press('Tab');
    expect(await askedFor(page, home)).toEqual([]);
    await guest.expectAnswer(['42']);
  });

  test('with Run alone, for a visitor who saves data', async ({ guest, page, home }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
    await guest.open(
      script(BUILD),
      block() + block('eager', 'SELECT 1', 'loading="eager"') + block('auto', 'SELECT 2', 'autorun="load"'),
    );
    await guest.playground().host.hover();
    await page.keyboard.press('Tab');
    await guest.playground('auto').editor.click();
    await page.keyboard.type('x');
    expect(await askedFor(page, home)).toEqual([]);
    await expect(guest.playground('auto').host).toHaveAttribute('data-state', 'idle');
    await guest.expectAnswer(['42']);
  });
});

test('autorun="visible" runs once, when it comes into view', async ({ guest, page }) => {
  const tall = '<p style="height: 4000px">Words.</p>';
  await guest.open(script(BUILD), block() + tall + block('far', "SELECT 'far'", 'autorun="visible"'));
  const { host, cells } = guest.playground('far');
  await guest.expectAnswer(['42']);
  await expect(host).toHaveAttribute('data-state', 'idle');
  await host.scrollIntoViewIfNeeded();
  await expect(cells).toHaveText(['far']);
  await host.evaluate((element) => {
    element.remove();
    document.body.prepend(element);
  });
  await host.scrollIntoViewIfNeeded();
  await expect(host).toBeInViewport();
  await guest.expectAnswer(['42']);
  await expect(host).toHaveAttribute('data-run', '1');
  expect(page.workers()).toHaveLength(1);
});

test('Monaco comes from another origin too, with the first key', async ({ guest, page, cdn }) => {
  cdn.headers = anybody;
  await guest.open(script(cdn.build), block());
  const { editor, runButton, cells } = guest.playground();
  const monaco = monacoOf(guest.playground());
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(', 1 AS b');
  await expect(monaco).toBeVisible();
  await runButton.click();
  await expect(cells).toHaveText(['42', '1']);
});
