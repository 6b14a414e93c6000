import { expectNoViolations } from './axe';
import { DocsPage, monacoOf } from './docs-page';
import { expect, test as base } from './fixtures';
import { killWorker } from './session-worker';

const test = base.extend<{ docs: DocsPage }>({
  docs: async ({ page, site }, use) => use(new DocsPage(page, site)),
});

const ENDLESS = 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8';

/** A page that takes both schemes, as its playgrounds do. */
const HEAD = '<meta name="color-scheme" content="light dark"><style>:root { color-scheme: light dark }</style>';

/** Named, as each of several should be. */
const block = (id: string, sql: string, attributes = '', inside = ''): string =>
  `<sql-playground id="${id}" label="${id}" ${attributes}><pre><code>${sql}</code></pre>${inside}</sql-playground>`;

const page = (...blocks: string[]): string => `<main><h1>Docs</h1>${blocks.join('')}</main>`;

test('a playground breaks no rule of axe', async ({ docs, page: browserPage }) => {
  await docs.open(
    page(
      block(
        'a',
        '-- fold\nCREATE OR REPLACE TEMP TABLE t AS SELECT 3 AS x;\n-- end\nSELECT x\n-- lock\nFROM t\n-- end\nORDER BY x',
      ),
      block(
        'many',
        "SELECT i, 'row ' || i AS name, NULL AS nothing FROM range(2000) r(i)",
        'max-rows="100" timeout="0"',
      ),
      block('chart', "SELECT 'duck ' || i AS name, i AS eggs FROM range(4) r(i)", 'view="chart"'),
      block('lines', 'SELECT i AS day, i * i AS ducks, 9 * i AS eggs FROM range(5) r(i)', 'view="chart"'),
      block('plan', 'FROM range(3)', 'view="plan"'),
      block('text', 'FROM range(3)', 'view="text"'),
      block('broken', 'SELECT 1', 'theme="pink"'),
      block('given', 'SELECT 1', '', '<table data-result><tr><th>x</th></tr><tr><td>by hand</td></tr></table>'),
      block('free', 'SELECT 1', 'namespace="free"'),
    ),
    { head: HEAD },
  );
  const { host, runButton, cells } = docs.playground('a');
  const [many, free] = [docs.playground('many'), docs.playground('free')];

  await expectNoViolations(browserPage, {
    'before the engine': () => expect(docs.playground('free').runButton).toBeVisible(),
    'a result': async () => {
      await runButton.click();
      await expect(cells).toHaveText(['3']);
    },
    'an open menu': async () => {
      const more = host.getByLabel('More', { exact: true });
      await more.click();
      await host.getByRole('button', { name: 'Copy result as Markdown' }).hover();
    },
    'unfolded lines': async () => {
      await browserPage.keyboard.press('Escape');
      await host.getByRole('button', { name: /folded line/ }).click();
    },
    'an error': async () => {
      await free.editor.fill('SELECT nope');
      await free.runButton.click();
      await expect(free.alert).toContainText('BINDER_ERROR');
    },
    'several results': async () => {
      await free.editor.fill('CREATE TABLE u AS SELECT 1 AS y; SELECT 2; FROM u');
      await free.runButton.click();
      await expect(free.host.getByRole('tab')).toHaveCount(3);
    },
    'a cut result, a chart, a plan, a text': async () => {
      for (const id of ['many', 'chart', 'lines', 'plan', 'text', 'given']) {
        await docs.playground(id).runButton.click();
        await expect(docs.playground(id).host).toHaveAttribute('data-state', 'success');
      }
      await expect(docs.playground('chart').host.getByRole('img')).toBeVisible();
      await expect(docs.playground('plan').host.getByRole('group', { name: 'Query plan' })).toBeVisible();
    },
    'a cell in the inspector': () => many.cells.nth(1).dblclick(),
    'a sorted column, and its menu': async () => {
      await browserPage.keyboard.press('Escape');
      const header = many.host.getByRole('columnheader').first();
      await header.click();
      await header.click({ button: 'right' });
    },
    'Monaco in place of the field': async () => {
      await browserPage.keyboard.press('Escape');
      await free.editor.press('End');
      await browserPage.keyboard.type(' ORDER BY y');
      await expect(monacoOf(free)).toBeVisible();
    },
    'a run, and one that waits for it': async () => {
      await many.editor.fill(ENDLESS);
      await many.runButton.click();
      await expect(many.host).toHaveAttribute('data-state', 'running');
      await runButton.click();
      await expect(host.getByText('One query comes first.')).toBeVisible();
    },
    'a session that was lost': async () => {
      await killWorker(browserPage);
      await expect(many.alert).toContainText('SESSION_LOST');
      await expect(many.host).toContainText('A new session is open.');
    },
  });
});

test('an exercise breaks no rule of axe', async ({ docs, page: browserPage }) => {
  await docs.open(
    page(
      `<script type="text/sql" id="ducks">CREATE TABLE ducks AS FROM (VALUES ('Ada', 3), ('Bob', 1), ('Eve', 2)) AS t(name, eggs)</script>`,
      block(
        'task',
        'SELECT name FROM ducks WHERE eggs &lt;> 2',
        'setup="#ducks" namespace="task"',
        `<script type="text/sql" data-expect>SELECT name FROM ducks WHERE eggs > 1</script>
         <template data-hint>Bob is one too many.</template><template data-hint>Eve has two.</template>`,
      ),
    ),
    { head: HEAD },
  );
  const { host, runButton, editor } = docs.playground('task');
  const button = (name: string) => host.getByRole('button', { name, exact: true });

  await expectNoViolations(browserPage, {
    'a wrong answer': async () => {
      await runButton.click();
      await expect(host).toHaveAttribute('data-check', 'wrong');
    },
    'hints and missing rows': async () => {
      await button('Hint').click();
      await button('Show missing rows').click();
    },
    'the solution': () => button('Show solution').click(),
    'a right answer': async () => {
      await editor.fill('SELECT name FROM ducks WHERE eggs > 1');
      await runButton.click();
      await expect(host).toHaveAttribute('data-check', 'right');
    },
  });
});
