import type { Page } from '@playwright/test';
import type { PlaygroundDriver } from '../../src/driver/playground-driver';
import { median, test } from './bench-site';

type DrivenWindow = Window & { playground: PlaygroundDriver };

test.use({ benchPage: 'app', viewport: { width: 1280, height: 800 } });

const COMPUTING = 'select count(*) from range(1000000000000) where range % 7 = 8';
const STREAMING = 'from range(1000000000000)';
const TRIALS = 100;

function spread(figures: number[]): Record<string, number> {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1));
  return { median: at(0.5), p95: at(0.95), slowest: at(1) };
}

/** Milliseconds from asking for a query's end to its end, once per trial. */
function cancelLatency(page: Page, sql: string, isQueued: boolean): Promise<number[]> {
  return page.evaluate(
    async ([text, queued, trials]) => {
      const { playground } = window as unknown as DrivenWindow;
      await playground.ready();
      const figures: number[] = [];
      for (let i = 0; i < trials; i++) {
        const running = playground.run(text, { maxRows: 1000 });
        const waiting = queued ? playground.run('select 1') : undefined;
        // Well into it: at another moment each time.
        await new Promise((resolve) => setTimeout(resolve, 20 + (i % 40)));
        const ids = await playground.run("select query_id from sys.processes where sql not like '%processes%'", {
          namespace: 'beside',
        });
        const rows = ids.statements[0]?.rows ?? [];
        const id = String(rows.at(queued ? -1 : 0)?.[0]);
        const startedAt = performance.now();
        void playground.cancel(id);
        await (waiting ?? running);
        figures.push(performance.now() - startedAt);
        if (waiting) {
          void playground.cancel(String(rows[0]?.[0]));
          await running;
        }
      }
      return figures;
    },
    [sql, isQueued, TRIALS] as const,
  );
}

test('from Cancel to the end, in each state', async ({ page }) => {
  console.table({
    'queued, ms (goal: at once)': spread(await cancelLatency(page, COMPUTING, true)),
    'computing, ms (goal ≤ 250)': spread(await cancelLatency(page, COMPUTING, false)),
    'streaming, ms (goal ≤ 250)': spread(await cancelLatency(page, STREAMING, false)),
  });
});

test('from a fatal error to a session that answers, beside a first start', async ({ page }) => {
  const figures = await page.evaluate(async () => {
    const { playground } = window as unknown as DrivenWindow;
    const { bootMs } = await playground.ready();
    await playground.run('create table t as select range as i from range(1000)');
    for (let i = 0; i < 99; i++) await playground.run(`insert into t values (${i})`);
    const recoveries: number[] = [];
    for (let i = 0; i < 7; i++) {
      const startedAt = performance.now();
      await playground.run(`attach ':memory:' as "SYSTEM"`);
      const { statements } = await playground.run('select count(*) from t');
      if (statements[0]?.rows[0]?.[0] !== '1099') throw new Error('The table did not come back.');
      recoveries.push(performance.now() - startedAt);
    }
    return { bootMs, recoveries };
  });
  const recovery = median(figures.recoveries);
  console.table({
    'first start in the worker, ms': figures.bootMs,
    'fatal error to answer, 100 statements done again, ms': recovery,
    ratio: recovery / figures.bootMs,
  });
});

test('eight namespaces beside one', async ({ page }) => {
  const figures = await page.evaluate(async () => {
    const { playground } = window as unknown as DrivenWindow;
    await playground.ready();
    const all = async (namespaces: number): Promise<number> => {
      const startedAt = performance.now();
      await Promise.all(
        Array.from({ length: 4000 }, (_, i) => playground.run('select 42', { namespace: `n${i % namespaces}` })),
      );
      return 4000 / ((performance.now() - startedAt) / 1000);
    };
    await all(8);
    const rates: { one: number[]; eight: number[] } = { one: [], eight: [] };
    for (let i = 0; i < 5; i++) {
      rates.one.push(await all(1));
      rates.eight.push(await all(8));
    }
    // Two long queries beside each other: each should get half.
    const sql = 'select sum(range) from range(60000000)';
    const timed = async (namespace: string) => (await playground.run(sql, { namespace })).elapsedMs;
    const alone = await timed('n1');
    const both = await Promise.all([timed('n1'), timed('n2')]);
    return { rates, alone, both };
  });
  console.table({
    'one namespace, queries per second': median(figures.rates.one),
    'eight namespaces, queries per second': median(figures.rates.eight),
    'a long query alone, ms': figures.alone,
    'the same beside another, ms (fair: twice)': Math.min(...figures.both),
    'and the other': Math.max(...figures.both),
  });
});

test('what others see while a long query runs', async ({ page }) => {
  const figures = await page.evaluate(async (computing) => {
    const { playground } = window as unknown as DrivenWindow;
    await playground.ready();
    const ask = async (): Promise<number[]> => {
      const waits: number[] = [];
      for (let i = 0; i < 200; i++) {
        const startedAt = performance.now();
        await playground.run('select count(*) from sys.tables', { namespace: 'beside' });
        waits.push(performance.now() - startedAt);
      }
      return waits;
    };
    await ask();
    const idle = await ask();
    const running = playground.run(computing, { timeoutMs: 10_000 });
    const busy = await ask();
    await playground.cancel();
    await running;
    return { idle, busy };
  }, COMPUTING);
  console.table({ 'idle, ms': spread(figures.idle), 'while a query computes, ms': spread(figures.busy) });
});
