import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { expect, test } from './kept-fixtures';
import { fileNames } from './import-steps';

/** Read in place, where it is kept. */
const LARGE = `n\n${'1234567\n'.repeat(1_200_000)}`;

test('a file that is kept is there at the next visit, in every tab, until it is forgotten', async ({
  page,
  context,
  playground,
}) => {
  const node = (name: RegExp, of: Page = page) =>
    of.getByRole('tree', { name: 'Catalog' }).getByRole('treeitem', { name });
  const card = (name: string) => page.getByRole('group', { name, exact: true });
  const pick = async (name: RegExp, entry: string, of: Page = page) => {
    await node(name, of).focus();
    await of.keyboard.press('Shift+F10');
    await of.getByRole('menuitem', { name: entry }).press('Enter');
  };
  const drop = (name: string, text: string) =>
    playground.region.drop({ files: [{ name, mimeType: 'text/csv', buffer: Buffer.from(text) }] });
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await playground.goto();
  await expect(playground.status).toBeVisible();
  expect(loaded.filter((url) => url.includes('keep-parts'))).toEqual([]);

  await test.step('kept from its card, and from its menu by keys', async () => {
    await drop('orders.csv', 'id\n1\n2\n');
    await card('orders.csv').getByRole('button', { name: 'Keep' }).press('Enter');
    await expect(card('orders.csv')).toContainText('kept');
    await expect(card('orders.csv').getByRole('button', { name: 'Dismiss' })).toBeFocused();
    await expect(node(/^orders.csv kept/)).toBeVisible();
    await playground.addFile('large.csv', LARGE);
    await playground.query('select 1');
    await pick(/^large.csv/, 'Keep in this browser');
    await expect(node(/^large.csv kept/)).toBeVisible();
    await playground.addFile('not-kept.csv', 'x\n1\n');
  });

  const count = "select count(*), (select sum(id) from 'orders.csv') from 'large.csv'";
  await test.step('there before the first statement', async () => {
    await page.reload();
    expect(await playground.query(count)).toHaveRows([[1_200_000, 3]]);
    await fileNames(playground).toEqual(['large.csv', 'orders.csv']);
    await expect(node(/^large.csv kept/)).toBeVisible();
  });

  await test.step('what has its name by then stays, and it is asked', async () => {
    await page.route('**/keep-parts*', async (route) => {
      await page.evaluate(() => window.playground?.addFile('orders.csv', 'id\n70\n'));
      await route.continue();
    });
    await page.reload();
    const dialog = page.getByRole('dialog', { name: 'orders.csv is here already' });
    await expect(dialog).toBeVisible();
    expect(await playground.query("from 'orders.csv'")).toHaveRows([[70]]);
    await page.keyboard.press('Escape');
    await page.unroute('**/keep-parts*');
    await pick(/^orders.csv/, 'Keep in this browser');
    await expectNoViolations(page, {
      'another one of the name is kept': () =>
        expect(page.getByRole('dialog', { name: 'Another orders.csv is kept already' })).toBeVisible(),
    });
    await page.getByRole('button', { name: 'Leave it' }).press('Enter');
    await page.reload();
    expect(await playground.query("from 'orders.csv'")).toHaveRows([[1], [2]]);
  });

  await test.step('two tabs: one forgets, the other reads on', async () => {
    const other = await context.newPage();
    await other.goto('./');
    await expect(node(/^large.csv kept/, other)).toBeVisible();
    await pick(/^large.csv/, 'Stop keeping');
    await expect(node(/^large.csv [\d.]+ MB/)).toBeVisible();
    await node(/^orders.csv/).focus();
    await page.keyboard.press('Delete');
    await expect(node(/^orders.csv/)).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await expect(node(/^orders.csv kept/)).toBeVisible();
    await pick(/^orders.csv/, 'Rename…');
    await page.getByLabel('New name').fill('bills.csv');
    await page.keyboard.press('Enter');
    await expect(node(/^bills.csv kept/)).toBeVisible();
    for (const tab of [page, other]) {
      const read = await tab.evaluate(() =>
        window.playground?.run("select count(*) from 'large.csv' where n = 1234567"),
      );
      expect(read?.statements[0]?.rows).toEqual([['1200000']]);
    }
    await other.reload();
    const files = await other.evaluate(async () => {
      const { statements } = (await window.playground?.run('select file_name from sys.files')) ?? {};
      return statements?.[0]?.rows;
    });
    expect(files).toEqual([['bills.csv']]);
    await other.close();
  });

  await test.step('without room it says so, and nothing of it is left; what is forgotten takes none', async () => {
    await pick(/^bills.csv/, 'Remove');
    await expect(node(/^bills.csv/)).toHaveCount(0);
    await page.reload();
    await fileNames(playground).toEqual([]);
    await drop('large.csv', LARGE);
    const cdp = await context.newCDPSession(page);
    const { origin } = new URL(page.url());
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 3_000_000 });
    await card('large.csv').getByRole('button', { name: 'Keep' }).click();
    await expect(playground.alert).toContainText('The browser has no room to keep large.csv. Stop keeping other files');
    await cdp.send('Storage.overrideQuotaForOrigin', { origin });
    const left = await page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('dabble-files');
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    });
    expect(left).toEqual([]);
  });
});
