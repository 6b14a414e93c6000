import { expectNoViolations } from './axe';
import { expect, test } from './fixtures';

test('a mistake is shown, and put right with a click', async ({ playground, page }) => {
  await playground.goto();
  await page.evaluate(() => window.playground?.addFile('orders.csv', 'a,b\n1,2\n'));
  await playground.query('create table trees as select 1 as id, 2 as "Tall One"');

  await test.step('a mistake of the SQL says nothing to the console', async () => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('worker', (worker) => worker.on('console', (message) => said.push(message.text())));
    for (const sql of [
      'selec 1',
      'from nowhere',
      "from 'nowhere.csv'",
      "from read_csv('nowhere.csv')",
      "from 'nowhere.parquet'",
      "copy trees from 'nowhere.csv'",
      "select 'x'::int",
      'insert into trees values (1)',
      'select error(1)',
      "attach 'nowhere.db' (type sqlite)",
      'load json',
      'begin; select 1/0::bit; rollback',
      'select * from read_text(1)',
      'execute nobody',
      '',
    ]) {
      expect({ sql, status: (await playground.query(sql)).status }).toEqual({ sql, status: 'failed' });
    }
    expect(said).toEqual([]);
  });

  await test.step('what is misspelt is put right with one click', async () => {
    for (const [name, wrong, button, right] of [
      ['a table', 'from tres', 'trees', 'from trees'],
      ['a column', 'select di from trees', 'id', 'select id from trees'],
      ['a qualified column', 'select trees.di from trees', 'id', 'select trees.id from trees'],
      ['a column in quotes', 'select "Tal One" from trees', 'Tall One', 'select "Tall One" from trees'],
      ['a function', 'select cuont(*) from trees', 'count', 'select count(*) from trees'],
      ['a system view', 'from system.quries', 'queries', 'from system.queries'],
      ['a setting', 'set treads = 1', 'threads', 'set threads = 1'],
      ['a file', "from 'order.csv'", 'orders.csv', "from 'orders.csv'"],
      ['a sample file', "from 'pengins.csv' limit 1", 'penguins.csv', "from 'penguins.csv' limit 1"],
    ] as const) {
      await test.step(name, async () => {
        await playground.setSql(wrong);
        await playground.runButton.click();
        await playground.alert.getByRole('button', { name: button, exact: true }).click();
        expect(await playground.getSql()).toBe(right);
        await page.keyboard.press('ControlOrMeta+Enter');
        await expect(playground.region).toHaveAttribute('data-state', 'success');
      });
    }
  });

  await test.step('the place is shown, and is a click away', async () => {
    await playground.setSql("select '😀',\n  nope\nfrom trees");
    await playground.runButton.click();
    await expect(playground.alert.locator('mark')).toHaveText('nope');
    await playground.alert.getByRole('button', { name: 'line 2, column 3' }).click();
    await page.keyboard.type('id -- ');
    expect(await playground.getSql()).toBe("select '😀',\n  id -- nope\nfrom trees");
  });

  await test.step('a long error is readable, and fits a narrow page', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await playground.setSql(`select ${'id, '.repeat(500)}nope from trees`);
    await playground.runButton.click();
    await expect(playground.alert.locator('mark')).toHaveText('nope');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await expectNoViolations(page, {
      'a long error': async () => {
        await playground.setSql("select error(repeat('long line ', 2000) || repeat(chr(10) || 'line', 500))");
        await playground.runButton.click();
        await expect(playground.alert).toContainText('long line');
      },
    });
  });
});
