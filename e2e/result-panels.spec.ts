import { expect, test } from './fixtures';
import { ITEMS, show } from './result-steps';

test('values are inspected, columns profiled', async ({ playground, page }) => {
  await test.step('the inspector shows nested values, JSON, bytes, links and whole rows', async () => {
    await playground.goto();
    await show(
      playground,
      `SELECT {'a': [1, NULL], 'b': 'x'} AS s, '{"k": [true]}' AS j, '\\x01\\x41'::BLOB AS b, 'https://duckdb.org/' AS link, e'two\\nlines' AS t, '<b>no markup</b>' AS m`,
    );
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await playground.cells.first().click();
    await page.keyboard.press('Enter');
    const tree = inspector.getByRole('tree');
    await tree.getByRole('treeitem').first().focus();
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key);
    await expect(tree.getByRole('treeitem').nth(3)).toBeFocused();
    await expect(tree.getByRole('treeitem')).toHaveText([/\{2\}/, /a\s*\[2\]/, /1\s*1/, /2\s*NULL/, /b\s*x/]);
    await playground.cells.nth(1).click();
    await expect(tree.getByRole('treeitem').nth(1)).toHaveText(/k\s*\[1\]/);
    await playground.cells.nth(2).click();
    await expect(inspector).toContainText('00000000 01 41');
    await playground.cells.nth(3).click();
    await expect(inspector.getByRole('link')).toHaveAttribute('href', 'https://duckdb.org/');
    await page.keyboard.press('End');
    await expect(inspector).toContainText('<b>no markup</b>');
    await inspector.getByRole('button', { name: 'Record' }).click();
    await expect(inspector.getByRole('term')).toHaveText(['s', 'j', 'b', 'link', 't', 'm']);
    await page.keyboard.press('Escape');
    await expect(inspector).toHaveCount(0);
    await expect(playground.grid.locator(':focus')).toHaveCount(1);
  });

  await test.step('a profile shows every column, and a value of it filters', async () => {
    await show(playground, ITEMS);
    await page.getByRole('button', { name: 'Profile' }).click();
    const profile = page.getByRole('region', { name: 'Column profile' });
    await expect(profile.getByRole('img', { name: /^id: 200,000 values from 0 to 199999/ })).toBeVisible();
    await expect(profile).toContainText('150,000 values · 50,000 NULL');
    await profile.getByRole('button', { name: /NULL/ }).click();
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '50001');
    await page.keyboard.press('Escape');
  });

  await test.step('a profile of 200 columns can be stopped', async () => {
    await show(
      playground,
      `SELECT ${Array.from({ length: 200 }, (_, i) => `i * ${i} AS c${i}`).join(', ')} FROM range(100000) r(i)`,
    );
    await page.getByRole('button', { name: 'Profile' }).click();
    const profile = page.getByRole('region', { name: 'Column profile' });
    await expect(profile.getByRole('listitem').first()).toBeVisible();
    await profile.getByRole('button', { name: 'Stop' }).click();
    await expect(profile).toContainText(/Stopped after \d+ columns/);
    await show(playground, 'SELECT 42');
  });
});
