import { DocsPage } from './docs-page';
import { expect, test } from './fixtures';
import { expectFocusSeen, tabTo } from './focus-ring';

test('a first query, with the keyboard alone', async ({ page, playground }) => {
  const { keyboard } = page;
  const focused = page.locator(':focus');
  await playground.goto();
  await expect(page.locator('.monaco-editor')).toBeVisible();

  await tabTo(page, page.getByRole('link', { name: 'Skip to the results' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Query results' })).toBeFocused();
  await expectFocusSeen(page);

  // Writes and runs.
  await tabTo(page, playground.editor, 'Shift+Tab');
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type("select i as id, 'item ' || i as name from range(3) r(i)");
  await keyboard.press('ControlOrMeta+Enter');
  await expect(playground.status).toHaveText(/^3 rows in/);
  await expect(playground.editor).toBeFocused();

  // Tab indents, until it is told to go on.
  await keyboard.press('Control+m');
  await tabTo(page, playground.cells.first());
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  await expect(focused).toHaveText('item 1');
  await expectFocusSeen(page);

  // Looks at a cell.
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await keyboard.press('Enter');
  await expect(inspector).toBeFocused();
  await expectFocusSeen(page);
  await tabTo(page, inspector.getByRole('button', { name: 'Next row' }));
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await expect(inspector).toContainText('item 2');
  await expectFocusSeen(page);
  await keyboard.press('Escape');
  await expect(inspector).toBeHidden();
  // The rows have moved along.
  await expect(focused).toHaveText('item 2');

  // Sorts.
  await keyboard.press('Control+ArrowUp');
  await keyboard.press('ArrowUp');
  await expect(focused).toHaveRole('columnheader');
  await expectFocusSeen(page);
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  await expect(focused).toHaveAttribute('aria-sort', 'descending');
  await expect(playground.cells).toContainText(['2', 'item 2', '1', 'item 1', '0', 'item 0']);

  // Takes a name from the catalog.
  await tabTo(page, playground.catalog.getByRole('treeitem', { name: 'main' }));
  await keyboard.press('p');
  await expect(focused).toHaveText(/penguins\.csv/);
  await expectFocusSeen(page);
  await keyboard.press('Enter');
  await expect.poll(() => playground.getSql()).toContain("'penguins.csv'");

  // Has it dark.
  await tabTo(page, page.getByRole('radio', { name: 'Theme of the system' }), 'Shift+Tab');
  await keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Dark theme' })).toBeFocused();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expectFocusSeen(page);

  // Reads the help, and leaves it.
  const help = page.getByRole('button', { name: 'Help' });
  await tabTo(page, help);
  // It is longer than a narrow window.
  const wide = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 400, height: 800 });
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'Close' })).toBeFocused();
  await expectFocusSeen(page);
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeInViewport();
  await expect(page.getByText('Run the statement at the caret')).toBeInViewport();
  await keyboard.press('Escape');
  await expect(help).toBeFocused();
  await page.setViewportSize(wide);

  await tabTo(page, playground.editor);
});

test('what goes while the keyboard is in it passes the focus on', async ({ page, playground }) => {
  const focused = page.locator(':focus');
  const press = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name, exact: true });
    await tabTo(page, button);
    await page.keyboard.press('Enter');
    await expect(button).toHaveCount(0);
    await expectFocusSeen(page);
  };
  await playground.goto();
  await expect(page.locator('.monaco-editor')).toBeVisible();
  await playground.editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('begin; from range(3) t(n)');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await page.keyboard.press('Control+m');
  await press('Commit');
  await expect(playground.editor).toBeFocused();

  await tabTo(page, page.getByRole('searchbox', { name: 'Search all columns' }));
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(playground.cells).toHaveText(['2']);
  await press('Remove: some column contains “2”');
  await expect(focused).toHaveText('0');
  await expect(focused).toHaveRole('gridcell');

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await press('Remove: sorted by n ↑');
  await expect(focused).toHaveRole('columnheader');

  await tabTo(page, page.getByRole('button', { name: 'Export' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(focused).toHaveRole('menuitem');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Export' })).toContainText('Saved');
  await press('Close');
  await expect(focused).toHaveRole('columnheader');

  await page.evaluate(() => (location.hash = '#sql=select%2'));
  await press('Dismiss');
  await expect(playground.runButton).toBeFocused();
});

test('a playground between other things of a page is come to and left with Tab', async ({ page, site }) => {
  const docs = new DocsPage(page, site);
  await docs.open(
    `<style>:root { --focus: #0a6450 } a:focus { outline: 2px solid #0a6450 }</style>
     <a href="#before">Before</a>
     <sql-playground id="a"><pre><code>-- fold\nSELECT 1;\n-- end\nFROM range(3) t(n)</code></pre></sql-playground>
     <a href="#after">After</a>`,
  );
  const { host, runButton, editor, cells } = docs.playground('a');
  const more = host.getByLabel('More', { exact: true });
  const before = page.getByRole('link', { name: 'Before' });
  const after = page.getByRole('link', { name: 'After' });

  await tabTo(page, before);
  await page.keyboard.press('Tab');
  await expect(editor).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Tab');
  await expect(more).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Enter');
  await expect(host.getByRole('button', { name: 'Copy SQL' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(host.getByRole('button', { name: 'Copy SQL' })).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();

  await page.keyboard.press('Tab');
  await expect(runButton).toBeFocused();
  await expectFocusSeen(page);
  await page.keyboard.press('Enter');
  await expect(cells).toHaveText(['0', '1', '2']);
  await page.keyboard.press('Tab');
  await expect(host.getByRole('button', { name: '1 folded line' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('SELECT 1;\nFROM range(3) t(n)');

  await tabTo(page, after);
  await tabTo(page, before, 'Shift+Tab');
});
