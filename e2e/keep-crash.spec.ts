import type { Page } from '@playwright/test';
import { Playground } from '../src/playwright/fixture';
import { expect, test } from './kept-fixtures';

async function open(page: Page, name: string): Promise<void> {
  const state = await page.evaluate((database) => window.playground?.databases?.open(database), name);
  expect(state).toMatchObject({ state: 'open' });
}

async function rows(playground: Playground, sql: string, namespace: string): Promise<(string | null)[][]> {
  const { error, statements } = await playground.query(sql, { namespace });
  expect(error).toBeUndefined();
  return statements.at(-1)?.rows ?? [];
}

/** Kills of the worker, and databases that are being written at each of them. */
const KILLS = 100;
const NAMES = ['a', 'b', 'c', 'd'];

/**
 * Has each database written to until the worker is ended, at the soonest when each has written something at any time. Resolves with
 * the batches that each had acknowledged.
 */
function writeUntilKilled(page: Page, from: readonly number[], delayMs: number): Promise<number[]> {
  return page.evaluate(
    async ([names, first, delay]) => {
      const driver = window.playground;
      const waiting = new Set(names.filter((_, i) => first[i] === 0));
      let begin = (): void => undefined;
      const hasBegun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      if (waiting.size === 0) begin();
      const killed = hasBegun
        .then(() => new Promise((resolve) => setTimeout(resolve, delay)))
        .then(() => driver?.restart());
      const write = async (namespace: string, batch: number): Promise<number> => {
        const sql =
          batch % 3 === 2
            ? `checkpoint ${namespace}; insert into t select ${String(batch)}, range, hash(range + ${String(batch)}) from range(200)`
            : `insert into t select ${String(batch)}, range, hash(range + ${String(batch)}) from range(200)`;
        const ran = await driver?.run(sql, { namespace });
        if (waiting.delete(namespace) && waiting.size === 0) begin();
        return ran?.status === 'succeeded' ? write(namespace, batch + 1) : batch;
      };
      const acknowledged = await Promise.all(names.map((name, i) => write(name, first[i] ?? 0)));
      await killed;
      return acknowledged;
    },
    [NAMES, from, delayMs] as const,
  );
}

test('a worker is killed at any moment of streams of writes: what was acknowledged is there, whole', async ({
  page,
  playground,
}) => {
  test.setTimeout(1_800_000);
  await playground.goto();
  for (const name of NAMES) {
    await open(page, name);
    await rows(playground, 'create table t (batch int, i int, h varchar)', name);
  }
  // The same sequence each time.
  let seed = 42;
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  let written = NAMES.map(() => 0);
  for (let kill = 1; kill <= KILLS; kill++) {
    const acknowledged = await writeUntilKilled(page, written, Math.floor(random() * 150));
    const found = await rows(
      playground,
      NAMES.map(
        (name) => `select '${name}', count(distinct batch), count(*), count(*) filter (h <> hash(i + batch)::varchar),
          (select count(*) from (select batch from ${name}.t group by batch having count(*) <> 200)) from ${name}.t`,
      ).join(' union all ') + ' order by 1',
      'main',
    );
    // The last one may have been committed before its answer was lost.
    written = found.map(([, batches]) => Number(batches));
    for (const [i, batches] of written.entries()) {
      expect(batches, `${NAMES[i] ?? ''} after kill ${String(kill)}`).toBeGreaterThanOrEqual(acknowledged[i] ?? 0);
    }
    expect(found).toEqual(
      NAMES.map((name, i) => [name, String(written[i]), String((written[i] ?? 0) * 200), '0', '0']),
    );
  }
  expect(Math.min(...written)).toBeGreaterThan(0);
});

test('a page crashes in the midst of a stream of writes: what was acknowledged is there, whole', async ({
  browser,
}) => {
  const context = await browser.newContext();
  let acknowledged = 0;
  let isEnough = (): void => undefined;
  await context.exposeFunction('acknowledge', (batch: number) => {
    acknowledged = batch + 1;
    isEnough();
  });
  for (const batchesMore of [0, 1, 3, 8]) {
    const page = await context.newPage();
    const playground = new Playground(page);
    await playground.goto();
    await open(page, 'work');
    const [[count = '', whole = ''] = []] = await rows(
      playground,
      `create table if not exists t (batch int, i int);
       select count(distinct batch), count(distinct batch) * 200 = count(*) from t`,
      'work',
    );
    expect(Number(count)).toBeGreaterThanOrEqual(acknowledged);
    expect(whole).toBe('true');
    const enough = new Promise<void>((resolve) => {
      isEnough = () => {
        if (acknowledged >= Number(count) + batchesMore) resolve();
      };
    });
    const writing = page.evaluate(async (first) => {
      for (let batch = first; ; batch++) {
        const sql = `insert into t select ${batch}, range from range(200)`;
        const { status } = (await window.playground?.run(sql, { namespace: 'work' })) ?? {};
        if (status !== 'succeeded') throw new Error(status);
        await (window as unknown as { acknowledge: (batch: number) => Promise<void> }).acknowledge(batch);
      }
    }, Number(count));
    writing.catch(() => undefined);
    isEnough();
    await enough;
    const crashed = page.waitForEvent('crash');
    const devtools = await context.newCDPSession(page);
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
    await page.close();
  }
  await context.close();
});
