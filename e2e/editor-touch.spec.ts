import { expect, test } from './fixtures';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 780 } });

test('fingers get suggestions in a row and no Monaco, and a key runs the statement at the caret', async ({
  page,
  playground,
}) => {
  await test.step('fingers get suggestions in a row, and no Monaco', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await playground.goto();
    await playground.query('create table orders (id integer, "ship to" varchar)');
    await playground.setSql('');
    await playground.editor.tap();
    await page.keyboard.type('select * from ord');
    const suggestions = page.getByRole('group', { name: 'Suggestions' });
    await suggestions.getByRole('button', { name: 'orders', exact: true }).tap();
    await expect(playground.editor).toBeFocused();
    await page.keyboard.type(' where "sh');
    await suggestions.getByRole('button', { name: 'ship to' }).tap();
    expect(await playground.getSql()).toBe('select * from orders where "ship to"');
    expect(asked.filter((url) => url.includes('monaco'))).toEqual([]);
  });

  await test.step('a key runs the statement at the caret here as well', async () => {
    await playground.setSql('select 1;\nselect 2;');
    await playground.editor.press('Control+Home');
    await page.keyboard.press('Control+Enter');
    await expect(playground.cells).toHaveText(['1']);
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    await page.keyboard.press('Control+Shift+Enter');
    await expect(page.getByRole('tab')).toHaveCount(2);
  });
});
