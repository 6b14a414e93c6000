import { writeFile } from 'node:fs/promises';
import { expect, test } from './fixtures';
import { added, choose, dropFromDisk, fileNames, folderOf, paste } from './import-steps';

const ORDERS = 'id;day;price\n1;31.12.2020;2,5\n2;01.02.2021;-\n';

test.use({ permissions: ['clipboard-read', 'clipboard-write'], expectedErrors: [/404/] });

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

test('how a file is read is chosen, and it is fetched from an address', async ({ page, playground, site }) => {
  await test.step('how a file is read is chosen, and seen at once', async () => {
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
    await expect(playground.catalog.getByRole('treeitem', { name: 'orders ~2 rows' })).toBeVisible();

    // Text that is not UTF-8 is seen as what it is, and read so.
    const text = 'name;città\nMüller;1\n';
    for (const [name, encoding, data] of [
      ['latin.csv', 'Latin-1', Buffer.from(text, 'latin1')],
      ['wide.csv', 'UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ] as const) {
      await playground.dropFile({ name, data });
      const card = page.getByRole('group', { name, exact: true });
      await expect(card).toContainText(`CSV · ${encoding} · ${data.length} B · 2 columns`);
      await expect(card.getByRole('columnheader')).toHaveText(['name VARCHAR', 'città BIGINT']);
      await card.getByRole('button', { name: 'Options…' }).click();
      const options = page.getByRole('dialog', { name: `Options for ${name}` });
      await expect(options.getByRole('combobox', { name: 'Encoding' }).locator('option:checked')).toHaveText(encoding);
      await expect(options.getByRole('cell')).toHaveText(['Müller', '1']);
      await options.getByRole('button', { name: 'Cancel' }).click();
      await card.getByRole('button', { name: 'Query it' }).click();
      await expect(playground.cells).toHaveText(['Müller', '1']);
    }
  });

  await test.step('a file is fetched from an address, and a sample by a click', async () => {
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
