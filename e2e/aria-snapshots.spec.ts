import { expect, test } from './fixtures';
import { show } from './result-steps';

test('the app, as it is built for who does not see it', async ({ page, playground }) => {
  await playground.goto();
  await expect(playground.catalog.getByRole('treeitem', { name: 'main' })).toBeVisible();
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - main:
      - region "SQL playground":
        - link "Skip to the results"
        - heading "Dabble" [level=1]
        - button "Examples"
        - group "Theme":
          - radio "Theme of the system" [checked]
          - radio "Light theme"
          - radio "Dark theme"
        - button "Help"
        - region "Catalog":
          - heading "Catalog" [level=2]
          - tree "Catalog"
        - separator "Width of the catalog"
        - region "Query":
          - button "Run"
          - code:
            - textbox "SQL editor"
        - separator "Height of the editor"
        - region "Query results":
          - group "Ways to begin":
            - heading "Results appear here" [level=2]
            - list:
              - listitem:
                - button "First query Group, count and draw penguins"
        - status: /^Ready · DuckDB v[\\d.]+$/
        - button /^Memory/
  `);

  await playground.query('create table birds as select 1 as id');
  await playground.catalog.getByRole('treeitem', { name: 'birds' }).press('ArrowRight');
  await expect(playground.catalog).toMatchAriaSnapshot(`
    - tree "Catalog":
      - treeitem "main" [expanded] [level=1]
      - treeitem "birds ~1 row" [expanded] [level=2] [selected]
      - treeitem "id INTEGER" [level=3]
      - treeitem "Sample data" [expanded] [level=1]
      - treeitem "penguins.csv 13 kB" [level=2]
      - treeitem "System views sys" [expanded] [level=1]
      - treeitem "columns" [level=2]
  `);

  const results = page.getByRole('region', { name: 'Query results' });
  await show(playground, "select i as id, 'item ' || i as name from range(2) r(i)");
  await expect(results).toMatchAriaSnapshot(`
    - region "Query results":
      - tablist "Results":
        - tab /1 select i as id.* 2 rows/ [selected]
      - group "Result":
        - searchbox "Search all columns"
        - button "Inspect"
        - button "Profile"
        - button "Copy"
        - button "Export"
        - button "Pin"
      - tabpanel:
        - grid "Query result":
          - rowgroup:
            - row "id BIGINT name VARCHAR":
              - columnheader "id BIGINT"
              - columnheader "name VARCHAR"
          - rowgroup:
            - row "0 item 0":
              - gridcell "0" [selected]
              - gridcell "item 0"
            - row "1 item 1":
              - gridcell "1"
              - gridcell "item 1"
  `);

  await show(playground, 'select 1; select 2 as two');
  await expect(results).toMatchAriaSnapshot(`
    - tablist "Results":
      - tab "1 select 1 1 row"
      - tab "2 select 2 as two 1 row" [selected]
    - tabpanel "2 select 2 as two 1 row":
      - grid "Query result"
  `);

  await show(playground, 'select 1; select nope', 'error');
  await expect(results).toMatchAriaSnapshot(`
    - tablist "Results":
      - tab "1 select 1 1 row"
      - tab "2 Failed" [selected]
    - tabpanel "2 Failed":
      - alert:
        - paragraph:
          - text: BINDER_ERROR
          - button "line 1, column 18"
        - paragraph: /Referenced column "nope" was not found/
  `);
});
