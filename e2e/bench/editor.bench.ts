import type { Page } from '@playwright/test';
import type { PlaygroundDriver } from '../../src/driver/playground-driver';
import { median, test } from './bench-site';

type DrivenWindow = Window & { playground: PlaygroundDriver };

test.use({ benchPage: 'app', viewport: { width: 1280, height: 800 } });

const COMPUTING = 'select count(*) from range(1000000000000) where range % 7 = 8';
const TEXT = 'select o.total, upper(o.name) from orders o where o.total > 100 group by all order by 1;';

async function opened(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as DrivenWindow).playground.ready());
  await page.locator('.monaco-editor').waitFor();
}

function spread(figures: readonly number[]): Record<string, number> {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(1));
  return { median: at(0.5), p95: at(0.95), slowest: at(1) };
}

/** Types with the keyboard, and gives milliseconds from each key to the frame that shows it, and the frames' lengths. */
async function typed(page: Page, text: string): Promise<{ keys: number[]; frames: number[] }> {
  await page.evaluate(() => {
    const keys: number[] = [];
    const frames: number[] = [];
    Object.assign(window, { figures: { keys, frames } });
    let last = performance.now();
    const frame = (): void => {
      frames.push(performance.now() - last);
      last = performance.now();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          setTimeout(() => keys.push(performance.now() - timeStamp));
        });
      },
      { capture: true },
    );
  });
  await page.keyboard.type(text, { delay: 60 });
  return page.evaluate(() => (window as unknown as { figures: { keys: number[]; frames: number[] } }).figures);
}

test('from a key to the frame that shows it, at rest and while a query runs', async ({ page }) => {
  await opened(page);
  await page.evaluate(() => {
    (window as unknown as DrivenWindow).playground.setSql('');
  });
  await page.getByRole('textbox', { name: 'SQL editor' }).focus();
  const atRest = await typed(page, TEXT);
  await page.evaluate((sql) => void (window as unknown as DrivenWindow).playground.run(sql), COMPUTING);
  const whileRunning = await typed(page, TEXT);
  console.table({
    'key to paint at rest, ms': spread(atRest.keys),
    'key to paint while a query runs, ms': spread(whileRunning.keys),
    'frames while a query runs, ms (goal: none over 50)': spread(whileRunning.frames),
  });
});

test('from Ctrl+Space to suggestions, 2,000 tables of 20 columns', async ({ page }) => {
  await opened(page);
  await page.evaluate(async () => {
    const { playground } = window as unknown as DrivenWindow;
    const columns = Array.from({ length: 20 }, (_, i) => `column_${i} INTEGER`).join(', ');
    const tables = Array.from({ length: 2000 }, (_, i) => `create table table_${i} (${columns});`);
    for (let i = 0; i < tables.length; i += 100) await playground.run(tables.slice(i, i + 100).join('\n'));
  });
  const figures: Record<string, Record<string, number>> = {};
  for (const [name, text] of [
    ['names of tables', 'select * from ta'],
    ['columns of a table', 'select * from table_77 where col'],
    ['columns of a CTE', 'with a as (select * from table_78) select * from a where col'],
    ['columns before FROM', 'select c'],
  ] as const) {
    const asked: number[] = [];
    const shown: number[] = [];
    for (let i = 0; i < 15; i++) {
      await page.evaluate((sql) => {
        (window as unknown as DrivenWindow).playground.setSql(sql);
      }, text);
      await page.getByRole('textbox', { name: 'SQL editor' }).focus();
      await page.keyboard.press('Control+End');
      await page.evaluate(() => {
        const pressed = new Promise<number>((resolve) => {
          document.addEventListener(
            'keydown',
            ({ timeStamp }) => {
              resolve(timeStamp);
            },
            { capture: true, once: true },
          );
        });
        const suggested = pressed.then(async (startedAt) => {
          const until = async (selector: string): Promise<number> => {
            while (document.querySelector(selector) === null) await new Promise((resolve) => setTimeout(resolve));
            return performance.now() - startedAt;
          };
          // Rows of the time before are taken away when it is asked again.
          return [await until('.suggest-widget .monaco-list-row'), await until('.suggest-widget.visible')];
        });
        Object.assign(window, { suggested });
      });
      await page.keyboard.press('Control+Space');
      const [listed = Number.NaN, visible = Number.NaN] = await page.evaluate(
        () => (window as unknown as { suggested: Promise<number[]> }).suggested,
      );
      asked.push(listed);
      shown.push(visible);
      await page.keyboard.press('Escape');
    }
    figures[`${name}, listed after ms (goal 50)`] = spread(asked);
    figures[`${name}, visible after ms (Monaco waits for 100)`] = spread(shown);
  }
  console.table(figures);
});

test('from page load to typing, and what of the editor is fetched when', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, {
      waitFor: async (selector: string) => {
        while (document.querySelector(selector) === null) await new Promise((resolve) => setTimeout(resolve, 4));
        return performance.now();
      },
    });
  });
  const plain: number[] = [];
  const rich: number[] = [];
  let bytes: Record<string, number> = {};
  for (let i = 0; i < 5; i++) {
    await page.reload({ waitUntil: 'commit' });
    const [textarea, monaco] = await page.evaluate(() =>
      Promise.all([waitFor('textarea'), waitFor('.monaco-editor .view-line')]),
    );
    plain.push(textarea);
    rich.push(monaco);
    bytes = await page.evaluate(() =>
      Object.fromEntries(
        (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
          .filter(({ name }) => /monaco|editor|format/.test(name))
          .map(({ name, decodedBodySize, startTime }) => [
            `${name.replace(/.*\//, '')}, kB, from ${Math.round(startTime)} ms`,
            Math.round(decodedBodySize / 1000),
          ]),
      ),
    );
  }
  console.table({
    'page load to a textarea that can be typed in, ms': median(plain),
    'page load to Monaco, ms': median(rich),
    ...bytes,
  });
});

/** In the page: milliseconds since it began to load, once there is such an element. */
declare function waitFor(selector: string): Promise<number>;
