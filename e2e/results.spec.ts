import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { PlaygroundPage } from './playground-page';

async function show(playground: PlaygroundPage, sql: string, state = 'success'): Promise<void> {
  await playground.setSql(sql);
  await playground.runButton.click();
  await expect(playground.region).toHaveAttribute('data-state', state);
}

const chips = (page: Page) => page.getByRole('group', { name: 'Sort and filters' });
const column = (playground: PlaygroundPage, name: string) => playground.columnHeaders.filter({ hasText: name });

async function exportAs(page: Page, format: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: new RegExp(`^${format} `) }).click();
  return readFile(await (await download).path());
}

const ITEMS =
  "SELECT i AS id, i % 3 AS part, CASE WHEN i % 4 = 0 THEN NULL ELSE 'item ' || i END AS name FROM range(200000) r(i)";

test.describe('sort and filter', () => {
  test.beforeEach(async ({ playground }) => {
    await playground.open();
  });

  test('a click on a column sorts the full result, a second one turns it, a third one ends it', async ({
    playground,
    page,
  }) => {
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

  test('Shift adds a column to the sort', async ({ playground, page }) => {
    await show(playground, ITEMS);
    await column(playground, 'part').click();
    await column(playground, 'id').click({ modifiers: ['Shift'] });
    await column(playground, 'id').click({ modifiers: ['Shift'] });
    await expect(chips(page)).toContainText('sorted by part ↑, then id ↓');
    await expect(playground.cells.first()).toHaveText('199998');
  });

  test('a filter by condition, by picked values and by search, each told in words and taken away', async ({
    playground,
    page,
  }) => {
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

  test('a value that is none of the type is told as an error, and what was shown stays', async ({
    playground,
    page,
  }) => {
    await show(playground, ITEMS);
    await column(playground, 'id').click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: 'Filter…' }).click();
    await page.getByLabel('Value', { exact: true }).fill('many');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(playground.alert).toContainText('CONVERSION_ERROR');
    await expect(playground.cells.first()).toHaveText('0');
  });

  test('what would be other rows when run again is sorted as it is kept', async ({ playground, page }) => {
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

  test('a result stays what it was when its table has changed', async ({ playground, page }) => {
    await show(playground, 'CREATE TABLE t AS FROM range(5) r(i); FROM t');
    expect((await playground.run('UPDATE t SET i = i + 100')).status).toBe('succeeded');
    await column(playground, 'i').click();
    await column(playground, 'i').click();
    await expect(chips(page)).toContainText('over the rows kept here');
    await expect(playground.cells).toHaveText(['4', '3', '2', '1', '0']);
  });

  test('rows that a statement returned are sorted without running it again', async ({ playground }) => {
    await show(playground, 'CREATE TABLE t(i INT); INSERT INTO t VALUES (3), (1), (2) RETURNING i');
    await column(playground, 'i').click();
    await expect(playground.cells).toHaveText(['1', '2', '3']);
    expect((await playground.run('SELECT count(*) FROM t')).statements[0]?.rows).toEqual([['3']]);
  });
});

test('rows that came before a failure stay, and are called incomplete', async ({ playground, page }) => {
  await playground.open();
  await show(
    playground,
    "SELECT CASE WHEN i > 1000000 THEN error('no further') ELSE i END AS x FROM range(2000000) r(i)",
    'error',
  );
  await expect(playground.alert).toContainText('no further');
  await expect(playground.cells.first()).toHaveText('0');
  await expect(page.getByText(/incomplete: [7-9]\d\d,\d{3} rows/)).toBeVisible();
});

test('a cut result says so, and how to get the rest', async ({ playground, page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('limited') === null) localStorage.setItem('dabble.max-rows', '1000');
    sessionStorage.setItem('limited', 'yes');
  });
  await playground.open();
  await show(playground, 'SELECT i AS id FROM range(5000) r(i)');
  await expect(page.getByText('first 1,000 of 5,000 rows')).toBeVisible();
  await expect(playground.grid).toHaveAttribute('aria-rowcount', '1001');
  // Sorted over all of it, not over what is kept.
  await column(playground, 'id').click();
  await column(playground, 'id').click();
  await expect(playground.cells.first()).toHaveText('4999');
  expect((await exportAs(page, 'CSV')).toString().split('\n')).toHaveLength(5002);
  await page.getByRole('button', { name: 'Get the rest' }).click();
  await page.getByLabel('Rows', { exact: true }).fill('10000');
  await page.getByRole('button', { name: 'Keep so much' }).click();
  await playground.runButton.click();
  await expect(playground.grid).toHaveAttribute('aria-rowcount', '5001');
});

test('a pinned result stays beside the next ones until it is let go', async ({ playground, page }) => {
  await playground.open();
  await show(playground, 'SELECT 1 AS first');
  await page.getByRole('button', { name: 'Pin' }).click();
  await show(playground, 'SELECT 2 AS second');
  await expect(playground.resultTabs).toHaveCount(2);
  await expect(playground.cells).toHaveText(['2']);
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('grid', { name: 'Pinned result' }).getByRole('gridcell')).toHaveText(['1']);
  await expect(playground.cells).toHaveText(['2']);
  await page.getByRole('button', { name: 'Compare' }).click();
  await playground.resultTabs.first().click();
  await expect(playground.cells).toHaveText(['1']);
  await page.getByRole('button', { name: 'Pin' }).click();
  await expect(playground.resultTabs).toHaveCount(1);
  await expect(playground.cells).toHaveText(['2']);
});

test.describe('copy and export', () => {
  const SQL =
    "SELECT i AS id, 1.50::DECIMAL(9,2) AS price, CASE i WHEN 1 THEN NULL WHEN 2 THEN '' ELSE 'a|b' END AS name FROM range(3) r(i)";

  test('cells are copied in every format', async ({ playground, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await playground.open();
    await show(playground, SQL);
    await playground.cells.first().click();
    await page.keyboard.press('Control+a');
    const copied = async (format: RegExp) => {
      await page.getByRole('button', { name: 'Copy', exact: true }).click();
      await page.getByRole('menuitem', { name: format }).click();
      await expect(page.getByText('Copied 3 × 3 cells').first()).toBeVisible();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    expect(await copied(/^TSV/)).toBe('id\tprice\tname\n0\t1.50\ta|b\n1\t1.50\t\n2\t1.50\t');
    await expect.poll(() => copied(/^CSV/)).toBe('id,price,name\n0,1.50,a|b\n1,1.50,\n2,1.50,""');
    await expect.poll(() => copied(/^Markdown/)).toContain('| 0 | 1.50 | a\\|b |');
    await expect.poll(() => copied(/^JSON/)).toContain('{"id": 1, "price": 1.50, "name": null}');
    await expect.poll(() => copied(/^SQL/)).toContain("(0::BIGINT, '1.50'::DECIMAL(9,2), 'a|b')");
  });

  test('the full result is exported in every format', async ({ playground, page }) => {
    await playground.open();
    await show(playground, SQL);
    expect((await exportAs(page, 'CSV')).toString()).toBe('id,price,name\n0,1.50,a|b\n1,1.50,\n2,1.50,""\n');
    expect((await exportAs(page, 'TSV')).toString()).toContain('0\t1.50\ta|b\n');
    expect(JSON.parse((await exportAs(page, 'JSON')).toString())).toHaveLength(3);
    expect((await exportAs(page, 'NDJSON')).toString().trimEnd().split('\n')).toHaveLength(3);
    expect((await exportAs(page, 'Markdown')).toString()).toContain('| id | price | name |');
    expect((await exportAs(page, 'SQL')).toString()).toContain('CREATE TABLE "result"');
    for (const [format, start] of [
      ['Parquet', 'PAR1'],
      ['Arrow IPC', 'ARROW1'],
      ['Excel', 'PK'],
    ] as const) {
      expect((await exportAs(page, format)).subarray(0, start.length).toString()).toBe(start);
    }
  });

  test('an export shows how far it is, and can be stopped', async ({ playground, page }) => {
    await playground.open();
    await show(playground, "SELECT i, 'text ' || i AS t, i * 1.5 AS d FROM range(3000000) r(i)");
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /^Parquet/ }).click();
    const progress = page.getByRole('group', { name: 'Export' });
    await expect(progress).toContainText(/Writing result.parquet: [1-9][\d,]* of 3,000,000 rows/);
    await page.getByRole('button', { name: 'Stop the export' }).click();
    await expect(progress).toContainText('was stopped; no file was saved');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await show(playground, 'SELECT 42');
    await expect(playground.cells).toHaveText(['42']);
  });

  test('a format that cannot hold a value says so', async ({ playground, page }) => {
    await playground.open();
    await show(playground, "SELECT repeat('x', 40000) AS long, 1 AS a, 2 AS b");
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /^Excel/ }).click();
    await expect(playground.alert).toContainText('A cell holds 32767 characters');
  });
});

test('the inspector shows nested values, JSON, bytes, links and whole rows', async ({ playground, page }) => {
  await playground.open();
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

test('a profile shows every column, and a value of it filters', async ({ playground, page }) => {
  await playground.open();
  await show(playground, ITEMS);
  await page.getByRole('button', { name: 'Profile' }).click();
  const profile = page.getByRole('region', { name: 'Column profile' });
  await expect(profile.getByRole('img', { name: /^id: 200,000 values from 0 to 199999/ })).toBeVisible();
  await expect(profile).toContainText('150,000 values · 50,000 NULL');
  await profile.getByRole('button', { name: /NULL/ }).click();
  await expect(playground.grid).toHaveAttribute('aria-rowcount', '50001');
  await page.keyboard.press('Escape');
});

test('a profile of 200 columns can be stopped', async ({ playground, page }) => {
  await playground.open();
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

for (const theme of ['light', 'dark']) {
  test(`no panel of a result breaks a rule of axe, ${theme}`, async ({ playground, page }) => {
    await playground.open(`?theme=${theme}`);
    await show(playground, ITEMS);
    const violations = async () => {
      const { violations: found } = await new AxeBuilder({ page }).analyze();
      return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);
    };
    await column(playground, 'name').click();
    await expect(chips(page)).toContainText('over the full result');
    await playground.cells.nth(5).click();
    await page.keyboard.press('Shift+ArrowDown');
    expect(await violations(), 'sorted, a range selected').toEqual([]);
    await page.keyboard.press('Enter');
    expect(await violations(), 'inspector').toEqual([]);
    await page.getByRole('button', { name: 'Record' }).click();
    expect(await violations(), 'record').toEqual([]);
    await page.getByRole('button', { name: 'Profile' }).click();
    await expect(page.getByText('150,000 values')).toBeVisible();
    expect(await violations(), 'profile').toEqual([]);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    expect(await violations(), 'menu').toEqual([]);
    await page.keyboard.press('Escape');
    await column(playground, 'name').click({ button: 'right' });
    await page.getByRole('menuitemcheckbox', { name: 'Filter…' }).click();
    await expect(page.getByRole('checkbox', { name: /^NULL/ })).toBeVisible();
    expect(await violations(), 'filter').toEqual([]);
  });
}

test('from the text to a filtered result with the keyboard alone', async ({ playground, page }) => {
  await playground.open();
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
});

test('stopping a sort leaves the rows, and says nothing of it', async ({ playground, page }) => {
  await playground.open();
  await show(playground, "SELECT i, hash(i) AS h, repeat('y', 30) AS s FROM range(5000000) r(i)");
  await column(playground, 's').click();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(chips(page)).toHaveCount(0);
  await expect(column(playground, 's')).not.toHaveAttribute('aria-sort');
  await show(playground, 'SELECT 42');
  await expect(playground.cells).toHaveText(['42']);
});

test('rows that the engine has no memory for are an error, and the session lives on', async ({ playground }) => {
  await playground.open();
  await show(
    playground,
    "SET memory_limit = '60MB'; SELECT i, hash(i) AS h FROM range(20000000) r(i) ORDER BY h",
    'error',
  );
  await expect(playground.alert).toContainText('OUT_OF_MEMORY_ERROR');
  await show(playground, "SET memory_limit = '1GB'; SELECT 42");
  await expect(playground.cells).toHaveText(['42']);
});

test('a page that is closed in the middle of an export leaves no file, and asks before', async ({
  playground,
  page,
}) => {
  await playground.open();
  await show(playground, "SELECT i, 'text ' || i AS t FROM range(2000000) r(i)");
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^Parquet/ }).click();
  await expect(page.getByRole('group', { name: 'Export' })).toContainText('Writing result.parquet');
  const asked = page.waitForEvent('dialog');
  const closing = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await closing;
  expect(downloads).toEqual([]);
});

test('a page that takes no rows in is not flooded, and Cancel still works', async ({ playground, page }) => {
  // The page's own messages that it has taken rows in, kept from the worker.
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      override postMessage(packet: unknown, transfer: StructuredSerializeOptions | Transferable[] = []): void {
        const { number, messages } = packet as { number: number; messages: { type: string }[] };
        const others = messages.filter(({ type }) => type !== 'credit');
        super.postMessage({ number, messages: others }, transfer as Transferable[]);
      }
    };
  });
  await playground.open();
  await playground.setSql("SELECT i, 'a text, number ' || i AS t FROM range(20000000) r(i)");
  await playground.runButton.click();
  const query = async () => {
    const { statements } = await playground.run(
      "SELECT status, result_bytes FROM system.queries WHERE sql LIKE '%20000000%' AND origin = 'editor'",
      { namespace: 'beside' },
    );
    return { status: statements[0]?.rows[0]?.[0], bytes: Number(statements[0]?.rows[0]?.[1]) };
  };
  await expect.poll(async () => (await query()).bytes).toBeGreaterThan(30_000_000);
  const first = await query();
  expect(first).toMatchObject({ status: 'running' });
  expect(first.bytes).toBeLessThan(40_000_000);
  expect(await query()).toEqual(first);
  await playground.cancelButton.click();
  await expect(playground.status).toContainText('Cancelled');
  await expect(playground.cells.first()).toHaveText('0');
});
