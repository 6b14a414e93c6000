import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

for (const theme of ['light', 'dark']) {
  for (const width of [1280, 360]) {
    test.describe(`${theme}, ${width} px`, () => {
      test.use({ viewport: { width, height: 800 } });

      test('no view breaks a rule of axe', async ({ page, playground }) => {
        const violations = async () => {
          const { violations: found } = await new AxeBuilder({ page }).analyze();
          return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]);
        };
        await playground.goto(`?theme=${theme}`);
        expect(await violations()).toEqual([]);

        await playground.runButton.click();
        await expect(playground.region).toHaveAttribute('data-state', 'success');
        expect(await violations()).toEqual([]);

        await playground.setSql('select 1; select nope');
        await playground.runButton.click();
        await expect(playground.region).toHaveAttribute('data-state', 'error');
        expect(await violations()).toEqual([]);

        await page.getByRole('button', { name: 'Examples' }).click();
        expect(await violations()).toEqual([]);
      });
    });
  }
}

for (const theme of ['light', 'dark']) {
  test(`the compact layout breaks no rule of axe, ${theme}`, async ({ page, playground }) => {
    await page.setViewportSize({ width: 400, height: 320 });
    await playground.goto(`?embed&theme=${theme}&run=perhaps#sql=select%2042`);
    await playground.runButton.click();
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))])).toEqual([]);
  });
}
