import { expectNoViolations } from './axe';
import { expect, test } from './fixtures';

test('what the editor shows breaks no rule of axe', async ({ page, playground }) => {
  const { keyboard } = page;
  await playground.goto();
  // Before Monaco has come there is nobody to ask for help.
  await expect(page.locator('.monaco-editor')).toBeVisible();
  await playground.query('create table orders (id integer, total decimal(10, 2))');
  const write = async (sql: string): Promise<void> => {
    await playground.setSql('');
    await playground.editor.focus();
    await keyboard.type(sql);
  };

  await expectNoViolations(page, {
    suggestions: async () => {
      await write('select * from ord');
      await expect(page.locator('.suggest-widget.visible')).toContainText('orders');
    },
    'parameters of a function': async () => {
      await write('select substring(');
      await expect(page.locator('.parameter-hints-widget.visible')).toContainText('VARCHAR');
    },
    'a mistake, and what it is': async () => {
      await write('select totl from orders where id = 1');
      await expect(page.locator('.squiggly-error')).toHaveCount(1);
      await keyboard.press('F8');
      await expect(page.getByText('Referenced column "totl" not found').first()).toBeVisible();
    },
    'what may be done about it': async () => {
      await keyboard.press('Escape');
      await keyboard.press('Control+.');
      await expect(page.locator('.action-widget .monaco-list')).toContainText('total');
    },
    'statements that have run': async () => {
      await keyboard.press('Escape');
      await write('select 1; select 2');
      await keyboard.press('Escape');
      await playground.run();
      await expect(page.locator('.statement-note')).toHaveCount(2);
    },
    'fields for parameters': async () => {
      await write('select $n::integer');
      await page.getByLabel('$n', { exact: true }).fill('many');
      await expect(page.getByRole('group', { name: 'Parameters' })).toContainText('Write a number');
    },
  });
});
