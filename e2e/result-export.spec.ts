import { expect, test } from './fixtures';
import { exportAs, show } from './result-steps';

test.describe('copy and export', () => {
  const SQL =
    "SELECT i AS id, 1.50::DECIMAL(9,2) AS price, CASE i WHEN 1 THEN NULL WHEN 2 THEN '' ELSE 'a|b' END AS name FROM range(3) r(i)";

  test('cells are copied, results exported, in every format', async ({ playground, page, context }) => {
    await playground.goto();
    await test.step('cells are copied in every format', async () => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await show(playground, SQL);
      await playground.cells.first().click();
      await page.keyboard.press('Control+a');
      for (const [format, text] of [
        [/^TSV/, 'id\tprice\tname\n0\t1.50\ta|b\n1\t1.50\t\n2\t1.50\t'],
        [/^CSV/, 'id,price,name\n0,1.50,a|b\n1,1.50,\n2,1.50,""'],
        [/^Markdown/, expect.stringContaining('| 0 | 1.50 | a\\|b |')],
        [/^JSON/, expect.stringContaining('{"id": 1, "price": 1.50, "name": null}')],
        [/^SQL/, expect.stringContaining("(0::BIGINT, '1.50'::DECIMAL(9,2), 'a|b')")],
      ] as const) {
        await page.getByRole('button', { name: 'Copy', exact: true }).click();
        // It says so for some seconds: looked for in the page, from before.
        const isSaid = page.getByText('Copied 3 × 3 cells').first().waitFor();
        await page.getByRole('menuitem', { name: format }).click();
        await isSaid;
        await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toEqual(text);
      }
    });

    await test.step('the full result is exported in every format', async () => {
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

    await test.step('an export shows how far it is, and can be stopped', async () => {
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

    await test.step('a format that cannot hold a value says so', async () => {
      await show(playground, "SELECT repeat('x', 40000) AS long, 1 AS a, 2 AS b");
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: /^Excel/ }).click();
      await expect(playground.alert).toContainText('A cell holds 32767 characters');
    });
  });
});

test('a page that is closed in the middle of an export leaves no file, and asks before', async ({
  playground,
  page,
}) => {
  await playground.goto();
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
