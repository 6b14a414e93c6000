import { expect, test } from './fixtures';
import type { Playground } from '../src/playwright/fixture';
import { cancelInVain, ONE_LONG_STEP } from './long-step';
import { killWorker } from './session-worker';

const ENGINE = /duckdb-.*\.bin/;
const ENDLESS = 'select count(*) from range(1000000000000) where range % 7 = 8';
/** Costly rows, so that no limit of rows ends it before a busy machine comes to kill it. */
const ENDLESS_ROWS = 'select i, list_sum(range(i, i + 1000)) from range(1000000000000) r(i)';

async function isAsBefore(playground: Playground): Promise<void> {
  expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
  expect((await playground.query('from t')).statements[0]?.rows).toEqual([['1'], ['2']]);
  const counts = await playground.query(
    'select connection_count, (select count(*) from sys.processes) from sys.session',
  );
  expect(counts.statements[0]?.rows).toEqual([['2', '1']]);
}

/** What says that a session came back is read, and gone. */
async function dismiss({ page }: Playground): Promise<void> {
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('A new session is open.')).toBeHidden();
}

async function openWithTable(playground: Playground): Promise<void> {
  await playground.goto();
  await playground.page.evaluate(() => window.playground?.addFile('kept.csv', 'a\n1\n2\n'));
  await playground.query("create table t as from 'kept.csv'");
}

const STATES: [state: string, sql: string, isThere: (playground: Playground) => Promise<void>][] = [
  [
    'running',
    ENDLESS,
    async ({ page }) => {
      await expect(page.getByRole('status').filter({ hasText: 'Running' })).toBeVisible();
    },
  ],
  [
    'streaming',
    ENDLESS_ROWS,
    async ({ cells }) => {
      await expect(cells.first()).toBeVisible();
    },
  ],
];

test('a worker dies: open queries end, the session comes back each time, nothing on the page is lost', async ({
  page,
  playground,
}) => {
  const isBack = page.getByText('A new session is open.');
  await openWithTable(playground);
  for (const [state, sql, isThere] of STATES) {
    await test.step(state, async () => {
      await playground.setSql(sql);
      await playground.runButton.click();
      await isThere(playground);
      // Waiting behind it before the worker is killed, and not only on its way to the page.
      const queued = await page.evaluateHandle(() => ({ ended: window.playground?.run('select 1') }));
      await killWorker(page);

      expect((await queued.evaluate(({ ended }) => ended))?.error?.code).toBe('SESSION_LOST');
      await expect(playground.region).toHaveAttribute('data-state', 'error');
      await expect(playground.runButton).toBeVisible();
      await expect(isBack).toBeVisible();
      await expect(page.getByText('1 file, 1 statement run again')).toBeVisible();
      expect(await playground.getSql()).toBe(sql);
      if (state === 'streaming') await expect(playground.cells.first()).toHaveText('0');
      await isAsBefore(playground);
      await dismiss(playground);
    });
  }

  await test.step('exporting: the export says so, and works when it is asked again', async () => {
    await playground.setSql("select i, 'text ' || i as t from range(3000000) r(i)");
    await playground.runButton.click();
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /^CSV/ }).click();
    await expect(page.getByRole('group', { name: 'Export' })).toContainText('Writing result.csv');
    await killWorker(page);
    await expect(isBack).toBeVisible();
    await isAsBefore(playground);
    await dismiss(playground);
  });

  await test.step('by a fatal error of the engine, and what comes next finds the new session', async () => {
    const { sessionId } = await playground.ready();
    expect((await playground.query(`attach ':memory:' as "SYSTEM"`)).status).toBe('failed');
    await isAsBefore(playground);
    expect((await playground.ready()).sessionId).not.toBe(sessionId);
    await expect(isBack).toBeVisible();
  });
});

test('an attached database, a setting and the database in use come back with the session', async ({
  page,
  playground,
}) => {
  const { sessionId } = await playground.goto();
  await playground.query("attach ':memory:' as other; create table other.kept as select 42 as i");
  await playground.query('set integer_division = true');
  await playground.query('use other');
  const inOther = 'select i, current_database(), 7 / 2 from kept';
  expect((await playground.query(inOther)).statements[0]?.rows).toEqual([['42', 'other', '3']]);
  await killWorker(page);

  await expect(page.getByText('A new session is open.')).toBeVisible();
  expect((await playground.ready()).sessionId).not.toBe(sessionId);
  expect((await playground.query(inOther)).statements[0]?.rows).toEqual([['42', 'other', '3']]);
});

test('a worker that dies while it opens is told, and a retry works', async ({ page, playground }) => {
  await page.route(ENGINE, () => undefined);
  const asked = page.waitForRequest(ENGINE);
  await page.goto('./');
  await asked;
  await killWorker(page);
  await page.unroute(ENGINE);
  await expect(playground.alert).toContainText('The worker ended.');
  await page.getByRole('button', { name: 'Retry' }).click();
  expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
});

test('who leaves while the engine comes finds the next page whole', async ({ page, playground }) => {
  // So slow a machine that the worker is nearly always at work on a piece of the engine when it is ended.
  await page.route(/session\.worker.*\.js/, async (route) => {
    const response = await route.fetch();
    const slowClock = `{ const now = performance.now.bind(performance);
      performance.now = () => { const until = now() + 20; while (now() < until); return until; }; }`;
    await route.fulfill({ response, body: `${slowClock}\n${await response.text()}` });
  });
  for (let visit = 0; visit < 5; visit++) {
    const comes = page.waitForResponse(ENGINE);
    await page.goto(`./?visit=${visit}`);
    await comes;
  }
  await page.unrouteAll({ behavior: 'wait' });
  await playground.goto();
  expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
});

test('the session comes back after a query, after a hard stop, and without what could not be brought back', async ({
  page,
  playground,
}) => {
  await test.step('what a lost session was asked is listed in the new one, as it ended there', async () => {
    await openWithTable(playground);
    const { sessionId } = await playground.ready();
    await playground.query('select nope');
    await playground.setSql(ENDLESS);
    await playground.runButton.click();
    await expect(page.getByRole('status').filter({ hasText: 'Running' })).toBeVisible();
    await killWorker(page);
    await expect(page.getByText('A new session is open.')).toBeVisible();

    const past = await playground.query(
      `select origin, sql, status, error_code, total_ms > 0 from system.queries where session_id = '${sessionId}' order by queued_at`,
    );
    expect(past.statements[0]?.rows).toEqual([
      ['driver', "create table t as from 'kept.csv'", 'succeeded', null, 'true'],
      ['driver', 'select nope', 'failed', 'BINDER_ERROR', 'true'],
      ['editor', ENDLESS, 'failed', 'SESSION_LOST', 'true'],
    ]);
    const count = await playground.query('select query_count from sys.session');
    expect(count.statements[0]?.rows).toEqual([['2']]);
  });

  await test.step('an engine that does not stop can be stopped hard, and everything else comes back', async () => {
    await dismiss(playground);
    await playground.setSql(ONE_LONG_STEP);
    const hardStop = page.getByRole('button', { name: 'Hard stop' });
    await cancelInVain({ run: playground.runButton, cancel: playground.cancelButton, hardStop });
    await hardStop.click();

    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
    await expect(hardStop).toBeHidden();
    await expect(page.getByText('A new session is open.')).toBeVisible();
    await isAsBefore(playground);
    const audit = await playground.query('select distinct action from sys.audit_log order by all');
    expect(audit.statements[0]?.rows).toEqual([['add-file'], ['restart']]);
  });

  await test.step('bringing tables back can be cut short, and what is missing is listed', async () => {
    await dismiss(playground);
    const { sessionId } = await playground.ready();
    // Quick in this session, and without an end in the next one: there is time to click.
    const rows = `(select if(session_id = '${sessionId}', 1, 1000000000000) n from sys.session)`;
    await playground.query(`create table slow as select sum(range) s from ${rows} f, range(f.n)`);
    await playground.query('create table after as select 1');
    await killWorker(page);
    await expect(page.getByText(/ of 4 create table slow/)).toBeVisible();
    await page.getByRole('button', { name: 'Skip the rest' }).click();

    await expect(page.getByText('Not back: 2 things')).toBeVisible();
    await page.getByText('Not back: 2 things').click();
    await expect(page.getByRole('listitem').filter({ hasText: 'create table slow' })).toContainText('It was skipped.');
    await isAsBefore(playground);
  });

  await test.step('rows in an open transaction are lost with the session, and that is said', async () => {
    await dismiss(playground);
    await playground.query('begin; insert into t values (3)');
    await killWorker(page);
    await page.getByText('Not back: 1 thing').click();
    await expect(page.getByRole('listitem').filter({ hasText: 'insert into t' })).toContainText('was not committed');
    await isAsBefore(playground);
  });
});
