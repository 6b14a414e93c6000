import type { SqlPlayground } from '../src/embed/embed';
import { block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';
import { cancelInVain, ONE_LONG_STEP } from './long-step';
import { killWorker } from './session-worker';

const ENDLESS = 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8';

/** A line of the status, and for how long that has been so. */
const waits = (line: string): RegExp => new RegExp(`^${line}(, for \\d*[05] s by now)?$`);

test('a run that waits for another playground says so and for how long, and either can be cancelled', async ({
  guest,
}) => {
  await guest.open(
    script(BUILD),
    `<script type="text/sql" id="setup">CREATE TABLE t AS SELECT 5 AS five</script>
     ${block('long', ENDLESS, 'label="The long one" timeout="0"')} ${block('next', 'SELECT 1', 'timeout="0"')}
     ${block('third', 'SELECT 3', 'timeout="0"')} ${block('set', 'FROM t', 'setup="#setup" timeout="0"')} ${block('apart', 'SELECT 4', 'namespace="apart"')}`,
  );
  const [long, next, third, set] = ['long', 'next', 'third', 'set'].map((id) => guest.playground(id));
  if (!long || !next || !third || !set) throw new Error('no playgrounds');
  await long.runButton.click();
  await expect(long.host).toHaveAttribute('data-state', 'running');
  await next.runButton.click();
  await expect(next.status.first()).toHaveText(waits('Waiting for “The long one”'));
  await third.runButton.click();
  await expect(third.status.first()).toHaveText(waits('Waiting for “The long one” and 1 more'));
  // Its setup waits, too.
  await set.runButton.click();
  await expect(set.status.first()).toHaveText(waits('Waiting for “The long one” and 2 more'));
  // Who is elsewhere waits for nobody.
  await guest.expectAnswer(['4'], 'apart');
  await expect(next.status.first()).toHaveText(/^Waiting for “The long one”, for \d*[05] s by now$/);

  await third.host.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(third.host).toHaveAttribute('data-state', 'cancelled');
  await expect(long.host).toHaveAttribute('data-state', 'running');
  await next.host.getByRole('button', { name: 'Cancel that one' }).click();
  await expect(long.host).toHaveAttribute('data-state', 'cancelled');
  await expect(next.cells).toHaveText(['1']);
  await expect(set.cells).toHaveText(['5']);
  await expect(next.host).not.toContainText('comes first');
});

test('a playground without a label is another playground; a check of an exercise is a query', async ({ guest }) => {
  const task = `<sql-playground id="task" timeout="0"><pre><code>SELECT 1</code></pre>
    <script type="text/sql" data-expect>${ENDLESS}</script></sql-playground>`;
  await guest.open(script(BUILD), task + block('long', ENDLESS, 'timeout="0"') + block('next', 'SELECT 1'));
  await guest.expectAnswer(['1'], 'task');
  await expect(guest.playground('task').host).toHaveAttribute('data-state', 'success');
  const [long, next] = [guest.playground('long'), guest.playground('next')];
  await long.runButton.click();
  await expect(long.status.first()).toHaveText(waits('Waiting for one query'));
  await long.host.getByRole('button', { name: 'Cancel that one' }).click();
  await next.runButton.click();
  await expect(next.status.first()).toHaveText(waits('Waiting for another playground'));
});

test('when the engine ends, its playgrounds say what was lost; when nothing was, only those that were running', async ({
  guest,
  page,
}) => {
  await guest.open(
    script(BUILD),
    `${block('made', 'CREATE TABLE t AS SELECT 1 AS x; FROM t')} ${block('open', 'BEGIN; INSERT INTO t VALUES (2)')}
     ${block('long', ENDLESS, 'namespace="apart"')} ${block('idle', 'FROM t')}`,
  );
  const [made, open, long, idle] = ['made', 'open', 'long', 'idle'].map((id) => guest.playground(id));
  if (!made || !open || !long || !idle) throw new Error('no playgrounds');
  await made.runButton.click();
  await expect(made.cells).toHaveText(['1']);
  await long.runButton.click();
  await expect(long.host).toHaveAttribute('data-state', 'running');
  await killWorker(page);
  await expect(long.alert).toContainText('SESSION_LOST');
  await expect(long.host).toContainText('A new session is open.');
  await expect(made.host).not.toContainText('session');
  await expect(made.cells).toHaveText(['1']);

  await open.runButton.click();
  await expect(open.host).toHaveAttribute('data-state', 'success');
  await long.runButton.click();
  await expect(long.host).toHaveAttribute('data-state', 'running');
  await killWorker(page);
  for (const { host } of [made, open, long]) await expect(host).toContainText('Not back: 1 thing');
  await made.host.getByText('Not back: 1 thing').click();
  await expect(made.host.getByRole('listitem')).toContainText('INSERT INTO t VALUES (2)');
  await expect(made.host.getByRole('listitem')).toContainText('was not committed');
  await expect(idle.host).not.toContainText('session');
  // Seen in one place, it is seen.
  await made.host.getByRole('button', { name: 'Dismiss' }).click();
  await expect(open.host).not.toContainText('Not back');
  await guest.expectAnswer(['1'], 'idle');
});

test.describe('where no other session can be had', () => {
  test.use({ expectedErrors: [/404/] });

  test('a session that is lost for good is told to all that have used it, and comes back by any of them', async ({
    guest,
    page,
    home,
  }) => {
    await guest.open(script(BUILD), block('a', 'SELECT 1') + block('b', 'SELECT 2') + block('c', 'SELECT 3'));
    await guest.expectAnswer(['1'], 'a');
    await guest.expectAnswer(['2'], 'b');
    home.change = (path) => (path.includes('session.worker') ? { status: 404, body: 'Gone' } : undefined);
    await killWorker(page);
    const [a, b] = [guest.playground('a'), guest.playground('b')];
    await b.runButton.click();
    await expect(b.host).toHaveAttribute('data-state', 'error');
    await expect(a.alert).toContainText('The session');
    await expect(guest.playground('c').alert).toHaveCount(0);
    home.change = () => undefined;
    await a.host.getByRole('button', { name: /Re(start|try)/ }).click();
    await expect(a.alert).toHaveCount(0);
    await guest.expectAnswer(['2'], 'b');
  });
});

test('an engine that does not heed a cancel can be stopped hard', async ({ guest }) => {
  await guest.open(script(BUILD), block('a', ONE_LONG_STEP, 'timeout="0"') + block('b', 'SELECT 2'));
  await guest.expectAnswer(['2'], 'b');
  const { runButton: run, host } = guest.playground('a');
  const [cancel, hardStop] = [
    host.getByRole('button', { name: 'Cancel' }),
    host.getByRole('button', { name: 'Hard stop' }),
  ];
  await cancelInVain({ run, cancel, hardStop });
  await hardStop.click();
  await expect(host).toHaveAttribute('data-state', 'cancelled');
  await guest.expectAnswer(['2'], 'b');
});

test.describe('cancelled before there is anything to cancel', () => {
  for (const [what, pattern] of [
    ['its scripts', /embed-live/],
    ['its SQL', /\.sql$/],
  ] as const) {
    test(`while ${what} are on their way, a run is over and stays so`, async ({ guest, page, home }) => {
      home.pages.set('/docs/guide/a.sql', { body: 'CREATE TABLE ran AS SELECT 1' });
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(pattern, async (route) => {
        await held;
        await route.continue();
      });
      await guest.open(script(BUILD), '<sql-playground id="a" src="a.sql"></sql-playground>' + block('b', 'FROM ran'));
      const { host, runButton, status } = guest.playground();
      await runButton.click();
      const cancel = host.getByRole('button', { name: 'Cancel' });
      await cancel.click();
      await expect(host).toHaveAttribute('data-state', 'cancelled');
      await expect(status).toHaveText(/^Cancelled/);
      await expect(runButton).toBeVisible();
      release();
      await guest.playground('b').runButton.click();
      await expect(guest.playground('b').alert).toContainText('CATALOG_ERROR');
      await expect(host).toHaveAttribute('data-state', 'cancelled');
      expect(await host.evaluate((element) => (element as SqlPlayground).cancel())).toBe(false);
      await runButton.click();
      await expect(host).toHaveAttribute('data-state', 'success');
    });
  }
});
