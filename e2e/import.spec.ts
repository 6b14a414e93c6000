import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectFocusSeen, tabTo } from './focus-ring';
import { ScreenReader } from './screen-reader';
import type { Playground } from '../src/playwright/fixture';

const ORDERS = 'id;day;price\n1;31.12.2020;2,5\n2;01.02.2021;-\n';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Writes files below the test's own folder, and gives its path. */
async function folderOf(testInfo: TestInfo, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    const path = testInfo.outputPath(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return testInfo.outputPath();
}

/** Chooses files, or a folder, in the browser's own dialog. */
async function choose(page: Page, button: string, paths: string | string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add data', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(paths);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** As Ctrl+V with the focus on nothing in particular. */
async function paste(page: Page, text: string, html = ''): Promise<void> {
  await page.evaluate(
    ([plain, rich]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', plain);
      if (rich !== '') clipboardData.setData('text/html', rich);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [text, html] as const,
  );
}

function added(page: Page) {
  return page.getByRole('region', { name: 'Added data' });
}

/** Drops what is on this machine, as a mouse does, folders too. */
async function dropFromDisk(page: Page, ...files: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x: 640, y: 600, data });
  }
}

function fileNames(playground: Playground) {
  return expect.poll(async () => {
    const { statements } = await playground.query('SELECT file_name FROM sys.files ORDER BY ALL');
    return statements[0]?.rows.flat();
  });
}

test('files are chosen, looked at and queried', async ({ page, playground }, testInfo) => {
  const folder = await folderOf(testInfo, {
    'orders.csv': ORDERS,
    'broken.parquet': 'no parquet',
    'notes.txt': 'word\nduck\n',
    'empty.csv': '',
    'sales/2020/a.csv': 'n\n1\n',
    'sales/2020/b.csv': 'n\n2\n',
    'sales/2020/.hidden': 'x',
  });
  await playground.goto();
  await playground.setSql('');
  const names = ['orders.csv', 'broken.parquet', 'notes.txt', 'empty.csv'];
  await choose(
    page,
    'Choose files…',
    names.map((name) => `${folder}/${name}`),
  );

  const cards = added(page).getByRole('listitem');
  await expect(cards).toHaveCount(3);
  await expect(added(page)).toContainText('Left out, because it is empty: empty.csv.');
  await expect(cards.first()).toContainText('CSV · 45 B · 3 columns');
  await cards.first().getByRole('button', { name: 'First rows' }).click();
  await expect(cards.first().getByRole('columnheader')).toHaveText(['id BIGINT', 'day DATE', 'price VARCHAR']);
  await expect(cards.first().getByRole('cell')).toHaveText(['1', '2020-12-31', '2,5', '2', '2021-02-01', '-']);

  // What cannot be read is there all the same.
  const broken = page.getByRole('group', { name: 'broken.parquet', exact: true });
  await expect(broken).toContainText('Parquet · 10 B · cannot be read');
  await broken.getByRole('button', { name: 'First rows' }).click();
  await expect(broken).toContainText(/parquet/i);
  await expect(playground.catalog.getByRole('treeitem', { name: 'broken.parquet 10 B' })).toBeVisible();

  await page.getByRole('group', { name: 'notes.txt', exact: true }).getByRole('button', { name: 'Query it' }).click();
  await expect(playground.cells).toHaveText(['duck']);
  expect(await playground.getSql()).toBe("FROM read_csv('notes.txt');\n");
  await expect(added(page)).toHaveCount(0);

  // A folder's files keep their path, and can be asked as one.
  await choose(page, 'Choose a folder…', `${folder}/sales`);
  await expect(added(page)).toContainText('Left out: 1 hidden file (sales/2020/.hidden).');
  await expect(added(page).getByRole('heading')).toHaveText(['sales/2020/a.csv', 'sales/2020/b.csv']);
  await added(page).getByRole('button', { name: 'Query all as one' }).click();
  await expect(playground.cells).toHaveText(['1', '2']);
  expect(await playground.getSql()).toContain("FROM 'sales/2020/*.csv';");
});

test('tables are pasted', async ({ page, playground }) => {
  await playground.goto();
  const card = (name: string) => page.getByRole('group', { name, exact: true });

  await paste(page, 'id\tname\n1\tAda\n', '<table><tr><td>id</td><td>name</td></tr></table>');
  await expect(card('pasted.tsv').getByRole('cell')).toHaveText(['1', 'Ada']);
  await paste(page, 'x y', '<p>x</p><table><tr><th>x<th>y<tr><td colspan=2>1, 2</table>');
  await expect(card('pasted.csv').getByRole('cell')).toHaveText(['1, 2', 'NULL']);
  await paste(page, 'a,b\n1,2\n3,4\n');
  await expect(card('pasted (2).csv').getByRole('cell')).toHaveText(['1', '2', '3', '4']);
  await paste(page, '[{"a": 1}]');
  await expect(card('pasted.json')).toContainText('JSON · 10 B');

  await paste(page, 'Dear all, this is no table.');
  await expect(added(page)).toContainText('What was pasted is no table.');

  await page.getByRole('button', { name: 'Add your own data' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add data' });
  await dialog.getByRole('textbox', { name: 'Paste' }).fill('one column\nduck\n');
  await expect(dialog).toContainText('2 lines, to become pasted.csv');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(card('pasted (3).csv').getByRole('cell')).toHaveText(['duck']);

  // Text fields keep what is theirs.
  await playground.setSql('');
  await playground.editor.focus();
  await page.evaluate(() => navigator.clipboard.writeText('select\t42'));
  await page.keyboard.press('ControlOrMeta+v');
  await expect.poll(() => playground.getSql()).toContain('42');
  await fileNames(playground).toEqual(['pasted (2).csv', 'pasted (3).csv', 'pasted.csv', 'pasted.json', 'pasted.tsv']);
});

test('folders are dropped, and nothing is replaced unasked', async ({ page, playground }, testInfo) => {
  const folder = await folderOf(testInfo, { 'sales/orders.csv': 'n\n1\n', 'sales/more.csv': 'n\n2\n' });
  await playground.goto();
  await dropFromDisk(page, `${folder}/sales`);
  await expect(added(page).getByRole('heading')).toHaveText(['sales/more.csv', 'sales/orders.csv']);

  const drop = (...names: string[]) =>
    playground.region.drop({
      files: names.map((name) => ({ name, mimeType: 'text/csv', buffer: Buffer.from('n\n7\n') })),
    });
  const valuesOf = async (name: string) => (await playground.query(`FROM '${name}'`)).statements[0]?.rows;
  await drop('orders.csv');
  await expect(page.getByRole('group', { name: 'orders.csv', exact: true })).toBeVisible();

  await writeFile(`${folder}/orders.csv`, 'n\n8\n');
  await dropFromDisk(page, `${folder}/orders.csv`);
  const dialog = page.getByRole('dialog', { name: 'orders.csv is here already' });
  await expect(dialog).toContainText('orders (2).csv');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await valuesOf('orders.csv')).toEqual([['7']]);

  await dropFromDisk(page, `${folder}/orders.csv`);
  await expect(dialog.getByRole('button', { name: 'Keep both' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'orders (2).csv', exact: true })).toBeVisible();
  expect([await valuesOf('orders.csv'), await valuesOf('orders (2).csv')]).toEqual([[['7']], [['8']]]);

  await dropFromDisk(page, `${folder}/orders.csv`, `${folder}/sales`);
  await page
    .getByRole('dialog', { name: '3 files are here already' })
    .getByRole('button', { name: 'Replace', exact: true })
    .click();
  await expect.poll(() => valuesOf('orders.csv')).toEqual([['8']]);
  await fileNames(playground).toEqual(['orders (2).csv', 'orders.csv', 'sales/more.csv', 'sales/orders.csv']);

  // In the compact layout files can be dropped, and there is nothing more to press than before.
  await playground.goto('?embed');
  await expect(page.getByRole('button', { name: /add/i })).toHaveCount(0);
  await drop('orders.csv');
  await expect(page.getByRole('note')).toHaveText('orders.csv is here, 4 B.');
  await page.getByRole('button', { name: 'Query it' }).click();
  await expect(playground.cells).toHaveText(['7']);
});

test('how a file is read is chosen, and seen at once', async ({ page, playground }) => {
  await playground.goto();
  await playground.setSql('select 1');
  await playground.dropFile({ name: 'orders.csv', data: ORDERS });
  await added(page).getByRole('button', { name: 'Options…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Options for orders.csv' });
  const preview = dialog.getByRole('group', { name: 'Preview', exact: true });
  const statement = dialog.getByRole('code');
  const choice = (name: string) => dialog.getByRole('combobox', { name, exact: true });
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true });

  await expect(choice('Delimiter')).toBeFocused();
  await expect(choice('Delimiter').locator('option').first()).toHaveText('Auto: Semicolon ;');
  await expect(field('Date format')).toHaveAttribute('placeholder', 'Auto: %d.%m.%Y');
  await expect(preview.getByRole('row')).toHaveCount(3);

  await choice('Delimiter').selectOption({ label: 'Bar |' });
  await expect(preview.getByRole('columnheader')).toHaveCount(1);
  await choice('Delimiter').selectOption({ label: 'Other…' });
  await field('Other delimiter').fill(';');
  await expect(statement).toHaveText("FROM read_csv('orders.csv', delim = ';')");
  await expect(preview.getByRole('columnheader')).toHaveCount(3);
  await choice('Decimal separator').selectOption({ label: 'Comma ,' });
  await field('Text for NULL').fill('-');
  await expect(preview.getByRole('cell')).toHaveText(['1', '2020-12-31', '2.5', '2', '2021-02-01', 'NULL']);
  await choice('Header').selectOption({ label: 'No' });
  await expect(preview.getByRole('row')).toHaveCount(4);
  await choice('Header').selectOption({ label: 'Yes' });

  // An error is shown, and can be mended.
  await choice('Type of day').selectOption('BOOLEAN');
  await expect(dialog.getByRole('alert')).toContainText('BOOLEAN');
  await choice('Type of day').selectOption('VARCHAR');
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await expect(preview.getByRole('cell').nth(1)).toHaveText('31.12.2020');

  const sql =
    "read_csv('orders.csv', delim = ';', header = true, nullstr = '-', decimal_separator = ',', types = {'day': 'VARCHAR'})";
  await expect(statement).toHaveText(`FROM ${sql}`);
  await dialog.getByRole('button', { name: 'Use' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(playground.editor).toBeFocused();
  expect(await playground.getSql()).toBe(`select 1;\n\nFROM ${sql};\n`);

  await added(page).getByRole('button', { name: 'Options…' }).click();
  await dialog.getByRole('button', { name: 'Create table…' }).click();
  await expect.poll(() => playground.getSql()).toContain(`CREATE TABLE "orders" AS FROM read_csv('orders.csv');`);
  await playground.runButton.click();
  await expect(playground.catalog.getByRole('treeitem', { name: 'orders 2 rows' })).toBeVisible();
});

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
  await pick('orders.csv', 'Save as…');
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

test.describe('addresses', () => {
  test.use({ expectedErrors: [/404/] });

  test('a file is fetched from an address, and a sample by a click', async ({ page, playground, site }) => {
    await playground.goto();
    await playground.setSql('');
    const dialog = page.getByRole('dialog', { name: 'Add data' });
    const fetchFrom = async (address: string) => {
      if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Add data', exact: true }).click();
      await dialog.getByRole('textbox', { name: 'From an address' }).fill(address);
      await dialog.getByRole('button', { name: 'Fetch' }).click();
    };
    await fetchFrom('orders.csv');
    await expect(dialog).toContainText('That is no complete address');
    await fetchFrom(`${site}none/orders.csv`);
    await expect(playground.alert).toContainText('orders.csv');
    await expect(playground.alert).toContainText('404');
    await fetchFrom(`${site}samples/NOTICE.txt`);
    await expect(page.getByRole('group', { name: 'NOTICE.txt', exact: true })).toBeVisible();
    await expect(playground.catalog.getByRole('treeitem', { name: /^NOTICE\.txt/ })).toBeVisible();

    await page.getByRole('button', { name: 'Add data', exact: true }).click();
    await dialog.getByRole('button', { name: /^co2\.csv/ }).click();
    await expect(playground.editor).toBeFocused();
    await expect.poll(() => playground.getSql()).toBe("FROM 'co2.csv';\n");
    await playground.runButton.click();
    await expect(playground.status).toHaveText(/^741 rows/);
  });
});
