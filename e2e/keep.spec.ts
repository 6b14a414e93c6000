import type { Page } from '@playwright/test';
import type { Playground } from '../src/playwright/fixture';
import { expect, test } from './fixtures';
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

test('what is kept survives a reload', async ({ page, playground }) => {
  await makeWork(playground);
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

test('a hundred kills at any moment of a stream of writes: what was acknowledged is there, whole', async ({
  page,
  playground,
}) => {
  test.setTimeout(400_000);
  const KILLS = 100;
  await makeWork(playground);
  await rows(playground, 'create table batches (batch int, i int, h varchar)');
  /** The same sequence each time. */
  let seed = 42;
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  let acknowledged = 0;
  for (let kill = 1; kill <= KILLS; kill++) {
    // Writes go on until one is not answered; after a while, which is drawn, the worker is ended whatever it does.
    const last = await page.evaluate(
      async ([from, delayMs, checkpointEvery]) => {
        const driver = window.playground;
        const restarting = new Promise<void>((resolve) => {
          setTimeout(() => {
            void driver?.restart().then(() => {
              resolve();
            });
          }, delayMs);
        });
        let next = from;
        for (;;) {
          const sql = `insert into batches select ${String(next)}, range, hash(range + ${String(next)}) from range(500)`;
          const { status } = (await driver?.run(sql, { namespace: 'work' })) ?? { status: 'failed' };
          if (status !== 'succeeded') break;
          next++;
          if (next % checkpointEvery === 0) await driver?.run('checkpoint work', { namespace: 'work' });
        }
        await restarting;
        return next;
      },
      [acknowledged, Math.floor(random() * 120), 2 + Math.floor(random() * 6)] as const,
    );
    acknowledged = last;
    const found = await rows(
      playground,
      `select count(distinct batch), count(*), count(*) filter (h <> hash(i + batch)::varchar),
        (select count(*) from (select batch from batches group by batch having count(*) <> 500)) from batches`,
    );
    const [[batches, count, wrong, halves] = []] = found;
    expect(Number(batches), `kill ${String(kill)}`).toBeGreaterThanOrEqual(acknowledged);
    expect([Number(count), wrong, halves]).toEqual([Number(batches) * 500, '0', '0']);
    // The last one may have been committed before its answer was lost.
    acknowledged = Number(batches);
  }
  expect(acknowledged).toBeGreaterThan(KILLS / 2);
});
