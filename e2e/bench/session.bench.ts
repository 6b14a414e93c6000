import { rounds, test } from './bench-site';
import type { SessionBench } from './pages/session';

type BenchWindow = Window & { bench: SessionBench };

test.use({ benchPage: 'session.html' });

const ROUNDS = 9;

test('select 42: Dabble, AsyncDuckDB and the bare engine in one run', async ({ page }) => {
  await page.evaluate(() => (window as unknown as BenchWindow).bench.open());
  const measure = (method: 'sequential' | 'pipelined', engine: 'dabble' | 'async', count: number) => () =>
    page.evaluate(([name, which, n]) => (window as unknown as BenchWindow).bench[name](which, n), [
      method,
      engine,
      count,
    ] as const);
  const ms = await rounds(ROUNDS, {
    bare: () => page.evaluate(() => (window as unknown as BenchWindow).bench.inWorker('bare', 500)),
    session: () => page.evaluate(() => (window as unknown as BenchWindow).bench.inWorker('session', 500)),
    echo: () => page.evaluate(() => (window as unknown as BenchWindow).bench.echo(500)),
    dabbleSequential: measure('sequential', 'dabble', 500),
    asyncSequential: measure('sequential', 'async', 500),
    dabblePipelined: measure('pipelined', 'dabble', 2000),
    asyncPipelined: measure('pipelined', 'async', 2000),
  });
  const perSecond = (milliseconds: number) => Math.round(1000 / milliseconds);
  console.table({
    'bare runQuery in a worker': { ms: ms.bare, 'per second': perSecond(ms.bare) },
    'session in a worker, no messages': { ms: ms.session, 'per second': perSecond(ms.session) },
    'message there and back': { ms: ms.echo, 'per second': perSecond(ms.echo) },
    'Dabble, one after another': { ms: ms.dabbleSequential, 'per second': perSecond(ms.dabbleSequential) },
    'AsyncDuckDB, one after another': { ms: ms.asyncSequential, 'per second': perSecond(ms.asyncSequential) },
    'Dabble, pipelined': { ms: ms.dabblePipelined, 'per second': perSecond(ms.dabblePipelined) },
    'AsyncDuckDB, pipelined': { ms: ms.asyncPipelined, 'per second': perSecond(ms.asyncPipelined) },
  });
  console.table({
    'Dabble / AsyncDuckDB, one after another (goal ≤ 0.8)': ms.dabbleSequential / ms.asyncSequential,
    'Dabble / AsyncDuckDB, pipelined': ms.dabblePipelined / ms.asyncPipelined,
    'session in a worker / bare (goal ≤ 1.25)': ms.session / ms.bare,
    'Dabble pipelined / bare': ms.dabblePipelined / ms.bare,
    'Dabble one after another / (bare + message)': ms.dabbleSequential / (ms.bare + ms.echo),
  });
});

test('contexts: how many a second, and what one costs', async ({ page }) => {
  const count = 100_000;
  await page.evaluate(() => (window as unknown as BenchWindow).bench.open());
  const devtools = await page.context().newCDPSession(page);
  const usedBytes = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  const before = await usedBytes();
  const milliseconds = await page.evaluate((n) => (window as unknown as BenchWindow).bench.contexts(n), count);
  const bytes = ((await usedBytes()) - before) / count;
  console.table({
    'contexts per second': Math.round((count / milliseconds) * 1000),
    'bytes per context': Math.round(bytes),
  });
});
