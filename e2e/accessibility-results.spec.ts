import { expectNoViolations } from './axe';
import { expect, test } from './fixtures';
import { chips, column, exportAs, show } from './result-steps';

const ENDLESS = 'select count(*) from range(1000000000000) where range % 7 = 8';
const NARROW = { width: 400, height: 800 };

test('the results break no rule of axe', async ({ page, playground }) => {
  await test.step('no value in the inspector', async () => {
    await playground.goto();
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await show(
      playground,
      `select {'a': [1, NULL], 'b': 'x'} as struct, '{"k": [true]}' as json, '\\x01\\x41'::blob as bytes, repeat('\\xFF', 40000)::blob as many,
       from_base64('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==') as image,
       'https://duckdb.org/' as link, repeat('text ', 30000) as text, null as nothing, range(1000) as list, date '2024-02-29' as day`,
    );
    await playground.cells.first().dblclick();
    const columns = ['struct', 'json', 'bytes', 'many', 'image', 'link', 'text', 'nothing', 'list', 'day'];
    await expectNoViolations(
      page,
      Object.fromEntries(
        columns.map((name, i) => [
          name,
          async () => {
            await playground.grid.locator(`[role="gridcell"][aria-colindex="${i + 1}"]`).click();
            await expect(inspector).toContainText(name);
          },
        ]),
      ),
    );
    await inspector.getByRole('button', { name: 'Close' }).click();
  });

  await test.step('no view of a result', async () => {
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await expectNoViolations(page, {
      'a result': () =>
        show(
          playground,
          "select i as id, i * 1.5 as price, if(i % 3 = 0, null, 'item ' || i) as name from range(9) r(i)",
        ),
      'a result, narrow': () => page.setViewportSize(NARROW),
      'sorted rows, some of them selected': async () => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await column(playground, 'name').click();
        await expect(chips(page)).toContainText('over the full result');
        await playground.cells.nth(4).click();
        await page.keyboard.press('Shift+ArrowDown');
        await page.keyboard.press('Shift+ArrowRight');
        await playground.cells.nth(9).hover();
      },
      "a column's menu": async () => {
        await column(playground, 'name').click({ button: 'right' });
        await page.getByRole('menuitem', { name: 'Hide' }).hover();
      },
      'a filter': async () => {
        await page.getByRole('menuitemcheckbox', { name: 'Filter…' }).click();
        await page.getByRole('checkbox', { name: /^NULL/ }).check();
      },
      'filtered and searched rows': async () => {
        await button('Apply').click();
        await page.getByRole('searchbox', { name: 'Search all columns' }).fill('7');
        await expect(chips(page)).toContainText('some column contains');
      },
      'a profile': async () => {
        await button('Clear all').click();
        await button('Profile').click();
        await expect(page.getByRole('region', { name: 'Column profile' })).toContainText('3 NULL');
      },
      'a profile over the rows': () => page.setViewportSize(NARROW),
      'a cell in the inspector': async () => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await playground.cells.nth(4).dblclick();
      },
      'a record in the inspector': () => button('Record').click(),
      'the inspector over the rows': () => page.setViewportSize(NARROW),
      'the copy menu': async () => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await button('Copy').click();
      },
      'the export menu': async () => {
        await page.keyboard.press('Escape');
        await button('Export').click();
      },
      'a file that was saved': async () => {
        await page.keyboard.press('Escape');
        await exportAs(page, 'CSV');
        await expect(page.getByRole('group', { name: 'Export' })).toContainText('Saved');
      },
      'a file that could not be written': async () => {
        await show(playground, "select repeat('x', 40000) as long");
        await button('Export').click();
        await page.getByRole('menuitem', { name: /^Excel/ }).click();
        await expect(playground.alert).toContainText('A cell holds');
      },
      'no rows': () => show(playground, 'select 1 as nothing where false'),
      'no result': () => show(playground, 'create table birds as select 1 as id'),
      'several results, of which the last has failed': () =>
        show(playground, 'select 1; select 2; select di from birds', 'error'),
      'an error, narrow': () => page.setViewportSize(NARROW),
      'a pinned result beside another': async () => {
        await page.setViewportSize({ width: 1280, height: 800 });
        await show(playground, 'select 1 as first');
        await button('Pin').click();
        await show(playground, 'select 2 as second');
        await button('Compare').click();
      },
      'the result of the run before': async () => {
        await playground.setSql(ENDLESS);
        await playground.runButton.click();
        await expect(page.getByText('of the run before')).toBeVisible();
      },
      'rows that are not all': async () => {
        await playground.cancelButton.click();
        await playground.setSql('from range(1000000000000)');
        await playground.runButton.click();
        await expect(page.locator('footer .progress')).toContainText('rows');
        await playground.cancelButton.click();
        await expect(page.getByText(/^incomplete:/)).toBeVisible();
      },
    });
  });
});

test('what is kept of a large result, and long work on it, break no rule of axe', async ({ page, playground }) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.addInitScript(() => {
    localStorage.setItem('dabble.max-rows', '1000');
  });
  await playground.goto();

  await expectNoViolations(page, {
    'a result that is cut': async () => {
      await show(playground, "select i as id, 'text ' || i as t, i * 1.5 as d from range(3000000) r(i)");
      await expect(page.getByText('first 1,000 of 3,000,000 rows')).toBeVisible();
    },
    'how much is kept': () => button('Get the rest').click(),
    'an export on its way': async () => {
      await button('Leave').click();
      await button('Export').click();
      await page.getByRole('menuitem', { name: /^Parquet/ }).click();
      await expect(page.getByRole('group', { name: 'Export' })).toContainText('Writing result.parquet');
    },
    'an export that was stopped': async () => {
      await button('Stop the export').click();
      await expect(page.getByRole('group', { name: 'Export' })).toContainText('was stopped');
    },
    'a profile that was stopped': async () => {
      const columns = Array.from({ length: 200 }, (_, i) => `i * ${i} as c${i}`);
      await show(playground, `select ${columns.join(', ')} from range(100000) r(i)`);
      await button('Profile').click();
      const profile = page.getByRole('region', { name: 'Column profile' });
      await expect(profile.getByRole('listitem').first()).toBeVisible();
      await profile.getByRole('button', { name: 'Stop' }).click();
      await expect(profile).toContainText('Stopped after');
    },
    'a record with many columns': async () => {
      await button('Inspect').click();
      await button('Record').click();
      await page.getByRole('searchbox', { name: 'Find a column' }).fill('c19');
    },
  });
});
