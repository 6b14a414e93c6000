import { expect, test } from './fixtures';

const ENDLESS = 'select count(*) from range(1000000000000) where range % 7 = 8';

test.beforeEach(async ({ playground }) => {
  await playground.goto();
});

test('results are shown as they are, and what runs can be watched and ended', async ({ page, playground }) => {
  await test.step('each statement has its tab, with its own result', async () => {
    await playground.setSql("select 1 as one;\nselect 'two' as two, 2 as n;");
    await playground.runButton.click();

    await expect(playground.resultTabs).toHaveCount(2);
    await expect(page.getByRole('tab', { selected: true })).toHaveCount(1);
    await playground.resultTabs.first().click();
    await expect(playground.cells).toHaveText(['1']);
    await playground.resultTabs.last().click();
    await expect(playground.cells).toHaveText(['two', '2']);
    await expect(playground.columnHeaders).toContainText(['two', 'n']);
  });

  await test.step('NULL, the text NULL and the empty text look different', async () => {
    await playground.setSql("select null as a, 'NULL' as b, '' as c");
    await playground.runButton.click();
    await expect(playground.cells).toHaveCount(3);
    const styles = await playground.cells.evaluateAll((cells) =>
      cells.map((cell) => [cell.textContent.trim(), getComputedStyle(cell.querySelector('span, em, i') ?? cell).color]),
    );
    expect(new Set(styles.map((style) => style.join())).size).toBe(3);
  });

  await test.step('names and values with markup are text', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    await playground.setSql(`select '${markup}' as "${markup}"`);
    await playground.runButton.click();
    await expect(playground.cells).toHaveText([markup]);
    await expect(playground.columnHeaders.first()).toContainText(markup);
    expect(await page.locator('img[src=x]').count()).toBe(0);
  });

  await test.step('a long result is there to its last row', async () => {
    await playground.setSql('from range(5000)');
    await playground.runButton.click();
    await expect(playground.status).toHaveText(/5,?000 rows in/);
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '5001');
    await expect(playground.region).toHaveAttribute('data-rows', '5000');
    await playground.cells.first().click();
    await playground.page.keyboard.press('Control+End');
    await expect(playground.cells.last()).toHaveText('4999');
  });

  await test.step('zero rows keep their header', async () => {
    await playground.setSql('select 1 as nothing where false');
    await playground.runButton.click();
    await expect(playground.status).toHaveText(/0 rows in/);
    await expect(playground.columnHeaders).toContainText(['nothing']);
  });

  await test.step('an error is an alert with line and column, and is underlined', async () => {
    await playground.setSql('select 1;\nselect nope');
    await playground.runButton.click();
    await expect(playground.alert).toContainText('BINDER_ERROR');
    await expect(playground.alert).toContainText('line 2, column 8');
    await expect(page.locator('.squiggly-error')).toHaveCount(1);
    await expect(playground.region).toHaveAttribute('data-state', 'error');
  });

  await test.step('Run becomes Cancel, and Cancel ends the query', async () => {
    await playground.setSql(ENDLESS);
    await playground.runButton.click();
    await expect(playground.cancelButton).toBeVisible();
    await expect(playground.region).toHaveAttribute('data-state', 'running');
    await playground.cancelButton.click();
    await expect(playground.status).toHaveText(/Cancelled/);
    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
    await expect(playground.runButton).toBeVisible();
  });

  await test.step('rows of an endless result are there while it runs', async () => {
    await playground.setSql('from range(1000000000000)');
    await playground.runButton.click();
    await expect(playground.cells.first()).toHaveText('0');
    await expect(playground.region).toHaveAttribute('data-state', 'running');
    await playground.cancelButton.click();
    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
    await expect(playground.cells.first()).toHaveText('0');
  });

  await test.step('typed text runs with the keyboard alone', async () => {
    await playground.editor.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText('select 6 * 7 as answer');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(playground.cells).toHaveText(['42']);
  });

  await test.step('the catalog shows what a query made, and inserts names', async () => {
    await playground.setSql('create table "my orders" (id int, price decimal(9,2))');
    await playground.runButton.click();
    const table = playground.catalog.getByRole('treeitem', { name: /my orders/ });
    await expect(table).toBeVisible();
    // And what a script brought.
    await playground.addFile('brought.csv', 'n\n1\n');
    await expect(playground.catalog.getByRole('treeitem', { name: 'brought.csv' })).toBeVisible();

    await playground.setSql('');
    await table.getByText('my orders').click();
    await expect.poll(() => playground.getSql()).toContain('"my orders"');
    await expect(playground.catalog.getByRole('treeitem', { name: /queries/ }).first()).toBeVisible();
    await expect(page.getByRole('tree', { name: 'Catalog' })).toHaveCount(1);
  });
});

test('every example runs; text and theme are there after a reload', async ({ page, playground }) => {
  await test.step('every example runs', async () => {
    await page.getByRole('button', { name: 'Examples' }).click();
    const names = await page.getByRole('menuitem').allInnerTexts();
    expect(names.length).toBeGreaterThan(6);
    for (const name of names) {
      if (!(await page.getByRole('menuitem').first().isVisible()))
        await page.getByRole('button', { name: 'Examples' }).click();
      const runs = Number(await playground.region.getAttribute('data-run'));
      await page.getByRole('menuitem').nth(names.indexOf(name)).click();
      await playground.runButton.click();
      await expect(playground.region).toHaveAttribute('data-run', String(runs + 1));
      if (/cancel|long/i.test(name)) await playground.cancelButton.click();
      await expect(playground.region).toHaveAttribute('data-state', /success|error|cancelled/);
      const state = await playground.region.getAttribute('data-state');
      expect([name, state]).toEqual([
        name,
        /mistake|error|wrong/i.test(name) ? 'error' : /cancel|long/i.test(name) ? 'cancelled' : 'success',
      ]);
    }
  });

  await test.step('text, and a theme that was chosen, are there after a reload', async () => {
    await playground.setSql("select 'kept'");
    await page.getByRole('radio', { name: /dark/i }).click();
    await page.reload();
    await playground.ready();
    expect(await playground.getSql()).toBe("select 'kept'");
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });
});
