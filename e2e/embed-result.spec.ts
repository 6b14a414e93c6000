import type { SqlPlayground } from '../src/embed/embed';
import { block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';

const GIVEN = '<table data-result><tr><th>x</th></tr><tr><td>by hand</td></tr></table>';

test("an author's result is shown until there is a live one, and comes back with a reset", async ({ guest, page }) => {
  await guest.open(
    script(BUILD),
    `<sql-playground id="a"><pre><code>SELECT 'live' AS x</code></pre>${GIVEN}</sql-playground>`,
  );
  const { host, runButton, editor, cells, alert } = guest.playground();
  const given = page.getByRole('table');
  await expect(given).toHaveText(/by hand/);
  await expect(given).toBeVisible();

  // The engine comes, and nothing has run.
  const ready = await host.evaluateHandle((element) => ({
    comes: new Promise((resolve) => {
      element.addEventListener('playground:ready', resolve, { once: true });
    }),
  }));
  await editor.focus();
  await ready.evaluate(({ comes }) => comes);
  await expect(given).toBeVisible();

  await runButton.click();
  await expect(cells).toHaveText(['live']);
  await expect(given).toBeHidden();
  await host.evaluate((element) => (element as SqlPlayground).reset());
  await expect(cells).toHaveCount(0);
  await expect(given).toBeVisible();

  await editor.fill('SELECT nothing');
  await runButton.click();
  await expect(alert).toBeVisible();
  await expect(given).toBeHidden();
  // What goes and comes again shows what it did.
  await host.evaluate((element) => {
    element.remove();
    document.body.append(element);
  });
  await expect(alert).toBeVisible();
  await expect(given).toBeHidden();
});

test('a result that is sorted keeps its height, and what ends that looks as it does in the app', async ({
  guest,
  page,
}) => {
  await guest.open(script(BUILD), block('a', 'FROM range(3) r(i)'));
  const { cells, grid, runButton } = guest.playground();
  await runButton.click();
  await expect(cells.first()).toHaveText('0');
  const place = await grid.boundingBox();
  await page.getByRole('columnheader', { name: 'i' }).click({ clickCount: 2 });
  await expect(cells.first()).toHaveText('2');
  expect(await grid.boundingBox()).toEqual(place);
  const clear = page.getByRole('button', { name: 'Clear all' });
  await expect(clear).toHaveCSS('border-top-color', 'rgba(0, 0, 0, 0)');
  await clear.click();
  await expect(cells.first()).toHaveText('0');
  await expect(clear).toHaveCount(0);
});

test('a result is printed as a table, with all of its rows', async ({ guest, page }) => {
  await guest.open(script(BUILD), block('a', "SELECT i, 'row ' || i AS name FROM range(100) r(i)"));
  const { host, cells } = guest.playground();
  await guest.playground().runButton.click();
  await expect(cells.first()).toHaveText('0');
  await page.emulateMedia({ media: 'print' });
  await expect(host.getByRole('cell')).toHaveCount(200);
  await expect(host.getByRole('columnheader')).toHaveText([/^i\s+BIGINT$/, /^name\s+VARCHAR$/]);
  await expect(host.getByRole('cell').last()).toHaveText('row 99');
  await page.emulateMedia({ media: 'screen' });
  await expect(host.getByRole('cell')).toHaveCount(0);
  await expect(cells.first()).toHaveText('0');
});
