import type { Locator } from '@playwright/test';
import { DocsPage } from './docs-page';
import { expect, test } from './fixtures';
import { show } from './result-steps';

const ENDLESS = 'select count(*) from range(1000000000000) where range % 7 = 8';

/** The colour that fills an element, or something drawn before or after it. */
const fillOf = (locator: Locator, pseudo?: string) =>
  locator.evaluate((element, part) => getComputedStyle(element, part).backgroundColor, pseudo);

test.use({ reducedMotion: 'no-preference' });

test('the page does as the system wishes: without motion, and in its colours', async ({ page, playground }) => {
  await test.step('what moves stands still where motion is not wanted, and colours change at once', async () => {
    const moving = () =>
      page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
    await page.emulateMedia({ colorScheme: 'light' });
    await playground.goto();
    await playground.setSql(ENDLESS);
    await playground.runButton.click();
    await expect(page.locator('footer .progress')).toBeVisible();
    await expect.poll(moving).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect.poll(moving).toBe(0);

    await page.getByRole('radio', { name: 'Dark theme' }).evaluate((radio: HTMLInputElement) => {
      radio.click();
    });
    expect(await moving()).toBe(0);
    await playground.cancelButton.click();
    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
  });

  await test.step('in the colours of the system, what is only a colour elsewhere is seen', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    const canvas = await fillOf(page.locator('html > body'));

    await show(playground, 'select n, null as nothing from range(3) t(n)');
    await playground.columnHeaders.first().click();
    const chip = page.getByText('sorted by n ↑');
    await expect(chip).not.toHaveCSS('border-top-width', '0px');
    expect(await fillOf(page.getByRole('separator', { name: 'Height of the editor' }), '::after')).not.toBe(canvas);

    await playground.cells.first().focus();
    await page.keyboard.press('ArrowDown');
    const cell = playground.grid.locator(':focus');
    const fill = await fillOf(cell);
    expect(fill).not.toBe(canvas);
    await expect(cell).not.toHaveCSS('outline-color', fill);
    const ink = await cell.evaluate((element) => getComputedStyle(element).color);
    await page.keyboard.press('Shift+ArrowRight');
    await expect(cell).toHaveText('NULL');
    await expect(cell).toHaveCSS('color', ink);

    await page.keyboard.press('Control+ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+ArrowDown');
    expect(await fillOf(page.getByRole('menu').getByRole('separator'))).not.toBe(canvas);
    await page.getByRole('menuitem', { name: 'Hide' }).hover();
    await expect(page.getByRole('menuitem', { name: 'Hide' })).toHaveCSS('outline-style', 'solid');
    await page.keyboard.press('Escape');

    await show(playground, 'select 1; select nope', 'error');
    expect(await fillOf(page.getByRole('tab', { selected: true }), '::after')).not.toBe(canvas);

    await playground.setSql(ENDLESS);
    await playground.runButton.click();
    await expect(page.locator('footer .progress')).toBeVisible();
    expect(await fillOf(page.locator('.track > .bar'))).not.toBe(canvas);
  });
});

test('in the colours of the system, a playground and its solution can be read', async ({ page, site }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const docs = new DocsPage(page, site);
  await docs.open(`<sql-playground id="task">
    <pre><code>SELECT 1</code></pre><script type="text/sql" data-expect>SELECT 2</script>
  </sql-playground>`);
  const { host, runButton, editor } = docs.playground('task');
  await runButton.click();
  await host.getByRole('button', { name: 'Show solution' }).click();
  await expect(host.getByRole('region', { name: 'Solution' }).getByText('SELECT')).toBeVisible();
  // Its text is drawn below it elsewhere, in colours.
  await expect(editor).not.toHaveCSS('color', 'rgba(0, 0, 0, 0)');
});
