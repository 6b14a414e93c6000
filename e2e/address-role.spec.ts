import { expect, test } from './fixtures';
import { asked, sqlLink, takeOver } from './links';

test.describe('role and namespace', () => {
  test('a lower role binds the editor, also with the visitor’s own text, and the buttons of a transaction', async ({
    page,
    playground,
  }) => {
    await playground.goto('?role=reader');
    await playground.setSql('create table t as select 1');
    await playground.runButton.click();
    await expect(playground.alert).toContainText('PERMISSION_DENIED');
    expect((await playground.query('create table t as select 1')).error?.code).toBe('PERMISSION_DENIED');

    await playground.query('begin; create table t as select 1', { role: 'author' });
    await page.getByRole('button', { name: 'Commit' }).click();
    await expect(page.getByText('The role reader may not run a statement of kind TRANSACTION')).toBeVisible();
    expect((await asked(playground)).filter(([sql]) => sql === 'COMMIT')).toEqual([
      ['COMMIT', 'reader', 'editor', 'main'],
    ]);
  });

  test('an author may change, and not attach; nor by taking over', async ({ page, playground }) => {
    await playground.goto(`?role=author${sqlLink("attach ':memory:' as other")}`);
    await takeOver(page);
    await playground.runButton.click();
    await expect(playground.alert).toContainText('The role author');
    expect((await playground.query('create table t as select 1')).status).toBe('succeeded');
  });

  test('the editor works in its namespace, and the catalog writes names for it', async ({ playground }) => {
    await playground.goto('?namespace=lesson');
    await playground.query('create table there as select 1 as n', { namespace: 'main' });
    await playground.setSql('create table here as select 2 as n');
    await playground.runButton.click();
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    await playground.setSql('');
    await playground.catalog.getByRole('treeitem', { name: /^here/ }).getByText('here').click();
    await expect.poll(() => playground.getSql()).toBe('here');
    await playground.setSql('from ');
    await playground.catalog.getByRole('treeitem', { name: /there/ }).getByText('there').click();
    await expect.poll(() => playground.getSql()).toContain('memory.main.there');
    await playground.runButton.click();
    await expect(playground.cells).toHaveText(['1']);
  });
});
