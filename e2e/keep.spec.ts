import type { Page } from '@playwright/test';
import type { Playground } from '../src/playwright/fixture';
import { expectNoViolations } from './axe';
import { expect, test } from './kept-fixtures';
import { killWorker } from './session-worker';

type OpenMode = 'polite' | 'take-over' | 'read-along';

/** Opens a kept database as a script of the page would; gives the error's message where that fails. */
function open(page: Page, name: string, mode: OpenMode = 'polite'): Promise<string> {
  return page.evaluate(
    ([database, how]) =>
      window.playground?.databases?.open(database, how).then(
        ({ state }) => state,
        (thrown: unknown) => String(thrown),
      ) ?? '',
    [name, mode] as const,
  );
}

async function rows(playground: Playground, sql: string, namespace = 'work'): Promise<(string | null)[][]> {
  const { error, statements } = await playground.query(sql, { namespace });
  expect(error).toBeUndefined();
  return statements.at(-1)?.rows ?? [];
}

async function makeWork(playground: Playground): Promise<void> {
  await playground.goto();
  expect(await open(playground.page, 'work')).toBe('open');
  await rows(playground, 'create table t as select 1 as a; insert into t values (2)');
}

/** As a visitor does it, by the keyboard. */
async function keepFromMemory(page: Page, playground: Playground, name: string): Promise<void> {
  await playground.goto();
  await rows(playground, 'create table orders as select unnest([1, 2]) as id', 'main');
  await page.getByRole('button', { name: 'Database: in memory' }).press('Enter');
  await page.getByRole('button', { name: 'Keep data in this browser' }).press('Enter');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Database: ${name}` })).toBeVisible();
}

test('what is kept survives a reload, and a write that finds no room', async ({ page, context, playground }) => {
  await makeWork(playground);
  const { origin } = new URL(page.url());
  const cdp = await context.newCDPSession(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 600_000 });
  const big = 'insert into t select (hash(range) % 2000000000)::int from range(1000000)';
  const { status, error } = await playground.query(big, { namespace: 'work' });
  expect(status).toBe('failed');
  expect(error?.message).toContain('The browser has no more room for the database work.');
  expect(await rows(playground, 'from t order by a')).toEqual([['1'], ['2']]);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await playground.ready();
  expect(await open(page, 'work')).toBe('open');
  expect(await rows(playground, 'from t order by a')).toEqual([['1'], ['2']]);
  await rows(playground, 'insert into t values (3)');
  await page.reload();
  await playground.ready();
  expect(await open(page, 'work')).toBe('open');
  expect(await rows(playground, 'from t order by a')).toEqual([['1'], ['2'], ['3']]);
});

test('a worker that dies leaves what is kept as it was: opened again, nothing of it run again', async ({
  page,
  playground,
}) => {
  await makeWork(playground);
  await rows(playground, 'create temp table mine as select 42 as a');
  await rows(playground, 'create view from_work as select * from work.t', 'main');
  await rows(playground, 'begin; insert into t values (99)');
  await killWorker(page);
  await page.getByText('Not back: 1 thing').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'insert into t' })).toContainText('was not committed');
  await expect(page.getByText('2 statements run again')).toBeVisible();
  expect(await rows(playground, 'from t order by a')).toEqual([['1'], ['2']]);
  expect(await rows(playground, 'from mine')).toEqual([['42']]);
  expect(await rows(playground, 'select count(*) from from_work', 'main')).toEqual([['2']]);
});

test('a database is open in one tab: the other reads a copy, or takes it over, and both are told', async ({
  page,
  context,
  playground,
}) => {
  await keepFromMemory(page, playground, 'work');
  const other = await context.newPage();
  await other.goto('./');
  await expect(other.getByText('The database work is open in another tab.')).toBeVisible();
  await other.getByRole('button', { name: 'Read a copy' }).click();
  await expect(other.getByRole('button', { name: 'Database: work' })).toBeVisible();
  const read = await other.evaluate(() => window.playground?.run('from orders; delete from orders'));
  expect(read?.statements[0]?.rows).toEqual([['1'], ['2']]);
  expect(read?.error?.message).toContain('read-only');
  await playground.query('insert into orders values (3)');

  await other.reload();
  await other.getByRole('button', { name: 'Take over' }).click();
  await expect(page.getByText('Another tab has taken over the database work.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Database: in memory' })).toBeVisible();
  await expect(other.getByRole('button', { name: 'Database: work' })).toBeVisible();
  const taken = await other.evaluate(() => window.playground?.run('from orders; insert into orders values (4)'));
  expect(taken?.statements[0]?.rows).toEqual([['1'], ['2'], ['3']]);
  expect(taken?.status).toBe('succeeded');
});

test('by keys alone: keep what is in memory, find it at the next visit, switch, download, delete', async ({
  page,
  playground,
}) => {
  await keepFromMemory(page, playground, 'work');
  await test.step('not opened where the address names a namespace, nor in an embed', async () => {
    await playground.goto('?namespace=other');
    await expect(page.getByRole('button', { name: /^Database:/ })).toHaveCount(0);
    expect(await page.evaluate(() => window.playground?.databases?.list())).toMatchObject([{ state: 'closed' }]);
    await playground.goto('?embed');
    expect(await page.evaluate(() => window.playground?.databases)).toBeNull();
  });
  await playground.goto();
  await expect(page.getByRole('button', { name: 'Database: work' })).toBeVisible();
  const button = page.getByRole('button', { name: /^Database:/ });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Databases' });
  await expect(dialog.getByRole('button', { name: /^work/ })).toHaveAttribute('aria-current', 'true');
  await expect(dialog).toContainText('in use by this site');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download work' }).press('Enter');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('work.duckdb');
  await playground.addFile('back.duckdb', { path: await download.path() });
  expect(await rows(playground, 'from back.orders', 'main')).toEqual([['1'], ['2']]);
  await expect(playground.catalog.getByRole('treeitem', { name: /^back attached/ })).toBeVisible();

  await dialog.getByRole('button', { name: 'In memory' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await expect(button).toHaveText('In memory');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Delete work' }).press('Enter');
  await expect(dialog.getByRole('button', { name: 'Keep', exact: true })).toBeFocused();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
  await expect(dialog.getByRole('button', { name: /work/ })).toHaveCount(0);
  await expect(dialog).toBeFocused();
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => window.playground?.databases?.list())).toEqual([]);
});

test('what there is to see of it breaks no rule of axe', async ({ page, playground }) => {
  await makeWork(playground);
  const dialog = page.getByRole('dialog', { name: 'Databases' });
  await expectNoViolations(page, {
    databases: async () => {
      await page.getByRole('button', { name: 'Database: in memory' }).click();
      await expect(dialog.getByRole('button', { name: 'Download work' })).toBeVisible();
    },
    'a name that is none': async () => {
      await dialog.getByRole('button', { name: 'Keep data in this browser' }).click();
      await dialog.getByRole('textbox', { name: 'Name' }).fill('9');
      await page.keyboard.press('Enter');
      await expect(dialog.getByText('beginning with a letter')).toBeVisible();
    },
    'asked before it is deleted': async () => {
      await dialog.getByRole('button', { name: 'Delete work' }).click();
      await expect(dialog.getByRole('group', { name: 'Delete work' })).toBeVisible();
    },
    'a kept database': async () => {
      await dialog.getByRole('group').getByRole('button', { name: 'Keep', exact: true }).click();
      await expect(dialog.getByRole('button', { name: 'Delete work' })).toBeFocused();
      await dialog.getByRole('button', { name: /^work/ }).click();
      await expect(page.getByRole('button', { name: 'Database: work' })).toBeVisible();
    },
  });
});
