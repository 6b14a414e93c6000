import type { SqlPlayground } from '../src/embed/embed';
import { DocsPage } from './docs-page';
import { expect, test as base } from './fixtures';

const test = base.extend<{ docs: DocsPage }>({
  docs: async ({ page, site }, use) => use(new DocsPage(page, site)),
});

const ENDLESS = 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8';

const block = (id: string, sql: string, attributes = ''): string =>
  `<sql-playground id="${id}" ${attributes}><pre><code>${sql}</code></pre></sql-playground>`;

test('the element is drawn by one small script, in the place of its block, and runs at a click', async ({
  docs,
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const pre = '<pre><code>SELECT 42 AS answer,\n  1.50::DECIMAL(4, 2) AS price</code></pre><p>After</p>';
  await docs.open(pre.replace('<p>', '<p id="after">'));
  const plain = await page.locator('#after').boundingBox();
  asked.length = 0;
  await docs.open(
    pre
      .replace('<pre>', '<sql-playground id="a"><pre>')
      .replace('</pre>', '</pre></sql-playground>')
      .replace('<p>', '<p id="after">'),
  );
  const { host, runButton, cells, status, editor } = docs.playground('a');
  await expect(runButton).toBeVisible();
  expect(await page.locator('#after').boundingBox()).toEqual(plain);
  expect(asked.filter((path) => path.endsWith('.js'))).toHaveLength(2);
  expect(await host.locator('pre').first().textContent()).toContain('SELECT 42');
  await expect(editor).toHaveValue('SELECT 42 AS answer,\n  1.50::DECIMAL(4, 2) AS price');
  await expect(host).toHaveAttribute('data-state', 'idle');

  await runButton.click();
  await expect(cells).toHaveText(['42', '1.50']);
  await expect(status).toHaveText(/^1 row in /);
  await expect(host).toHaveAttribute('data-state', 'success');
  await expect(host).toHaveAttribute('data-run', '1');
  await expect(host).toHaveAttribute('data-rows', '1');
  await expect(host).toHaveAttribute('data-ms', /^\d/);
});

test('properties, methods and events', async ({ docs, page }) => {
  await docs.open(block('a', 'SELECT 1'));
  const seen = await page.evaluate(async () => {
    const element = document.querySelector<SqlPlayground>('#a');
    if (!element) throw new Error('no element');
    const events: string[] = [];
    for (const type of ['ready', 'change', 'run', 'result', 'error', 'reset']) {
      document.addEventListener(`playground:${type}`, (event) => {
        events.push(`${type} ${String(event.composed)}`);
      });
    }
    element.sql = 'CREATE TABLE t AS SELECT 7 AS x; FROM t';
    const first = await element.run();
    const state = element.state;
    await element.reset();
    const { sql } = element;
    element.sql = 'FROM t';
    const second = await element.run();
    return { first, state, sql, second, result: element.result, events: [...new Set(events)].sort() };
  });
  expect(seen.first.statements.at(-1)?.rows).toEqual([['7']]);
  expect(seen).toMatchObject({ state: 'success', sql: 'SELECT 1', second: { error: { code: 'CATALOG_ERROR' } } });
  expect(seen.result).toEqual(seen.second);
  expect(seen.events).toEqual(['change true', 'error true', 'ready true', 'reset true', 'result true', 'run true']);
});

test('the menu copies the text, and brings back text and data', async ({ docs, context, page }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await docs.open(block('a', 'CREATE TABLE once (i INT)', 'namespace="menu"'));
  const { host, runButton, editor, status } = docs.playground('a');
  await runButton.click();
  await expect(host).toHaveAttribute('data-state', 'success');
  await editor.fill('CREATE TABLE once (j INT)');
  await runButton.click();
  await expect(host).toHaveAttribute('data-state', 'error');
  const more = host.getByLabel('More', { exact: true });
  await more.click();
  await host.getByRole('button', { name: 'Copy SQL' }).click();
  await expect(status).toHaveText('Copied the SQL');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('CREATE TABLE once (j INT)');
  // What depends on the run is put in a moment later, and leaves the focus where it is.
  const hasFocusStill = await host.evaluate(async ({ shadowRoot }) => {
    const menu = shadowRoot?.querySelector('details');
    const [first, link] = [menu?.querySelector('button'), menu?.querySelector('a')];
    if (!menu || !first || !link) throw new Error('no menu');
    menu.open = true;
    first.focus();
    while (link.isConnected) await new Promise(requestAnimationFrame);
    return shadowRoot?.activeElement === first;
  });
  expect(hasFocusStill).toBe(true);
  await host.getByRole('button', { name: 'Reset text and data' }).click();
  await expect(editor).toHaveValue('CREATE TABLE once (i INT)');
  await runButton.click();
  await expect(host).toHaveAttribute('data-state', 'success');
});

test('playgrounds of one page share a worker, and are what each says', async ({ docs, page }) => {
  await docs.open(
    `<script type="text/sql" id="shop">CREATE TABLE t AS SELECT 'shop' AS what</script>
     ${block('a', 'FROM t', 'namespace="shop" setup="#shop"')}
     ${block('b', "INSERT INTO t VALUES ('more'); SELECT count(*) FROM t", 'namespace="shop" setup="#shop"')}
     ${block('c', 'FROM t')} ${block('d', 'CREATE TABLE t AS SELECT 4 AS i; FROM t', 'namespace="isolated"')}
     ${block('first', 'CREATE TABLE made AS SELECT 5 AS x')} ${block('then', 'FROM made', 'depends-on="first"')}
     ${block('one', 'SELECT 1', 'depends-on="two"')} ${block('two', 'SELECT 2', 'depends-on="one"')}
     ${block('none', 'SELECT 1', 'setup="#nowhere"')} ${block('long', ENDLESS)}
     ${block('lines', '-- hide\nCREATE TEMP TABLE u AS SELECT 3 AS x;\n-- end\nSELECT x\n-- lock\nFROM u\n-- end\nORDER BY x')}`,
  );

  await test.step('namespaces are apart, set up once', async () => {
    await docs.playground('a').runButton.click();
    await expect(docs.playground('a').cells).toHaveText(['shop']);
    await docs.playground('b').runButton.click();
    await expect(docs.playground('b').cells).toHaveText(['2']);
    await docs.playground('c').runButton.click();
    await expect(docs.playground('c').alert).toContainText('CATALOG_ERROR');
    await docs.playground('d').runButton.click();
    await expect(docs.playground('d').cells).toHaveText(['4']);
    expect(page.workers()).toHaveLength(1);
  });

  await test.step('others run first; what cannot is told', async () => {
    await docs.playground('then').runButton.click();
    await expect(docs.playground('then').cells).toHaveText(['5']);
    await expect(docs.playground('first').host).toHaveAttribute('data-state', 'success');
    await docs.playground('one').runButton.click();
    await expect(docs.playground('one').alert).toContainText('#one → #two → #one');
    await docs.playground('none').runButton.click();
    await expect(docs.playground('none').alert).toContainText('no element of that id');
  });

  await test.step('a run is cancelled, and the next one goes on', async () => {
    const { host, runButton, editor, cells } = docs.playground('long');
    await runButton.click();
    await expect(host).toHaveAttribute('data-state', 'running');
    await host.getByRole('button', { name: 'Cancel' }).click();
    await expect(host).toHaveAttribute('data-state', 'cancelled');
    await editor.fill('SELECT 2');
    await editor.press('Control+Enter');
    await expect(cells).toHaveText(['2']);
  });

  await test.step('what is asked for after a cancel runs once that has ended', async () => {
    const { host } = docs.playground('long');
    const statuses = await host.evaluate(async (element, endless) => {
      const sqlPlayground = element as SqlPlayground;
      sqlPlayground.sql = endless;
      const run = sqlPlayground.run();
      void sqlPlayground.cancel();
      sqlPlayground.sql = 'SELECT 3';
      const next = sqlPlayground.run();
      return [(await run).status, (await next).status];
    }, ENDLESS);
    expect(statuses).toEqual(['cancelled', 'succeeded']);
    await expect(docs.playground('long').cells).toHaveText(['3']);
  });

  await test.step('hidden lines run, locked lines stay', async () => {
    const { editor, runButton, cells, host } = docs.playground('lines');
    await expect(editor).toHaveValue('SELECT x\nFROM u\nORDER BY x');
    await editor.fill('SELECT x\nFROM v');
    await expect(editor).toHaveValue('SELECT x\nFROM u\nORDER BY x');
    await editor.fill('SELECT 2 * x\nFROM u\n');
    await runButton.click();
    await expect(host).toHaveAttribute('data-state', 'success');
    await expect(cells).toHaveText(['6']);
  });
});

test.describe('files that are not there', () => {
  test.use({ expectedErrors: [/404/] });

  test('a declared file is fetched when SQL names it; a missing one is told', async ({ docs }) => {
    await docs.open(
      `<sql-playground-data name="birds.csv" src="./samples/penguins.csv"></sql-playground-data>
       <sql-playground-data name="gone.csv" src="./gone.csv"></sql-playground-data>
       ${block('a', "SELECT count(*) FROM 'birds.csv'")} ${block('b', "FROM 'gone.csv'")}`,
    );
    await docs.playground('a').runButton.click();
    await expect(docs.playground('a').cells).toHaveText(['344']);
    await docs.playground('b').runButton.click();
    await expect(docs.playground('b').alert).toContainText(/FILE_ERROR.*gone\.csv.*404/s);
  });
});

test('the theme follows the page', async ({ docs, page }) => {
  await docs.open(block('a', 'SELECT 1'), { head: '<style>body { background: white }</style>' });
  const region = docs.playground('a').host.getByRole('region', { name: 'SQL playground' });
  await expect(region).toHaveCSS('color-scheme', 'light');
  for (const [mark, scheme] of [
    ["document.documentElement.classList.add('dark')", 'dark'],
    ["document.documentElement.classList.remove('dark')", 'light'],
    ["document.documentElement.dataset.theme = 'dark'", 'dark'],
  ] as const) {
    await page.evaluate(mark);
    await expect(region).toHaveCSS('color-scheme', scheme);
  }
});

test('under a strict policy', async ({ docs }) => {
  const policy =
    "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'";
  await docs.open(block('a', 'SELECT 42'), { headers: { 'content-security-policy': policy } });
  await docs.playground('a').runButton.click();
  await expect(docs.playground('a').cells).toHaveText(['42']);
});

test.describe('a policy that forbids the worker', () => {
  test.use({ expectedErrors: [/Content Security Policy|worker/i] });

  test('it is named, with what to change', async ({ docs }) => {
    const policy = "default-src 'self'; worker-src 'none'";
    await docs.open(block('a', 'SELECT 42'), { headers: { 'content-security-policy': policy } });
    await docs.playground('a').runButton.click();
    await expect(docs.playground('a').alert).toContainText("worker-src 'self'");
  });
});

test('blocks become playgrounds in place, and what they hold is text', async ({ docs, page }) => {
  await docs.open(
    '<pre><code class="language-sql">SELECT \'&lt;img src=x onerror=alert(1)&gt;\' AS "&lt;b&gt;"</code></pre>',
    {
      head: '<script type="module" src="./embed.js?2" data-selector="pre code.language-sql" data-namespace="docs"></script>',
    },
  );
  const host = page.locator('sql-playground');
  await expect(host).toHaveAttribute('namespace', 'docs');
  await host.getByRole('button', { name: 'Run' }).click();
  await expect(host.getByRole('gridcell')).toHaveText(['<img src=x onerror=alert(1)>']);
  await expect(host.getByRole('columnheader')).toContainText(['<b>']);
});
