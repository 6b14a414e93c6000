import { expect, test } from './fixtures';
import { chips, column, ITEMS, show } from './result-steps';

test('a result is sorted and filtered, by the pointer and with the keyboard alone', async ({ playground, page }) => {
  await playground.goto();
  await test.step('a click on a column sorts the full result, a second one turns it, a third one ends it', async () => {
    await show(playground, ITEMS);
    await column(playground, 'id').click();
    await expect(column(playground, 'id')).toHaveAttribute('aria-sort', 'ascending');
    await column(playground, 'id').click();
    await expect(playground.cells.first()).toHaveText('199999');
    await expect(column(playground, 'id')).toHaveAttribute('aria-sort', 'descending');
    await expect(chips(page)).toContainText('sorted by id ↓');
    await expect(chips(page)).toContainText('over the full result: 200,000 of 200,000 rows');
    await column(playground, 'id').click();
    await expect(playground.cells.first()).toHaveText('0');
    await expect(chips(page)).toHaveCount(0);
    expect(await playground.getSql()).toBe(ITEMS);
  });

  await test.step('a column’s name stays under the pointer that clicks on it', async () => {
    await show(playground, ITEMS);
    await column(playground, 'id').hover();
    for (const order of ['ascending', 'descending']) {
      await page.mouse.down();
      await page.mouse.up();
      await expect(column(playground, 'id')).toHaveAttribute('aria-sort', order);
    }
    await page.mouse.down();
    await page.mouse.up();
    await expect(chips(page)).toHaveCount(0);
  });

  await test.step('Shift adds a column to the sort', async () => {
    await show(playground, ITEMS);
    await column(playground, 'part').click();
    await column(playground, 'id').click({ modifiers: ['Shift'] });
    await column(playground, 'id').click({ modifiers: ['Shift'] });
    await expect(chips(page)).toContainText('sorted by part ↑, then id ↓');
    await expect(playground.cells.first()).toHaveText('199998');
  });

  await test.step('a filter by condition, by picked values and by search, each told in words and taken away', async () => {
    await show(playground, ITEMS);
    await column(playground, 'id').click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: 'Filter…' }).click();
    const form = page.getByRole('form', { name: 'Filter id' });
    await form.getByLabel('Test').selectOption('is at least');
    await form.getByLabel('Value', { exact: true }).fill('199000');
    await form.getByRole('button', { name: 'Apply' }).click();
    await expect(chips(page)).toContainText('id >= 199000');
    await expect(chips(page)).toContainText('1,000 of 200,000 rows');
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '1001');

    await column(playground, 'name').click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: 'Filter…' }).click();
    await page.getByRole('checkbox', { name: /^NULL/ }).check();
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '251');

    await page.getByRole('searchbox', { name: 'Search all columns' }).fill('1999');
    await expect(chips(page)).toContainText('some column contains “1999”');
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '26');
    await page.getByRole('button', { name: 'Remove: id >= 199000' }).click();
    await expect(chips(page)).not.toContainText('id >= 199000');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '200001');
  });

  await test.step('a value that is none of the type is told as an error, and what was shown stays', async () => {
    await show(playground, ITEMS);
    await column(playground, 'id').click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: 'Filter…' }).click();
    await page.getByLabel('Value', { exact: true }).fill('many');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(playground.alert).toContainText('CONVERSION_ERROR');
    await expect(playground.cells.first()).toHaveText('0');
  });

  await test.step('what would be other rows when run again is sorted as it is kept', async () => {
    await show(playground, 'SELECT random() AS r, i AS id FROM range(1000) r(i)');
    const rows = (await playground.cells.allTextContents()).map((text) => text.trim());
    await column(playground, 'id').click();
    await expect(chips(page)).toContainText('over the rows kept here: 1,000 of 1,000 rows');
    expect((await playground.cells.allTextContents()).slice(0, 12).map((text) => text.trim())).toEqual(
      rows.slice(0, 12),
    );
    await column(playground, 'id').click();
    await expect(playground.cells.nth(1)).toHaveText('999');
  });

  await test.step('a result stays what it was when its table has changed', async () => {
    await show(playground, 'CREATE TABLE t AS FROM range(5) r(i); FROM t');
    expect((await playground.query('UPDATE t SET i = i + 100')).status).toBe('succeeded');
    await column(playground, 'i').click();
    await column(playground, 'i').click();
    await expect(chips(page)).toContainText('over the rows kept here');
    await expect(playground.cells).toHaveText(['4', '3', '2', '1', '0']);
  });

  await test.step('rows that a statement returned are sorted without running it again', async () => {
    await show(playground, 'CREATE OR REPLACE TABLE t(i INT); INSERT INTO t VALUES (3), (1), (2) RETURNING i');
    await column(playground, 'i').click();
    await expect(playground.cells).toHaveText(['1', '2', '3']);
    expect((await playground.query('SELECT count(*) FROM t')).statements[0]?.rows).toEqual([['3']]);
  });

  await test.step('stopping a sort leaves the rows, and says nothing of it', async () => {
    await show(playground, "SELECT i, hash(i) AS h, repeat('y', 30) AS s FROM range(5000000) r(i)");
    await column(playground, 's').click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(chips(page)).toHaveCount(0);
    await expect(column(playground, 's')).not.toHaveAttribute('aria-sort');
    await show(playground, 'SELECT 42');
    await expect(playground.cells).toHaveText(['42']);
  });

  await test.step('from the text to a filtered result with the keyboard alone', async () => {
    await playground.setSql(ITEMS);
    await playground.editor.focus();
    await page.keyboard.press('Control+Enter');
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    // Tab leaves the editor from here on.
    await page.keyboard.press('Control+m');
    const role = () => page.evaluate(() => document.activeElement?.getAttribute('role'));
    while ((await role()) !== 'gridcell') await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(chips(page)).toContainText('sorted by id ↑');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('f');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Value', { exact: true })).toBeFocused();
    await page.keyboard.type('17');
    await page.keyboard.press('Enter');
    await expect(chips(page)).toContainText('id = 17');
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '2');
    await expect(column(playground, 'id')).toBeFocused();
    const clear = page.getByRole('button', { name: 'Clear all' });
    while (!(await clear.evaluate((button) => button === document.activeElement))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(chips(page)).toHaveCount(0);
    await expect(column(playground, 'id')).toBeFocused();
  });
});
