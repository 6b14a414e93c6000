import { expectNoViolations } from './axe';
import { expect, test } from './fixtures';
import { packed } from './links';
import { cancelInVain, ONE_LONG_STEP } from './long-step';
import { killWorker } from './session-worker';
import { show } from './result-steps';

const WORKER = /session\.worker/;
const ENDLESS = 'select count(*) from range(1000000000000) where range % 7 = 8';

test.use({ expectedErrors: [WORKER] });

test('the page around a session breaks no rule of axe', async ({ page, playground }) => {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const narrow = { width: 400, height: 800 };
  const wide = { width: 1280, height: 800 };
  let refuseWorker: (() => Promise<void>) | undefined;
  await page.route(WORKER, (route) => {
    refuseWorker = () => route.abort();
  });

  await expectNoViolations(page, {
    'a session that opens': async () => {
      // A worker whose script does not come is given up after some seconds.
      await page.goto('./', { waitUntil: 'commit' });
      await expect(page.getByText('You can write already')).toBeVisible();
    },
    'no session': async () => {
      await refuseWorker?.();
      await page.unroute(WORKER);
      await expect(playground.alert).toContainText('could not be opened');
    },
    idle: async () => {
      await button('Retry').click();
      await playground.ready();
      await expect(page.getByText('Results appear here')).toBeVisible();
    },
    'idle and narrow': () => page.setViewportSize(narrow),
    'the catalog as a drawer': () => button('Open the catalog').click(),
    'tables in the catalog': async () => {
      await button('Close').click();
      await page.setViewportSize(wide);
      await playground.query("create table kept as select 1 as i, 'x' as name; create view seen as from kept");
      await playground.catalog.getByRole('treeitem', { name: 'kept' }).press('ArrowRight');
      await expect(playground.catalog.getByRole('treeitem', { name: 'name VARCHAR' })).toBeVisible();
    },
    'the examples, one under the pointer': async () => {
      await button('Examples').click();
      await page.getByRole('menuitem', { name: 'Pivot' }).hover();
    },
    help: async () => {
      await page.keyboard.press('Escape');
      await button('Help').click();
    },
    memory: async () => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Memory/ }).click();
      await expect(page.getByRole('dialog', { name: 'Memory' })).toContainText('Table kept');
    },
    'an open transaction': async () => {
      await page.keyboard.press('Escape');
      await playground.query('begin');
      await expect(button('Commit')).toBeVisible();
    },
    'a transaction that has failed': async () => {
      await playground.query("select 'x'::integer");
      await expect(page.getByText('Transaction failed')).toBeVisible();
    },
    'a query before this one': async () => {
      await button('Roll back').click();
      void playground.query(ENDLESS);
      await playground.setSql('from range(1000000000000)');
      await playground.runButton.click();
      await expect(page.getByText('One query comes first.')).toBeVisible();
    },
    'rows that come': async () => {
      await button('Cancel that one').click();
      await expect(page.locator('footer .progress')).toContainText('rows');
    },
    'a query that was cancelled': async () => {
      await playground.cancelButton.hover();
      await playground.cancelButton.click();
      await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
    },
    'an engine that does not stop': async () => {
      await playground.setSql(ONE_LONG_STEP);
      const { runButton: run, cancelButton: cancel } = playground;
      await cancelInVain({ run, cancel, hardStop: button('Hard stop') });
    },
    'a new session': async () => {
      await button('Hard stop').click();
      await expect(page.getByText('A new session is open.')).toBeVisible();
    },
    'a session that takes over': async () => {
      const { sessionId } = await playground.ready();
      // Quick in this session, and without an end in the next one.
      const rows = `(select if(session_id = '${sessionId}', 1, 1000000000000) n from sys.session)`;
      await playground.query(`create table slow as select sum(range) s from ${rows} f, range(f.n)`);
      await killWorker(page);
      await expect(page.getByText(/ of \d+ create table slow/)).toBeVisible();
    },
    'a session that lacks something': async () => {
      await button('Skip the rest').click();
      await page.getByText('Not back: 1 thing').click();
      await expect(page.getByRole('listitem').filter({ hasText: 'It was skipped.' })).toBeVisible();
    },
    'SQL from a link': async () => {
      await button('Dismiss').click();
      const src = 'https://data.test/orders.csv';
      const hash = packed({
        sql: "from 'orders.csv'",
        setup: 'create table t as select 1',
        data: [{ name: 'orders.csv', src }],
      });
      await page.evaluate((to) => (location.hash = to), hash);
      await page.getByText('Show the setup').click();
    },
    'an address that cannot be read': async () => {
      await page.evaluate(() => (location.hash = '#sql=select%2'));
      await expect(playground.alert).toContainText('%25');
    },
  });
});

test('the compact layout breaks no rule of axe', async ({ page, playground }) => {
  await page.setViewportSize({ width: 400, height: 320 });
  await expectNoViolations(page, {
    'idle, with SQL from a link': async () => {
      await playground.goto('?embed#sql=select%2042');
      await expect(page.getByRole('note')).toBeVisible();
    },
    'a result': async () => {
      await playground.runButton.click();
      await expect(playground.cells).toHaveText(['42']);
    },
    'a menu': () => page.getByRole('button', { name: 'Copy', exact: true }).click(),
    'several results, of which the last has failed': async () => {
      await page.keyboard.press('Escape');
      await show(playground, 'select 1; select 2; select nope', 'error');
    },
    'an open transaction': async () => {
      await show(playground, 'select 1');
      await playground.query('begin');
      await expect(page.getByRole('group', { name: 'Transaction' })).toBeVisible();
    },
    'the inspector': async () => {
      await playground.cells.first().dblclick();
    },
  });
});
