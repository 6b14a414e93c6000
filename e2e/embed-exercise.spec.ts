import { DocsPage } from './docs-page';
import { expect, test as base } from './fixtures';
import { Playground } from '../src/playwright/fixture';

const test = base.extend<{ docs: DocsPage }>({
  docs: async ({ page, site }, use) => use(new DocsPage(page, site)),
});

const TABLE = `<script type="text/sql" id="ducks">
  CREATE TABLE ducks AS FROM (VALUES ('Ada', 3), ('Bob', 1), ('Eve', 2)) AS t(name, eggs);
</script>`;

/** A playground with a solution, two hints and the text to begin with. */
const exercise = (sql: string, inside: string, attributes = ''): string => `${TABLE}
  <sql-playground id="task" setup="#ducks" namespace="task" ${attributes}><pre><code>${sql}</code></pre>${inside}</sql-playground>`;

const SOLUTION = `<script type="text/sql" data-expect>
  SELECT name FROM ducks WHERE eggs > 1
</script>`;

test('a solution is shown to nobody before it is asked for; a wrong answer gets hints, a right one is told', async ({
  docs,
  page,
}) => {
  await docs.open(
    exercise(
      'SELECT name FROM ducks WHERE eggs > 2 -- or more',
      `${SOLUTION}<template data-hint>Ada is <b>not</b> the only one.</template><template data-hint>Eve has two.</template>`,
    ),
  );
  const checks = page.evaluate(
    () =>
      new Promise((resolve) => {
        const seen: unknown[] = [];
        document.addEventListener('playground:check', (event) => {
          seen.push((event as CustomEvent<unknown>).detail);
          if (seen.length === 2) resolve(seen);
        });
      }),
  );
  const { host, runButton, editor } = docs.playground('task');
  const wide = host.getByText('WHERE eggs > 1');
  await runButton.click();
  await expect(host).toHaveAttribute('data-check', 'wrong');
  await expect(host.getByText('Not yet: 1 row missing.')).toBeVisible();
  await expect(host.getByText('Eve')).toHaveCount(0);
  await expect(wide).toHaveCount(0);

  await host.getByRole('button', { name: 'Hint' }).click();
  await expect(host.getByText('Ada is not the only one.')).toBeVisible();
  await host.getByRole('button', { name: 'Next hint' }).click();
  await expect(host.getByText('Eve has two.')).toBeVisible();
  await expect(host.getByRole('button', { name: /hint/i })).toHaveCount(0);
  await host.getByRole('button', { name: 'Show missing rows' }).click();
  await expect(host.getByRole('table', { name: 'Rows that are missing' }).getByRole('row')).toHaveText([/name/, /Eve/]);

  await editor.fill("SELECT name AS who FROM ducks WHERE name <> 'Bob' ORDER BY ALL DESC");
  await runButton.click();
  await expect(host).toHaveAttribute('data-check', 'right');
  await expect(host.getByText('Right: all 2 rows match.')).toBeVisible();
  expect(await checks).toEqual([
    { isRight: false, message: 'Not yet: 1 row missing.', missing: 1, extra: 0 },
    { isRight: true, message: 'Right: all 2 rows match.', missing: 0, extra: 0 },
  ]);

  await host.getByRole('button', { name: 'Show solution' }).click();
  await expect(host.getByRole('region', { name: 'Solution' })).toHaveText(/^SELECT name FROM ducks WHERE eggs > 1\s*$/);
  await host.getByRole('button', { name: 'Put it in the editor' }).click();
  await expect(editor).toHaveValue('SELECT name FROM ducks WHERE eggs > 1');
});

test('rows that are not expected are listed; so are columns, order, and a run that gives nothing', async ({ docs }) => {
  await docs.open(exercise('SELECT 1', SOLUTION.replace('data-expect', 'data-expect data-ordered')));
  const { host, runButton, editor } = docs.playground('task');
  const steps: [sql: string, said: string][] = [
    ['SELECT \'Mal\' AS "<b>name</b>" UNION ALL FROM (SELECT name FROM ducks)', 'Not yet: 2 rows not expected.'],
    ['FROM ducks', 'Not yet: 1 column expected, yours has 2.'],
    [
      "SELECT name FROM ducks WHERE name <> 'Bob' ORDER BY name DESC",
      'the rows are right, their order is not, from row 1.',
    ],
    ['SET VARIABLE x = 1', 'Not yet: what ran gives no rows.'],
    ['SELECT i::VARCHAR FROM range(2000) r(i)', 'Not yet: 2 rows expected, yours has 2000.'],
    ['SELECT name FROM ducks WHERE eggs >= 2 ORDER BY name', 'Right: all 2 rows match.'],
  ];
  for (const [sql, said] of steps) {
    await editor.fill(sql);
    await runButton.click();
    await expect(host.getByText(said)).toBeVisible();
    if (sql.includes('Mal')) {
      const table = host.getByRole('table', { name: 'Rows that are not expected' });
      await expect(table.getByRole('row')).toHaveText([/<b>name<\/b>/, /Mal/, /Bob/]);
    }
  }
  // A run that fails says so itself.
  await editor.fill('SELECT nme FROM ducks');
  await runButton.click();
  await expect(host).toHaveAttribute('data-state', 'error');
  await expect(host.getByText(/Right|Not yet/)).toHaveCount(0);
});

test('a table of rows is a solution too; what the markup gets wrong is told', async ({ docs }) => {
  await docs.open(
    `${exercise(
      "SELECT name, eggs::DECIMAL(4, 2), NULL FROM ducks WHERE name = 'Eve'",
      '<table data-expect hidden><tr><th>name</th><th>eggs</th><th>note</th></tr><tr><td>Eve</td><td>2.0</td><td></td></tr></table>',
    )}<sql-playground id="broken"><pre><code>SELECT 1</code></pre><script type="text/sql" data-expect>FROM nowhere</script></sql-playground>`,
  );
  const task = docs.playground('task');
  await task.runButton.click();
  await expect(task.host).toHaveAttribute('data-check', 'right');
  const broken = docs.playground('broken');
  await broken.runButton.click();
  await expect(broken.host.getByText(/The solution of this exercise fails: .*nowhere/)).toBeVisible();
  await expect(broken.cells).toHaveText(['1']);
});

test('the menu shows the solution before any run, copies a result as Markdown, and goes on in the app', async ({
  docs,
  context,
  page,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.route('**/eggs.csv', (route) => route.fulfill({ body: 'day,count\n1,5\n' }));
  await docs.open(
    exercise("SELECT name, eggs FROM ducks ORDER BY name LIMIT 1; FROM 'eggs.csv'", SOLUTION) +
      '<sql-playground-data name="eggs.csv" src="./eggs.csv"></sql-playground-data>',
  );
  const { host, runButton, status } = docs.playground('task');
  const more = host.getByLabel('More', { exact: true });
  await more.click();
  await expect(host.getByRole('button', { name: 'Copy result as Markdown' })).toHaveCount(0);
  await host.getByRole('button', { name: 'Show the solution' }).click();
  await expect(host.getByRole('region', { name: 'Solution' })).toBeVisible();

  await runButton.click();
  // What is checked is a query too, and the status says how it ended.
  await expect(host).toHaveAttribute('data-check', 'wrong');
  await more.click();
  await host.getByRole('button', { name: 'Copy result as Markdown' }).click();
  await expect(status).toHaveText('Copied the result');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    '| day | count |\n| ---: | ---: |\n| 1 | 5 |\n',
  );

  await more.click();
  const opened = page.waitForEvent('popup');
  await host.getByRole('link', { name: 'Open in playground' }).click();
  const app = await opened;
  await app.getByRole('button', { name: 'Take over' }).click();
  await app.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(app.getByRole('grid', { name: 'Query result' }).getByRole('gridcell')).toHaveText(['1', '5']);
  expect(await new Playground(app).getSql()).toContain('FROM ducks');
  expect(
    await app.evaluate(() => window.playground?.run('SELECT count(*) FROM ducks', { namespace: 'task' })),
  ).toMatchObject({
    status: 'succeeded',
    statements: [{ rows: [['3']] }],
  });
});
