import { DocsPage } from './docs-page';
import { expect, test } from './fixtures';

const PEOPLE = 'name,age\nAda,36\nGrace,45\nEdsger,\n';

test('the app is driven: runs, text that is typed, files, and what matchers say', async ({ playground, page }) => {
  await playground.goto();

  await test.step('a run that takes its time is cancelled, and the result before is told apart', async () => {
    await expect(playground.result()).rejects.toThrow('Nothing has run yet.');
    await playground.setSql('select count(*) from range(1000000000000) where range % 7 = 8');
    const running = playground.run();
    await expect(playground.cancelButton).toBeVisible();
    expect((await playground.cancel()).status).toBe('cancelled');
    expect((await running).status).toBe('cancelled');
    await expect(playground.result()).rejects.toThrow('The query cancelled and gave 0 results, none with the index 0');
  });

  await test.step('one statement runs alone, and its error is found in the whole text', async () => {
    await playground.setSql("select 'a;b' as first;\n-- ; no statement\nselect nope;\nselect 3 as third");
    expect(await playground.runStatement(2)).toHaveRows([[3]]);
    await playground.expectRows([[3]]);
    await expect(playground.resultTabs).toHaveCount(1);
    expect(await playground.runStatement(1)).toFailWith('BINDER_ERROR', 'nope');
    await playground.expectError('BINDER_ERROR', /nope/);
    await expect(page.locator('.squiggly-error')).toBeVisible();
    await expect(playground.runStatement(7)).rejects.toThrow('The editor has 3 statements, none with the index 7.');
  });

  await test.step('a matcher that does not match says what came instead', async () => {
    const result = await playground.query('select 1 as one, null as none');
    expect(result).toHaveRows([[1, null]]);
    expect(result).not.toHaveRows([[2, null]]);
    expect(() => {
      expect(result).toHaveRows([['2', 'x']]);
    }).toThrow(/- +"2"[^]*\+ +"1"/);
    expect(() => {
      expect(result).not.toHaveRows([[1, null]], { statement: 3 });
    }).toThrow('The query succeeded and gave 1 result, none with the index 3.');
    expect(() => {
      expect(result).toFailWith('PARSER_ERROR');
    }).toThrow('It succeeded');
    const failed = await playground.query('select 1 from nope');
    expect(failed).toFailWith('CATALOG_ERROR', /nope/);
    expect(() => {
      expect(failed).toFailWith('BINDER_ERROR');
    }).toThrow('It failed with CATALOG_ERROR: Table with name nope does not exist');
  });

  await test.step('what is typed stands there, whatever it is, and runs', async () => {
    await expect(playground.page.locator('.monaco-editor')).toBeVisible();
    const sql = `select '(' as "quoted "" name", [1, 2] as list,\n    {'a': 1} as struct\n  -- "unclosed ( \n\t where true -- ż 😀`;
    await playground.typeSql(sql, { cps: 0 });
    expect(await playground.getSql()).toBe(sql);
    const typed = 'select 6 * 7 as answer;\n  select [1, 2]';
    await playground.typeSql(typed, { cps: 400, seed: 7 });
    const result = await playground.run();
    expect(result).toHaveRows([[42]]);
    expect(result).toHaveRows([['[1, 2]']], { statement: 1 });
    expect(result).toHaveColumns([{ name: 'answer', type: 'INTEGER' }]);
    expect(await playground.result(1)).toHaveColumns(['main.list_value(1, 2)']);
  });

  await test.step('files are added and dropped, under names that are free, and queried by a click', async () => {
    await playground.setSql('select 1');
    expect(await playground.addFile('people.csv', PEOPLE)).toMatchObject({ name: 'people.csv', sizeBytes: 33 });
    await playground.dropFile({ name: 'more.csv', data: PEOPLE });
    await expect(page.getByText('more.csv is here, 33 B.')).toBeVisible();
    await page.getByRole('button', { name: 'Query it' }).click();
    await playground.expectRows([
      ['Ada', 36],
      ['Grace', 45],
      ['Edsger', null],
    ]);
    expect(await playground.getSql()).toBe("select 1;\n\nFROM 'more.csv';\n");
    const catalog = await playground.openCatalog();
    await expect(catalog.getByRole('treeitem', { name: 'more.csv' })).toBeVisible();

    await playground.region.drop({
      files: [{ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('a\n1\n') }],
    });
    await page
      .getByRole('dialog', { name: 'people.csv is here already' })
      .getByRole('button', { name: 'Keep both' })
      .click();
    await expect(page.getByText('people (2).csv is here, 4 B.')).toBeVisible();
    expect(await playground.query("select count(*) from 'people.csv'")).toHaveRows([[3]]);
  });

  await test.step('at the width of a phone the catalog is a drawer', async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await expect(await playground.openCatalog()).toBeVisible();
    await expect(page.getByRole('dialog', { name: 'Catalog' })).toBeVisible();
  });
});

test('a result is sorted and looked into; the page takes a theme', async ({ playground, page }) => {
  await playground.goto({ theme: 'light', sql: "select i, 'row ' || i as name from range(5) t(i)" });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await playground.run();
  await playground.sort('i', 'descending');
  await expect(await playground.cell(0, 'name')).toHaveText('row 4');
  await playground.sort('i');
  await expect(await playground.cell(0, 'name')).toHaveText('row 0');
  await expect(await playground.inspect(2, 'name')).toContainText('row 2');
  await playground.theme('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('an element is driven as the app is', async ({ playground, page, site }) => {
  await new DocsPage(page, site).open(
    `<sql-playground id="sales"><pre><code>select 1 as one</code></pre></sql-playground>`,
  );
  const sales = playground.embed('sales');
  expect(await sales.run()).toHaveRows([[1]]);
  await sales.typeSql("select 'a' as name, 2 as n\nunion all\n  select 'b', 3 order by 1", { cps: 60 });
  await sales.run();
  await sales.expectRows([
    ['a', 2],
    ['b', 3],
  ]);
  await sales.sort('n', 'descending');
  await expect(await sales.cell(0, 'n')).toHaveText('3');
  await expect(await sales.chart()).toBeVisible();
  await sales.view('table');
  await sales.setSql('select nope');
  expect(await sales.run()).toFailWith('BINDER_ERROR');
  await sales.expectError('BINDER_ERROR');
  await sales.reset();
  expect(await sales.getSql()).toBe('select 1 as one');
  expect(await sales.lastResult()).toBeNull();
});

test('an element is waited for where its script comes late', async ({ playground, page, site }) => {
  const address = new URL('late.html', site).href;
  const body = '<link rel="icon" href="data:,"><sql-playground id="late"><pre>select 1</pre></sql-playground>';
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(address);
  const text = playground.embed('late').getSql();
  await page.addScriptTag({ url: new URL('embed.js', site).href, type: 'module' });
  expect(await text).toBe('select 1');
});

test.describe('a demo', () => {
  test.use({ playgroundDemo: true });

  test('is one in the app and on pages with elements', async ({ playground, page, site }) => {
    await playground.goto({ theme: 'dark', embed: true, sql: 'select random() < 1 as sure' });
    expect(await playground.run()).toHaveRows([[true]]);
    await expect(playground.status).toHaveText('1 row');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

    await new DocsPage(page, site).open(
      '<sql-playground id="a"><pre><code>select 1 as one</code></pre></sql-playground>',
    );
    const element = playground.embed('a');
    await element.run();
    await expect(element.status).toHaveText('1 row');
  });
});
