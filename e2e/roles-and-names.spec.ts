import type { Locator } from '@playwright/test';
import { DocsPage } from './docs-page';
import { expect, test } from './fixtures';

/** A place where SQL is written and run, and how. */
interface Place {
  region: Locator;
  run: (sql: string) => Promise<void>;
}

const ENDLESS = 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8';

/** What others' pages, tests and assistive technology find a playground by. */
async function expectRolesAndNames({ region, run }: Place): Promise<void> {
  await expect(region).toBeVisible();
  await expect(region.getByRole('textbox', { name: 'SQL editor' })).toBeVisible();
  await expect(region.getByRole('button', { name: 'Run', exact: true })).toBeVisible();

  await run('SELECT 1 AS one, 2 AS two; SELECT 3 AS n');
  await expect(region.getByRole('status')).toHaveText(/^2 statements, 2 rows in [\d.]+ m?s$/);
  await expect(region.getByRole('status')).toHaveCount(1);
  const tablist = region.getByRole('tablist', { name: 'Results' });
  await expect(tablist.getByRole('tab')).toHaveCount(2);
  await expect(tablist.getByRole('tab', { selected: true })).toHaveAccessibleName('2 SELECT 3 AS n 1 row');
  const grid = region.getByRole('grid', { name: 'Query result' });
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await expect(grid.getByRole('columnheader')).toHaveAccessibleName('n INTEGER');

  await run('SELECT nope');
  await expect(region.getByRole('alert')).toContainText('BINDER_ERROR');

  await run(ENDLESS);
  await expect(region.getByRole('button', { name: 'Run', exact: true })).toHaveCount(0);
  await region.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(region.getByRole('status')).toHaveText(/^Cancelled after/);
}

for (const [name, address] of [
  ['the app', ''],
  ['the compact layout', '?embed'],
] as const) {
  test(`${name} has the roles and names that others rely on`, async ({ page, playground }) => {
    await playground.goto(address);
    await expectRolesAndNames({
      region: page.getByRole('region', { name: 'SQL playground' }),
      run: async (sql) => {
        await playground.setSql(sql);
        await playground.runButton.click();
      },
    });
    await expect(page.getByRole('tree', { name: 'Catalog' })).toHaveCount(address === '' ? 1 : 0);
  });
}

test('a playground on a page has the roles and names that others rely on', async ({ page, site }) => {
  const docs = new DocsPage(page, site);
  await docs.open('<sql-playground id="a"><pre><code>SELECT 1</code></pre></sql-playground>');
  const { runButton, editor } = docs.playground('a');
  await expectRolesAndNames({
    region: page.getByRole('region', { name: 'SQL playground' }),
    run: async (sql) => {
      await editor.fill(sql);
      await runButton.click();
    },
  });
});
