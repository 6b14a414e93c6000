import { expect, test } from './fixtures';
import { FramingPage } from './framing-page';

test.describe('height', () => {
  const lastHeight = async (host: FramingPage) => (await host.told('resize')).at(-1)?.height ?? 0;

  for (const height of [300, 900]) {
    test(`follows the content, not the frame of ${height} px`, async ({ page, site }) => {
      const host = new FramingPage(page);
      await host.open(site, '?embed#sql=select%2042', { width: 600, height });
      await expect(host.frame.locator('.monaco-editor')).toBeVisible();
      await expect.poll(() => lastHeight(host)).toBeGreaterThan(200);
      const short = await lastHeight(host);
      expect(short).toBeLessThan(330);

      await host.call('setSql', ['from range(8);\n\n\n\n\n\n\n']);
      await expect.poll(() => lastHeight(host)).toBeGreaterThan(short + 60);
      const withoutRows = await lastHeight(host);
      await host.call('run');
      await expect.poll(() => lastHeight(host)).toBeGreaterThan(withoutRows + 100);

      const heights = (await host.told('resize')).map((each) => each.height);
      expect(heights.filter((each, i) => each === heights[i - 1])).toEqual([]);
    });
  }

  test('a frame of that height shows all, and stays so', async ({ page, site }) => {
    const host = new FramingPage(page);
    await host.open(site, '?embed#sql=from%20range(6)');
    await host.runButton.click();
    await expect(host.cells).toHaveCount(6);
    await expect(host.region).toHaveAttribute('data-state', 'success');
    await expect.poll(() => lastHeight(host)).toBeGreaterThan(400);
    const height = await lastHeight(host);
    await page.evaluate((to) => document.querySelector('iframe')?.setAttribute('height', String(to)), height);
    await expect(host.cells.last()).toBeInViewport({ ratio: 1 });
    const body = host.frame.getByRole('tabpanel');
    await expect.poll(() => body.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    expect(await lastHeight(host)).toBe(height);
  });
});

for (const size of [
  { width: 320, height: 300 },
  { width: 900, height: 500 },
]) {
  test(`the compact layout fits ${size.width} × ${size.height}`, async ({ page, playground }) => {
    await page.setViewportSize(size);
    await playground.goto('?embed#sql=select%201%20as%20one,%202%20as%20two');
    await expect(playground.catalog).toHaveCount(0);
    await expect(page.getByRole('banner')).toHaveCount(0);
    await playground.runButton.click();
    await expect(playground.cells.first()).toBeInViewport({ ratio: 1 });
    await expect(playground.editor).toBeInViewport();
    await expect(playground.status).toBeInViewport({ ratio: 1 });
    const overflow = () =>
      page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth - innerWidth, scrollHeight - innerHeight];
      });
    await expect.poll(overflow).toEqual([0, 0]);
  });
}

test('Tab leaves the editor of the compact layout, which opens in the playground with all that it has', async ({
  page,
  playground,
}) => {
  await playground.goto('?embed&run&role=author&namespace=lesson#sql=select%2042');
  await expect(page.locator('.monaco-editor')).toBeVisible();
  await playground.editor.focus();
  await page.keyboard.press('Tab');
  await expect(playground.editor).not.toBeFocused();
  expect(await playground.getSql()).toBe('select 42');

  const link = page.getByRole('link', { name: 'Open in playground' });
  await expect(link).toHaveAttribute('href', /#v1=/);
  const before = (await link.getAttribute('href')) ?? '';
  await playground.setSql('select 43 as answer');
  // It is packed, which takes a moment.
  await expect(link).not.toHaveAttribute('href', before);
  await expect(link).toHaveAttribute('target', '_blank');
  const [popup] = await Promise.all([page.waitForEvent('popup'), link.click()]);
  await popup.waitForFunction(() => window.playground !== undefined);
  await popup.evaluate(() => window.playground?.ready());
  expect(new URL(popup.url()).search).toBe('');
  await expect.poll(() => popup.evaluate(() => window.playground?.getSql())).toBe('select 43 as answer');
  await expect(popup.getByText('Namespace lesson')).toBeVisible();
  await expect(popup.getByRole('tree', { name: 'Catalog' })).toBeVisible();
});
