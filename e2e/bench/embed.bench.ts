import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { serveFolder } from '../../src/playwright/static-server.mjs';
import type { SqlPlayground } from '../../src/embed/embed';
import { DocsPage } from '../docs-page';
import { median, test as base } from './bench-site';
import type { BareBench } from './pages/bare';

type BenchWindow = Window & { bench: BareBench };

/** `page` has the bare engine; `site` is the build, for pages of its own. */
const test = base.extend<{ site: string }>({
  benchPage: 'bare.html',
  site: async ({}, use) => {
    const server = await serveFolder({ folder: fileURLToPath(new URL('../../dist', import.meta.url)) });
    await use(`http://127.0.0.1:${server.port}/`);
    await server.close();
  },
});

const blockOf = (i: number): string =>
  `<pre><code>SELECT ${i} AS answer, 'row ' || i AS name\nFROM range(10) r(i)\nORDER BY ALL</code></pre>`;
const text = '<p>Words between the examples, as pages have them.</p>';
const plainPage = (count: number): string => Array.from({ length: count }, (_, i) => `${text}${blockOf(i)}`).join('');
const embedPage = (count: number): string =>
  Array.from({ length: count }, (_, i) => `${text}<sql-playground id="p${i}">${blockOf(i)}</sql-playground>`).join('');

/** A page in a browser without anything kept. */
async function fresh<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** Milliseconds from the press of Run to the frame with the first value. */
function pressRun(page: Page, id: string): Promise<number> {
  return page.evaluate(async (name) => {
    const root = document.getElementById(name)?.shadowRoot;
    const before = root?.querySelector('[role=gridcell]');
    const startedAt = performance.now();
    root?.querySelector<HTMLElement>('.run')?.click();
    const isThere = () => {
      const cell = root?.querySelector('[role=gridcell]');
      return cell && cell !== before && cell.textContent.trim() !== '';
    };
    while (!isThere()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - startedAt;
  }, id);
}

test('before anybody touches it: bytes, requests, time of the main thread, memory', async ({ browser, site }) => {
  const load = (body: string, hasScript: boolean, slowdown: number) =>
    fresh(browser, async (page) => {
      const bodies: number[] = [];
      page.on('response', (response) => {
        if (response.url().endsWith('.js')) void response.body().then(({ length }) => bodies.push(length));
      });
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Performance.enable');
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      await page.addInitScript(() => {
        const seen = { shift: 0, blocked: 0 };
        Object.assign(window, { seen });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) seen.blocked += duration - 50;
        }).observe({ type: 'longtask', buffered: true });
      });
      if (hasScript) await new DocsPage(page, site).open(body);
      else {
        await page.route(`${site}plain.html`, (route) =>
          route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>Docs</title><body>${body}</body>` }),
        );
        await page.goto(`${site}plain.html`);
      }
      const mainThread = async (): Promise<{ all: number; scripts: number }> => {
        // Two frames, so that all is painted.
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        const { metrics } = await devtools.send('Performance.getMetrics');
        const ms = (name: string) => (metrics.find((each) => each.name === name)?.value ?? Number.NaN) * 1000;
        return { all: ms('TaskDuration'), scripts: ms('ScriptDuration') };
      };
      const atLoad = await mainThread();
      // Those that are out of view are drawn when the page is idle: that is work of the page's main thread, too.
      if (hasScript) {
        await page.evaluate(async () => {
          const playgrounds = [...document.querySelectorAll('sql-playground')];
          while (!playgrounds.every(({ shadowRoot }) => shadowRoot)) await new Promise(requestAnimationFrame);
        });
      }
      const drawn = await mainThread();
      await devtools.send('HeapProfiler.collectGarbage');
      const { usedSize } = await devtools.send('Runtime.getHeapUsage');
      const seen = await page.evaluate(() => (window as unknown as { seen: { shift: number; blocked: number } }).seen);
      return {
        'requests for scripts': bodies.length,
        'bytes of scripts, unpacked': bodies.reduce((sum, length) => sum + length, 0),
        'main thread until loaded, ms': atLoad.all,
        'until all are drawn, ms': drawn.all,
        'of which scripts, ms': drawn.scripts,
        'blocked beyond 50 ms, ms': seen.blocked,
        'layout shift': seen.shift,
        'heap, MB': usedSize / 1e6,
        workers: page.workers().length,
      };
    });
  const medians = async (body: string, hasScript: boolean, slowdown = 1) => {
    const all: Awaited<ReturnType<typeof load>>[] = [];
    for (let round = 0; round < 7; round++) all.push(await load(body, hasScript, slowdown));
    const names = Object.keys(all[0] ?? {}) as (keyof Awaited<ReturnType<typeof load>>)[];
    return Object.fromEntries(names.map((name) => [name, median(all.map((figures) => figures[name]))]));
  };
  console.table({
    '30 blocks, no script': await medians(plainPage(30), false),
    '1 playground': await medians(embedPage(1), true),
    '30 playgrounds (goal: ≤ 50 ms more)': await medians(embedPage(30), true),
    '30 blocks, at a quarter of the speed': await medians(plainPage(30), false, 4),
    '30 playgrounds, at a quarter': await medians(embedPage(30), true, 4),
  });
});

test('from the press of Run to the first value, beside a bare engine', async ({ browser, page, site }) => {
  const bareAddress = page.url();
  const figures: Record<'bare' | 'bareWarm' | 'cold' | 'warm', number[]> = {
    bare: [],
    bareWarm: [],
    cold: [],
    warm: [],
  };
  const firstResult = async (on: Page) => {
    await on.goto(bareAddress);
    return on.evaluate(() => (window as unknown as BenchWindow).bench.firstResult());
  };
  const firstValue = async (on: Page) => {
    await new DocsPage(on, site).open(embedPage(1));
    await on.locator('sql-playground[data-state]').waitFor();
    return pressRun(on, 'p0');
  };
  for (let round = 0; round < 5; round++) {
    await fresh(browser, async (on) => {
      figures.bare.push(await firstResult(on));
      figures.bareWarm.push(await firstResult(on));
    });
    await fresh(browser, async (on) => {
      figures.cold.push(await firstValue(on));
      figures.warm.push(await firstValue(on));
    });
  }
  const ms = Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, median(all)]));
  console.table({
    'nothing kept by the browser': {
      'bare engine, ms': ms.bare,
      'playground, ms': ms.cold,
      ratio: (ms.cold ?? 0) / (ms.bare ?? 1),
    },
    'files kept by the browser': {
      'bare engine, ms': ms.bareWarm,
      'playground, ms': ms.warm,
      ratio: (ms.warm ?? 0) / (ms.bareWarm ?? 1),
    },
  });
});

test('30 playgrounds that have run: memory, workers, runs and resets', async ({ browser, site }) => {
  await fresh(browser, async (page) => {
    await new DocsPage(page, site).open(embedPage(30));
    await page.locator('#p29[data-state]').waitFor();
    const devtools = await page.context().newCDPSession(page);
    const heapMegabytes = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      return (await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6;
    };
    await pressRun(page, 'p0');
    const afterOne = await heapMegabytes();
    for (let i = 1; i < 30; i++) await pressRun(page, `p${i}`);
    const afterAll = await heapMegabytes();
    const runs: number[] = [];
    for (let i = 0; i < 25; i++) runs.push(await pressRun(page, `p${i}`));
    const resets = (namespace: string) =>
      page.evaluate(async (name) => {
        const element = document.querySelector<SqlPlayground>('#p0');
        if (!element) throw new Error('no playground');
        element.setAttribute('namespace', name);
        const figures: number[] = [];
        for (let i = 0; i < 20; i++) {
          element.sql =
            'CREATE TABLE t AS FROM range(100000); CREATE VIEW v AS FROM t; CREATE TEMP TABLE u AS FROM t; FROM v';
          await element.run();
          // As somebody does it who has seen the result: what it costs to draw that is not the reset's.
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          const startedAt = performance.now();
          await element.reset();
          figures.push(performance.now() - startedAt);
        }
        return figures;
      }, namespace);
    console.table({
      'heap after one has run, MB': afterOne,
      'heap after all have run, MB': afterAll,
      'each more, MB': (afterAll - afterOne) / 29,
      workers: page.workers().length,
      'press of Run to value, warm, ms (goal ≤ 50)': median(runs),
      'the slowest of 25': Math.max(...runs),
      'reset of main, ms (goal ≤ 20)': median(await resets('main')),
      'reset of another, ms (goal ≤ 20)': median(await resets('bench')),
    });
  });
});
