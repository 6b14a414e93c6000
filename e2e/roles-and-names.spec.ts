import type { Locator } from '@playwright/test';
import { DocsPage } from './docs-page';
import { expect, test } from './fixtures';
import type { Playground } from '../src/playwright/fixture';

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

/** Where the app's page is open, in one layout or the other. */
function placeOf(playground: Playground): Place {
  return {
    region: playground.page.getByRole('region', { name: 'SQL playground' }),
    run: async (sql) => {
      await playground.setSql(sql);
      await playground.runButton.click();
    },
  };
}

test('the app has the roles and names that others rely on', async ({ page, playground }) => {
  await playground.goto();
  await expectRolesAndNames(placeOf(playground));
  await expect(page.getByRole('tree', { name: 'Catalog' })).toBeVisible();
});

test('the compact layout has them, and nothing around them', async ({ page, playground }) => {
  await playground.goto('?embed');
  const place = placeOf(playground);
  await expectRolesAndNames(place);
  await place.run('select 42 as answer');
  await expect(playground.cells).toHaveText(['42']);
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - main:
      - region "SQL playground":
        - heading "SQL playground" [level=1]
        - region "Query":
          - button "Run"
          - link "Open in playground"
          - code:
            - textbox "SQL editor"
        - region "Query results":
          - tablist "Results":
            - tab "1 select 42 as answer 1 row" [selected]
          - tabpanel:
            - grid "Query result":
              - rowgroup:
                - row "answer INTEGER"
              - rowgroup:
                - row "42"
        - status: /^1 row in [\\d.]+ m?s$/
  `);
});

test('a playground on a page has them', async ({ page, site }) => {
  const docs = new DocsPage(page, site);
  await docs.open('<sql-playground id="a"><pre><code>SELECT 1</code></pre></sql-playground>');
  const { runButton, editor, cells } = docs.playground('a');
  const place: Place = {
    region: page.getByRole('region', { name: 'SQL playground' }),
    run: async (sql) => {
      await editor.fill(sql);
      await runButton.click();
    },
  };
  await expectRolesAndNames(place);
  await place.run("SELECT 'Ada' AS name, 3 AS eggs");
  await expect(cells).toHaveText(['Ada', '3']);
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - region "SQL playground":
      - textbox "SQL editor": SELECT 'Ada' AS name, 3 AS eggs
      - group
      - button "Run"
      - status: /^1 row in [\\d.]+ m?s$/
      - grid "Query result":
        - rowgroup:
          - row "name VARCHAR eggs INTEGER"
        - rowgroup:
          - row "Ada 3"
  `);
});
