import { expect as quickly, test } from './stage';

// So many take a busy machine minutes.
const expect = quickly.configure({ timeout: 240_000 });

const sql = `SELECT
  i AS id,
  DATE '2000-01-01' + (i % 9000)::INTEGER AS day,
  (hash(i) % 100_000 / 100)::DECIMAL(9, 2) AS price,
  ['mallard', 'teal', 'eider'][1 + i % 3] AS species
FROM range(10_000_000) AS t(i)`;

test('Ten million rows', async ({ stage, playground, page }) => {
  await stage.open();

  await stage.scene('Ask for ten million rows', 'First ones are there before the last one is made.', async () => {
    await stage.type(sql);
    await stage.click(playground.runButton);
    await expect(playground.status).toHaveText(/^10,000,000 rows/);
    await expect(playground.cells.first()).toBeVisible();
  });

  await stage.scene('Go to the end', 'All of them are on the page. None is drawn that you do not see.', async () => {
    await stage.click(playground.cells.first());
    await stage.press('Control+End');
    await expect(playground.cells.filter({ hasText: /^\s*9999999\s*$/ })).toBeVisible();
  });

  await stage.scene('Sort them', 'In DuckDB, over the full result.', async () => {
    await stage.press('Control+Home');
    await expect(playground.cells.first()).toHaveText('0');
    const price = playground.columnHeaders.filter({ hasText: 'price' });
    await stage.click(price);
    await expect(price).toHaveAttribute('aria-sort', 'ascending');
    await stage.click(price);
    await expect(price).toHaveAttribute('aria-sort', 'descending');
    await expect(await playground.cell(0, 'price')).toHaveText('999.99');
    const note = page.getByRole('group', { name: 'Sort and filters' });
    await expect(note).toContainText('10,000,000 of 10,000,000 rows');
  });
});
