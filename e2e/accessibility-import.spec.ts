import { expectNoViolations } from './axe';
import { expect, test } from './fixtures';

test('bringing data breaks no rule of axe', async ({ page, playground }) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const node = (name: string) => playground.catalog.getByRole('treeitem', { name });
  const drop = (files: Readonly<Record<string, string>>) =>
    playground.region.drop({
      files: Object.entries(files).map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })),
    });
  const pick = async (of: string, entry: string) => {
    await node(of).click({ button: 'right' });
    await page.getByRole('menuitem', { name: entry }).click();
  };
  const narrow = { width: 400, height: 800 };
  const wide = { width: 1280, height: 800 };
  await playground.goto();

  await expectNoViolations(page, {
    'the dialog, with an address that is none': async () => {
      await button('Add your own data').click();
      await page.getByRole('textbox', { name: 'From an address' }).fill('orders.csv');
      await button('Fetch').click();
      await expect(page.getByText('That is no complete address')).toBeVisible();
    },
    'the dialog, with headers for a host': async () => {
      await page.getByRole('textbox', { name: 'From an address' }).fill('https://example.org/x.csv');
      await page.getByText('Request headers').click();
      await page.getByRole('textbox', { name: 'Header' }).fill('Authorization');
      await page.getByLabel('Value').fill('5ecret');
      await button('Keep headers').click();
      await expect(page.getByRole('list', { name: 'Hosts with headers' })).toContainText('https://example.org');
    },
    'the dialog, narrow': () => page.setViewportSize(narrow),
    'a file, narrow': async () => {
      await page.keyboard.press('Escape');
      await drop({ 'orders.csv': 'id;day\n1;31.12.2020\n2;\n' });
      await expect(page.getByRole('group', { name: 'orders.csv', exact: true })).toContainText('2 columns');
    },
    'a file': () => page.setViewportSize(wide),
    'the options of a file': async () => {
      await button('Options…').click();
      await expect(page.getByText('First 2 rows')).toBeVisible();
    },
    'options that do not fit': async () => {
      await page.getByRole('combobox', { name: 'Type of day' }).selectOption('BOOLEAN');
      await expect(playground.alert).toContainText('BOOLEAN');
    },
    'the options, narrow': () => page.setViewportSize(narrow),
    'a name that is taken': async () => {
      await page.keyboard.press('Escape');
      await page.setViewportSize(wide);
      await drop({ 'orders.csv': 'a\n1\n' });
      await expect(page.getByRole('dialog', { name: 'orders.csv is here already' })).toBeVisible();
    },
    'several files, of which one is empty and one cannot be read': async () => {
      await page.keyboard.press('Escape');
      await drop({ 'a.csv': 'a\n1\n', 'b.parquet': 'none', 'c.csv': 'c\n1\n', 'empty.csv': '' });
      const broken = page.getByRole('group', { name: 'b.parquet' });
      await expect(broken).toContainText('cannot be read');
      await broken.getByRole('button', { name: 'First rows' }).click();
    },
    'a menu in the catalog': async () => {
      await node('orders.csv').focus();
      await page.keyboard.press('Shift+F10');
      await expect(page.getByRole('menu', { name: 'orders.csv' })).toBeVisible();
    },
    'another name': async () => {
      await page.keyboard.press('Escape');
      await pick('orders.csv', 'Rename…');
      await page.getByLabel('New name').fill('a.csv');
      await button('Rename').click();
      await expect(page.getByText('a.csv is here already.')).toBeVisible();
    },
    'a file that was removed': async () => {
      await page.keyboard.press('Escape');
      await pick('orders.csv', 'Remove');
      await expect(button('Undo')).toBeVisible();
    },
    'a table that is to be dropped': async () => {
      await playground.query('create table birds as select 1 as id');
      await pick('birds', 'Drop…');
      await expect(page.getByRole('dialog', { name: 'Drop birds?' })).toBeVisible();
    },
    'a table that is to be saved': async () => {
      await page.keyboard.press('Escape');
      await pick('birds', 'Save as…');
      await expect(page.getByRole('dialog', { name: 'Save birds' })).toBeVisible();
    },
    'a table that was saved': async () => {
      await page.keyboard.press('Enter');
      await expect(page.getByText('Saved birds.csv: 1 row.')).toBeVisible();
    },
  });
});
