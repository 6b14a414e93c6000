import { expect, test } from './fixtures';

test('the page opens its session by itself', async ({ playground }) => {
  const info = await playground.goto();

  expect(info.engineVersion).toMatch(/^v\d+\.\d+\.\d+$/);
  expect(info.bundle).toBe('eh');
  expect(await playground.state()).toBe('ready');
  await expect(playground.region).toBeVisible();
  await expect(playground.editor).toBeVisible();
});

test('Run shows rows, and its query is in system.queries', async ({ playground }) => {
  await test.step('Run on the text that is there shows rows', async () => {
    await playground.goto();
    await playground.runButton.click();

    await expect(playground.status).toHaveText(/\d+ rows? in \d/);
    await expect(playground.columnHeaders.first()).toBeVisible();
    await expect(playground.cells.first()).toBeVisible();
  });

  await test.step('the query of a moment ago is in system.queries', async () => {
    await playground.setSql('select 40 + 2 as answer');
    await playground.runButton.click();
    await expect(playground.cells.filter({ hasText: '42' })).toBeVisible();

    await playground.setSql('from system.queries');
    await playground.runButton.click();

    await expect(playground.cells.filter({ hasText: 'select 40 + 2 as answer' })).toBeVisible();
    const { statements } = await playground.query(
      `select status, origin, role, rows_returned from system.queries where sql = 'select 40 + 2 as answer'`,
    );
    expect(statements[0]?.rows).toEqual([['succeeded', 'editor', 'admin', '1']]);
  });
});
