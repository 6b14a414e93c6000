import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures';
import { expectFocusSeen, tabTo } from './focus-ring';
import { added, fileNames } from './import-steps';
import { ScreenReader } from './screen-reader';

const ORDERS = 'id;day;price\n1;31.12.2020;2,5\n2;01.02.2021;-\n';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('what is in the catalog has a menu', async ({ page, playground }) => {
  await playground.goto();
  await playground.setSql('');
  await playground.addFile('orders.csv', ORDERS);
  await playground.addFile('taken.csv', 'n\n1\n');
  await playground.query('create table birds as select 1 as id');
  const node = (name: string | RegExp) => playground.catalog.getByRole('treeitem', { name });
  const pick = async (of: string | RegExp, entry: string) => {
    await node(of).click({ button: 'right' });
    await page.getByRole('menuitem', { name: entry }).click();
  };

  await node('orders.csv').hover();
  await node('orders.csv').getByTitle('More').click();
  await page.getByRole('menuitem', { name: 'Query this' }).click();
  await expect(playground.status).toHaveText(/^2 rows/);
  await pick('orders.csv', 'Preview');
  await expect(page.getByRole('group', { name: 'orders.csv', exact: true }).getByRole('cell')).toHaveCount(6);
  await pick('orders.csv', 'Copy name');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('orders.csv');
  const download = page.waitForEvent('download');
  await node('orders.csv').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Save as it is' }).click();
  expect((await download).suggestedFilename()).toBe('orders.csv');
  expect(await readFile(await (await download).path(), 'utf8')).toBe(ORDERS);

  // Renames; asks where the name is taken.
  await pick('orders.csv', 'Rename…');
  const dialog = page.getByRole('dialog', { name: 'Rename orders.csv' });
  await dialog.getByLabel('New name').fill('taken.csv');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(dialog).toContainText('taken.csv is here already.');
  await expect(dialog.getByRole('button', { name: 'Replace' })).toBeVisible();
  await dialog.getByLabel('New name').fill('bills.csv');
  await dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(node('bills.csv')).toBeVisible();
  await fileNames(playground).toEqual(['bills.csv', 'taken.csv']);

  // Removes, and undoes it; also in a new session it is there.
  await pick('bills.csv', 'Remove');
  await expect(node('bills.csv')).toHaveCount(0);
  await added(page).getByRole('button', { name: 'Undo' }).click();
  await expect(node('bills.csv')).toBeVisible();
  expect(await playground.query("select count(*) from 'bills.csv'")).toHaveRows([[2]]);

  await pick('birds', 'Describe');
  await expect(playground.cells.first()).toHaveText('id');
  expect(await playground.getSql()).toContain('DESCRIBE birds;');
  await pick('birds', 'Drop…');
  await page.getByRole('dialog', { name: 'Drop birds?' }).getByRole('button', { name: 'Drop', exact: true }).click();
  await expect(node('birds')).toHaveCount(0);

  // Samples are brought when they are looked at.
  await pick('penguins.csv', 'Preview');
  await expect(page.getByRole('group', { name: 'penguins.csv', exact: true }).getByRole('row')).toHaveCount(6);
  await expect(node('penguins.csv')).toHaveCount(1);

  // Where the catalog is a drawer, it makes way for what is chosen.
  await page.setViewportSize({ width: 400, height: 800 });
  await playground.openCatalog();
  await pick('taken.csv', 'Query this');
  await expect(playground.catalog).toHaveCount(0);
  await expect(playground.cells).toHaveText(['1']);
});

test('tables, views and files of the catalog are saved in every format that results have', async ({
  page,
  playground,
}) => {
  await playground.goto();
  await playground.addFile('data/orders.csv', 'id,what\n1,\n2,tea\n');
  await playground.query(`create schema "my shop"; create table "my shop"."Tea, ""green""" as select 1.50::decimal(9,2) as price;
    create temp table draft as select 7 as n; create view endless as select range as i from range(100000000000)`);
  await playground.query('create table far as select 42 as answer', { namespace: 'other' });
  await playground.query(`attach ':memory:' as shed; create table shed.main."a.b" as select 43 as answer`);
  const node = (name: string | RegExp) => playground.catalog.getByRole('treeitem', { name });
  const progress = page.getByRole('group', { name: 'Export' });
  const begin = async (of: string | RegExp, format: string) => {
    await node(of).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Save as…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Save/ });
    await dialog.getByRole('radio', { name: format, exact: true }).check();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  };
  const saved = async (of: string | RegExp, format: string) => {
    const downloading = page.waitForEvent('download');
    await begin(of, format);
    const download = await downloading;
    return { name: download.suggestedFilename(), path: await download.path() };
  };

  const orders = await saved('data/orders.csv', 'NDJSON .ndjson');
  expect(orders.name).toBe('orders.ndjson');
  expect(await readFile(orders.path, 'utf8')).toBe('{"id": 1, "what": null}\n{"id": 2, "what": "tea"}\n');
  await expect(progress).toContainText('Saved orders.ndjson: 2 rows.');
  const tea = await saved(/^my shop.Tea/, 'SQL .sql');
  expect(await readFile(tea.path, 'utf8')).toContain(`INSERT INTO "Tea, ""green""" VALUES\n  ('1.50'`);
  const parquet = await saved(/^draft/, 'Parquet .parquet');
  expect(parquet.name).toBe('draft.parquet');
  await playground.addFile('draft.parquet', { path: parquet.path });
  expect(await playground.query("from 'draft.parquet'")).toHaveRows([[7]]);
  for (const [database, table, answer] of [
    ['other', 'far', 42],
    ['shed', 'a.b', 43],
  ] as const) {
    await node(new RegExp(`^${database}`)).click();
    const { name, path } = await saved(new RegExp(`^${table}`), 'CSV .csv');
    expect([name, await readFile(path, 'utf8')]).toEqual([`${table}.csv`, `answer\n${answer}\n`]);
  }

  // Rows are written as they come, and stopped when somebody says so; what cannot be read says why.
  await begin(/^endless/, 'CSV .csv');
  await expect(progress).toContainText(/Writing endless.csv: [\d,.]+ rows, [\d.]+ MB/);
  await progress.getByRole('button', { name: 'Stop the export' }).click();
  await expect(progress).toContainText('The export of endless.csv was stopped');
  expect(await playground.query('select 1')).toHaveRows([[1]]);
  await playground.addFile('broken.parquet', 'PAR1 it is not');
  await begin(/^broken/, 'JSON .json');
  await expect(progress.getByRole('alert')).toContainText('broken.json could not be written: ');
  await progress.getByRole('button', { name: 'Close' }).click();
  await expect(progress).toHaveCount(0);
});

test('data is added and put in order with the keyboard alone', async ({ page, playground }) => {
  const { keyboard } = page;
  const focused = page.locator(':focus');
  const reader = await ScreenReader.listenTo(page);
  await playground.goto();
  await playground.addFile('a.csv', 'n\n1\n');
  await playground.addFile('b.csv', 'n\n2\n');
  const node = (name: string) => playground.catalog.getByRole('treeitem', { name });
  await expect(node('b.csv')).toBeVisible();

  const button = page.getByRole('button', { name: 'Add data', exact: true });
  await tabTo(page, button);
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Choose files…' })).toBeFocused();
  await expectFocusSeen(page);
  await tabTo(page, page.getByRole('textbox', { name: 'Paste' }));
  await keyboard.insertText('n\n3\n');
  await tabTo(page, page.getByRole('button', { name: 'Add', exact: true }));
  await keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'pasted.csv', exact: true })).toBeVisible();
  await expect(button).toBeFocused();
  await page.evaluate(() => navigator.clipboard.writeText('x\ty\n1\t2\n'));
  await reader.skip();
  await keyboard.press('ControlOrMeta+v');
  await reader.hears('polite: pasted.tsv is here, 8 B.');
  await expect(page.getByRole('group', { name: 'pasted.tsv', exact: true })).toBeVisible();

  await tabTo(page, node('main'));
  await keyboard.press('a');
  await expect(node('a.csv')).toBeFocused();
  await expect(focused).toHaveAttribute('aria-haspopup', 'menu');
  await keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Query this' })).toBeFocused();
  await expectFocusSeen(page);
  await keyboard.press('Escape');
  await expect(node('a.csv')).toBeFocused();

  await keyboard.press('F2');
  await expect(page.getByLabel('New name')).toBeFocused();
  await keyboard.type('z');
  await keyboard.press('Enter');
  await expect(node('z.csv')).toBeVisible();
  await expect(focused).toHaveRole('treeitem');

  await node('b.csv').focus();
  await keyboard.press('Delete');
  await expect(node('b.csv')).toHaveCount(0);
  await expect(focused).toHaveRole('treeitem');
  await tabTo(page, page.getByRole('button', { name: 'Undo' }));
  await keyboard.press('Enter');
  await expect(node('b.csv')).toBeVisible();

  await node('z.csv').focus();
  await keyboard.press('ContextMenu');
  await expect(page.getByRole('menuitem', { name: 'Query this' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(playground.cells).toHaveText(['1']);
});
