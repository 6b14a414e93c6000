import { expect, test } from './fixtures';

test('parameters are fields, with types, for the statement at the caret', async ({ page, playground }) => {
  await test.step('only the statement at the caret has fields, and runs with them', async () => {
    await playground.goto();
    await playground.setSql('select 1;\nselect ? + ? as total;');
    await playground.editor.press('Control+Home');
    const fields = page.getByRole('group', { name: 'Parameters' });
    await expect(fields).toBeHidden();
    await playground.editor.press('ArrowDown');
    for (const [label, value] of [
      ['? 1', '40'],
      ['? 2', '2'],
    ] as const) {
      await fields.getByLabel(`Type of ${label}`).selectOption('Number');
      await fields.getByLabel(label, { exact: true }).fill(value);
    }
    await playground.editor.press('Control+Enter');
    await expect(playground.cells).toHaveText(['42']);

    // All at once cannot have them, and says how they can be had.
    await playground.runButton.click();
    await expect(page.getByRole('alert')).toContainText('PARAMS_WITH_BATCH');
    await expect(page.getByRole('alert')).toContainText('Ctrl+Enter');
  });

  await test.step('a value that is none is told at its field, and nothing runs', async () => {
    await playground.setSql('select $n::integer as n');
    await playground.editor.press('Control+Home');
    const fields = page.getByRole('group', { name: 'Parameters' });
    await fields.getByLabel('$n', { exact: true }).fill('many');
    await expect(fields).toContainText('Write a number such as 42');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('$n: Write a number');
    const { statements } = await playground.query("select count(*) from sys.queries where sql like 'select $n%'");
    expect(statements[0]?.rows).toEqual([['0']]);
    await fields.getByLabel('$n', { exact: true }).fill('7');
    await page.keyboard.press('Enter');
    await expect(playground.cells).toHaveText(['7']);
  });

  await test.step('a result with parameters is sorted like every other', async () => {
    await playground.setSql('from range($n::bigint) r(i)');
    await playground.editor.press('Control+Home');
    await page.getByLabel('$n', { exact: true }).fill('3');
    await page.keyboard.press('Enter');
    await expect(playground.cells).toHaveText(['0', '1', '2']);
    await playground.sort('i', 'descending');
    await expect(playground.cells).toHaveText(['2', '1', '0']);
  });

  await test.step('what a statement leaves open is asked for in fields, with types, and kept', async () => {
    await playground.setSql("select $name || '!' as greeting, $day::date + 1 as tomorrow, $count * 2 as twice");
    const fields = page.getByRole('group', { name: 'Parameters' });
    await expect(fields.getByRole('textbox')).toHaveCount(3);
    await fields.getByLabel('$name', { exact: true }).fill('Ada');
    await expect(fields.getByLabel('Type of $day')).toHaveValue('date');
    await fields.getByLabel('$day', { exact: true }).fill('2024-02-28');
    await fields.getByLabel('Type of $count').selectOption('Number');
    await fields.getByLabel('$count', { exact: true }).fill('9007199254740993');
    await page.keyboard.press('Enter');
    await expect(playground.cells).toHaveText(['Ada!', '2024-02-29', '18014398509481986']);

    await page.reload();
    await playground.ready();
    await playground.editor.press('Control+Home');
    await expect(fields.getByLabel('$name', { exact: true })).toHaveValue('Ada');
    await playground.run();
    await expect(playground.cells).toHaveText(['Ada!', '2024-02-29', '18014398509481986']);
  });
});
