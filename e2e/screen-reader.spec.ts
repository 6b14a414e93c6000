import { DocsPage, monacoOf } from './docs-page';
import { expect, test } from './fixtures';
import { show } from './result-steps';
import { ScreenReader } from './screen-reader';
import { killWorker } from './session-worker';

test('a run, a move over its rows and an error are heard', async ({ page, playground }) => {
  const { keyboard } = page;
  const reader = await ScreenReader.listenTo(page);
  await playground.goto();
  await expect(page.locator('.monaco-editor')).toBeVisible();
  await reader.hears(/^status: Ready · DuckDB v[\d.]+$/);

  await playground.editor.focus();
  await reader.hears(
    'region "SQL playground"',
    'region "Query"',
    'textbox "SQL editor", several lines, Ctrl+M lets Tab leave the editor',
  );
  await keyboard.press('ControlOrMeta+a');
  await keyboard.insertText("select i as id, 'item ' || i as name from range(3) r(i)");
  await keyboard.press('ControlOrMeta+Enter');
  await reader.hears('status: Running…', /^status: 3 rows in [\d.]+ m?s$/);

  await playground.cells.first().focus();
  await reader.hears('region "Query results"', 'grid "Query result"', 'gridcell "0", column id BIGINT, row 2 of 4');
  await keyboard.press('ArrowDown');
  await reader.hears('gridcell "1", row 3 of 4');
  await keyboard.press('ArrowRight');
  await reader.hears('gridcell "item 1", column name VARCHAR');
  await keyboard.press('Shift+ArrowDown');
  await reader.hears('gridcell "item 2", row 4 of 4');
  await keyboard.press('Control+c');
  await reader.hears('polite: Copied 2 × 1 cells');

  await keyboard.press('Enter');
  await reader.hears('region "Inspector", Row 3 of 3 name VARCHAR');
  await keyboard.press('PageUp');
  await reader.hears('polite: Row 2 of 3');
  await keyboard.press('Escape');
  await reader.hears('grid "Query result"', 'gridcell "item 1", column name VARCHAR, row 3 of 4');

  await keyboard.press('Control+ArrowUp');
  await reader.hears('gridcell "item 0", row 2 of 4');
  await keyboard.press('ArrowUp');
  await reader.hears('columnheader "name VARCHAR", column 2, row 1');
  await keyboard.press('Enter');
  await reader.hears(
    'columnheader "name VARCHAR", sorted ascending',
    'polite: by DuckDB, over the full result: 3 of 3 rows',
  );
  await keyboard.press('Alt+ArrowDown');
  await reader.hears('menu "Column name"', 'menuitemcheckbox "Sort ascending", checked, 1 of 8');
  await keyboard.press('Escape');
  await reader.hears('grid "Query result"', 'columnheader "name VARCHAR", column 2, row 1, sorted ascending');

  await playground.editor.focus();
  await reader.hears('region "Query"', 'textbox "SQL editor", several lines, Ctrl+M lets Tab leave the editor');
  await keyboard.press('ControlOrMeta+a');
  await keyboard.insertText('select 1; select nope');
  await keyboard.press('ControlOrMeta+Enter');
  await reader.hears(
    'status: Running…',
    /^alert: BINDER_ERROR line 1, column 18 Referenced column "nope" was not found/,
    /^status: Failed after [\d.]+ m?s$/,
  );
  await keyboard.press('Control+m');
  await reader.hears('assertive: Pressing Tab will now move focus to the next focusable element');
});

test('what the page does beside its queries is heard', async ({ page, playground }) => {
  const reader = await ScreenReader.listenTo(page);
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await reader.skip();
    await page.keyboard.press('Enter');
  };
  await playground.goto();
  await expect(page.locator('.monaco-editor')).toBeVisible();

  await playground.catalog.getByRole('treeitem', { name: 'penguins' }).focus();
  await reader.skip();
  await page.keyboard.press('Enter');
  await reader.hears("polite: Wrote 'penguins.csv' into the editor");
  await page.keyboard.press('s');
  await reader.hears(/^treeitem "seattle-weather\.csv 48 kB", opens a menu, 5 of 8, /);

  await show(playground, 'select 1; from range(3) t(n)');
  await playground.resultTabs.last().focus();
  await reader.skip();
  await page.keyboard.press('ArrowLeft');
  await reader.hears('tab "1 select 1 1 row", selected, 1 of 2');
  await press('Pin');
  await reader.hears(/^button "Pin", pressed/);

  await press('Export');
  await reader.hears('menu "Export the full result"', 'menuitem "CSV .csv", 1 of 9');
  await page.keyboard.press('Enter');
  await reader.hears('group "Result"', /^button "Export"/, 'polite: Saved result.csv: 1 row.');

  await playground.runButton.focus();
  await playground.setSql('begin; select 1');
  await reader.skip();
  await page.keyboard.press('Enter');
  await reader.hears(
    'status: Running…',
    'polite: Transaction open Commit Roll back',
    /^status: 2 statements, 1 row in/,
  );
});

test('a session that is lost, and the one after it, are heard', async ({ page, playground }) => {
  const reader = await ScreenReader.listenTo(page);
  await playground.goto();
  await playground.query('create table t as select 1 as i');
  await reader.hears(/^status: Ready/);
  await killWorker(page);
  await expect(page.getByText('A new session is open.')).toBeVisible();
  await reader.hears(
    'polite: Another session takes over. The worker ended.',
    'status: Opening the session…',
    /^polite: A new session is open\. The worker ended\. Back after .*: 1 statement run again\./,
    /^status: Ready/,
  );
});

test('a playground on a page, and its exercise, are heard', async ({ page, site }) => {
  const reader = await ScreenReader.listenTo(page);
  const docs = new DocsPage(page, site);
  await docs.open(`<sql-playground id="task" label="Ducks">
    <pre><code>SELECT i AS eggs FROM range(4) r(i)</code></pre>
    <script type="text/sql" data-expect>SELECT i AS eggs FROM range(3) r(i)</script>
    <template data-hint>There are three.</template>
  </sql-playground>`);
  const { host, editor } = docs.playground('task');
  const monaco = monacoOf(docs.playground('task'));
  const { keyboard } = page;
  const button = (name: string) => host.getByRole('button', { name, exact: true });

  await editor.focus();
  await reader.hears(
    'region "Ducks"',
    'textbox "SQL editor", value SELECT i AS eggs FROM range(4) r(i), several lines',
  );
  await keyboard.press('Tab');
  await reader.hears('disclosure "More", collapsed');
  await keyboard.press('Tab');
  await reader.hears('button "Run"');
  await keyboard.press('Enter');
  await expect(host).toHaveAttribute('data-check', 'wrong');
  // How the engine came is told on the way.
  await reader.skip();

  await keyboard.press('Enter');
  await reader.hears(
    'status: Running…',
    /^status: 4 rows in [\d.]+ m?s$/,
    'polite: Checking…',
    'polite: Not yet: 1 row not expected. Rows that are not expected eggs 3',
  );
  await button('Hint').focus();
  await reader.hears('button "Hint"');
  await keyboard.press('Enter');
  await reader.hears('button "Show solution"', 'polite: Hint: There are three.');
  await keyboard.press('Enter');
  await reader.hears('polite: SELECT i AS eggs FROM range(3) r(i)');
  await keyboard.press('Enter');
  await reader.hears('textbox "SQL editor", value SELECT i AS eggs FROM range(3) r(i), several lines');
  await keyboard.press('Control+Enter');
  await expect(host).toHaveAttribute('data-check', 'right');
  await reader.hearsAtLast('polite: Right: all 3 rows match.');

  await editor.fill('SELECT nope');
  await expect(monaco).toBeVisible();
  await expect(editor).toBeFocused();
  await reader.skip();
  await keyboard.press('Control+Enter');
  await reader.hears(
    'status: Running…',
    /^alert: BINDER_ERROR line 1, column 8 Referenced column "nope" was not found/,
    /^status: Failed after [\d.]+ m?s$/,
  );
});
