import type { Page } from '@playwright/test';
import { rounds, test } from './bench-site';
import type { ResultsBench } from './pages/results';

type BenchWindow = Window & { bench: ResultsBench };

test.use({ benchPage: 'results.html' });

/** Five columns of the types that people have. */
const rowsSql = (count: number) =>
  `SELECT i AS id, i * 1.25 AS price, (i % 100)::INTEGER AS part, 'item ' || i AS name, DATE '2020-01-01' + (i % 1000)::INTEGER AS day FROM range(${count}) r(i)`;

async function open(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as BenchWindow).bench.open());
}

for (const [label, count, times] of [
  ['1 M', 1_000_000, 7],
  ['10 M', 10_000_000, 3],
] as const) {
  test(`${label} rows × 5: first rows and all of them, beside a bare drain`, async ({ page }) => {
    await open(page);
    const sql = rowsSql(count);
    const devtools = await page.context().newCDPSession(page);
    const heapBytes = async () => {
      await devtools.send('HeapProfiler.collectGarbage');
      return (await devtools.send('Runtime.getHeapUsage')).usedSize;
    };
    const before = await heapBytes();
    let first = 0;
    let megabytes = 0;
    const ms = await rounds(times, {
      drain: () => page.evaluate((text) => (window as unknown as BenchWindow).bench.drain(text), sql),
      total: async () => {
        const streamed = await page.evaluate((text) => (window as unknown as BenchWindow).bench.stream(text), sql);
        first = streamed.firstMs;
        megabytes = streamed.bytes / 1e6;
        return streamed.totalMs;
      },
    });
    const growth = ((await heapBytes()) - before) / 1e6;
    console.table({
      'bare drain, ms': ms.drain,
      'Dabble, all rows on the page, ms': ms.total,
      'Dabble / bare drain (goal ≤ 1.15)': ms.total / ms.drain,
      'first rows on the page, ms (last round)': first,
      'rows, MB': megabytes,
      'JavaScript heap beside them, MB (goal ≤ 50)': growth,
    });
  });
}

test('texts of cells per second, by type', async ({ page }) => {
  await open(page);
  const expressions: Record<string, string> = {
    BOOLEAN: 'i % 2 = 0',
    INTEGER: 'i::INTEGER',
    BIGINT: 'i * 1000003',
    HUGEINT: 'i::HUGEINT * 1000000000000000000003',
    DOUBLE: 'i / 7.0::DOUBLE',
    'DECIMAL(18,2)': '(i * 1.37)::DECIMAL(18,2)',
    DATE: "DATE '2020-01-01' + (i % 10000)::INTEGER",
    TIMESTAMP: "TIMESTAMP '2020-01-01' + to_microseconds(i * 1000003)",
    INTERVAL: 'to_seconds(i * 1.5)',
    UUID: 'md5(i::VARCHAR)::UUID',
    'VARCHAR, short': "'item ' || (i % 1000)",
    'VARCHAR, long': "'a longer text, number ' || i",
    BLOB: "encode('item ' || i)",
    ENUM: "['red', 'green', 'blue'][i % 3 + 1]::ENUM('red', 'green', 'blue')",
    'INTEGER[]': '[i, i + 1, i + 2]',
    STRUCT: "{'id': i, 'name': 'item ' || i}",
  };
  const figures: Record<string, string> = {};
  for (const [type, expression] of Object.entries(expressions)) {
    const sql = `SELECT ${expression} AS x FROM range(500000) r(i)`;
    const perSecond = await page.evaluate((text) => (window as unknown as BenchWindow).bench.decode(text), sql);
    figures[type] = `${(perSecond / 1e6).toFixed(1)} M`;
  }
  console.table(figures);
});
