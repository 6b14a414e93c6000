import { expect, test } from './fixtures';

test.use({ expectedErrors: [/session\.worker|monaco-editor/] });

/** Without Monaco, as where it cannot be loaded. */
test.describe('before Monaco is there', () => {
  test('the text is coloured, and lies under the letters that are written', async ({ page, playground }) => {
    await page.route(/monaco-editor/, (route) => route.abort());
    await playground.goto();
    await playground.setSql("select 'a text', 42 from range(3);\n".repeat(60));
    const light = page.locator('.light pre');
    await expect(light.locator('.keyword').first()).toHaveText('select');
    await playground.editor.evaluate((textarea) => {
      textarea.scrollTop = 200;
    });
    await expect.poll(() => light.evaluate((pre) => pre.scrollTop)).toBe(200);
    const heights = await page.evaluate(() =>
      ['textarea', '.light pre'].map((selector) => document.querySelector(selector)?.scrollHeight),
    );
    expect(heights[0]).toBe(heights[1]);
    await playground.editor.press('ControlOrMeta+End');
    await page.keyboard.type('select 7 as seven');
    await page.keyboard.press('Control+Enter');
    await expect(playground.cells).toHaveText(['7']);
  });
});

const texts: [what: string, sql: string][] = [
  ['10,000 lines', 'select 1 as a, 2 as b from range(3);\n'.repeat(10_000)],
  ['a line of a megabyte', `select 'x${'y'.repeat(990_000)}' as long; `],
  ['mixed line endings', 'select 1;\r\nselect 2;\nselect 3;\r'],
  ['names of all kinds', 'select 1 as "a ""b"", c.d", 2 as "שלום עולם", 3 as "select", 4 as größe /* 😀\t */;\n'],
];

test('hard texts are written on, and run where the caret is', async ({ page, playground }) => {
  await playground.goto();
  for (const [i, [what, sql]] of texts.entries()) {
    await test.step(what, async () => {
      await playground.setSql(sql);
      await playground.editor.press('ControlOrMeta+End');
      await page.keyboard.type(`\tselect ${i} + 42 as answer`);
      await page.keyboard.press('Control+Enter');
      await expect(playground.cells).toHaveText([String(i + 42)]);
    });
  }

  await test.step('an error behind tabs and emoji is marked where it is', async () => {
    await playground.setSql("select 1;\n\t\tselect '😀', bdoy from range(3);");
    await playground.editor.press('ControlOrMeta+Enter');
    await expect(page.getByRole('button', { name: 'line 2, column 16' })).toBeVisible();
  });
});

test('without a session the editor goes on as a plain one, and knows of one that is being opened', async ({
  page,
  playground,
}) => {
  await page.route(/session\.worker/, (route) => route.abort());
  await page.goto(playground.address);
  await expect(page.locator('.monaco-editor')).toBeVisible();
  await playground.editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('from sys.quer');
  await page.keyboard.press('Control+Space');
  await page.keyboard.press('Escape');
  expect(await playground.getSql()).toBe('from sys.quer');

  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: 'Retry' }).click();
  await playground.editor.focus();
  await page.keyboard.press('Control+Space');
  await playground.ready();
  await expect(page.locator('.suggest-widget.visible .monaco-list-row').first()).toContainText('queries');
});
