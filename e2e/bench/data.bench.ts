import { once } from 'node:events';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import type { Browser, Page, TestInfo } from '@playwright/test';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { rounds, test } from './bench-site';
import type { DataBench } from './pages/data';

type BenchWindow = Window & { bench: DataBench };

test.use({ benchPage: 'data.html', reuseContext: false });

const CSV_BYTES = 100_000_000;
const PARQUET_ROWS = 1_000_000;
const DATABASE = 'kept';

/** A CSV of four columns, written anew each time. */
async function csvFile(info: TestInfo, bytes: number): Promise<string> {
  const path = info.outputPath('data.csv');
  const file = createWriteStream(path);
  file.write('id,name,price,day\n');
  for (let id = 0; file.bytesWritten + file.writableLength < bytes;) {
    let lines = '';
    for (const end = id + 10_000; id < end; id++) {
      lines += `${id},name ${id % 977},${id / 8},2024-01-${String(1 + (id % 28)).padStart(2, '0')}\n`;
    }
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return path;
}

/** A Parquet file of ten columns of the types that people have. */
function parquetFile(info: TestInfo): string {
  const path = info.outputPath('data.parquet');
  const column = <T>(value: (row: number) => T): T[] => Array.from({ length: PARQUET_ROWS }, (_, row) => value(row));
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: 'id', data: column((row) => row), type: 'INT32' },
      { name: 'big', data: column((row) => BigInt(row) * 1_000_003n), type: 'INT64' },
      { name: 'price', data: column((row) => row / 8), type: 'DOUBLE' },
      { name: 'ratio', data: column((row) => row / 7), type: 'FLOAT' },
      { name: 'is_even', data: column((row) => row % 2 === 0), type: 'BOOLEAN' },
      { name: 'name', data: column((row) => `name ${row % 977}`), type: 'STRING' },
      { name: 'text', data: column((row) => `a longer text, number ${row}`), type: 'STRING' },
      { name: 'at', data: column((row) => new Date(1_700_000_000_000 + row * 1000)), type: 'TIMESTAMP' },
      { name: 'sparse', data: column((row) => (row % 10 === 0 ? row : null)), type: 'INT32' },
      { name: 'part', data: column((row) => row % 7), type: 'INT32' },
    ],
    rowGroupSize: 100_000,
  });
  writeFileSync(path, new Uint8Array(bytes));
  return path;
}

const bench = {
  open: (page: Page) => page.evaluate(() => (window as unknown as BenchWindow).bench.open()),
  openBare: (page: Page) => page.evaluate(() => (window as unknown as BenchWindow).bench.openBare()),
  register: (page: Page, engine: Parameters<DataBench['register']>[0]) =>
    page.evaluate((which) => (window as unknown as BenchWindow).bench.register(which), engine),
  run: (page: Page, engine: 'dabble' | 'bare', sql: string) =>
    page.evaluate(([which, text]) => (window as unknown as BenchWindow).bench.run(which, text), [engine, sql] as const),
};

/** The most memory that the page's process has had, in MB, by what Linux says. */
async function peakMegabytes(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? Number.NaN));
  return Math.max(...peaks) / 1000;
}

test('a CSV of 100 MB, beside the bare engine on the same bytes', async ({ page }, info) => {
  await page.getByRole('button', { name: /choose file/i }).setInputFiles(await csvFile(info, CSV_BYTES));
  await bench.open(page);
  await bench.openBare(page);
  await bench.register(page, 'dabble');
  const statements = {
    'first rows': `FROM 'data.csv' LIMIT 10`,
    count: `SELECT count(*) FROM 'data.csv'`,
    load: `CREATE OR REPLACE TABLE loaded AS FROM 'data.csv'`,
  };
  const table: Record<string, Record<string, number>> = {};
  for (const [what, sql] of Object.entries(statements)) {
    await bench.register(page, 'bare in memory');
    const { dabble, memory } = await rounds(5, {
      dabble: () => bench.run(page, 'dabble', sql),
      memory: () => bench.run(page, 'bare', sql),
    });
    await bench.register(page, 'bare in place');
    const { again, inPlace } = await rounds(5, {
      again: () => bench.run(page, 'dabble', sql),
      inPlace: () => bench.run(page, 'bare', sql),
    });
    table[what] = {
      'Dabble, ms': dabble,
      'bare in memory, ms': memory,
      'Dabble / bare in memory (goal ≤ 1.1)': dabble / memory,
      'bare in place, ms': inPlace,
      'Dabble / bare in place': again / inPlace,
    };
  }
  console.table(table);
});

test('a CSV of 2 GB is counted where it is', async ({ page, browser }, info) => {
  await page.getByRole('button', { name: /choose file/i }).setInputFiles(await csvFile(info, 2_000_000_000));
  await bench.open(page);
  await bench.register(page, 'dabble');
  const before = await peakMegabytes(browser);
  const ms = await bench.run(page, 'dabble', `SELECT count(*) FROM 'data.csv'`);
  console.table({ 'count, ms': ms, 'peak memory beyond before, MB': (await peakMegabytes(browser)) - before });
});

for (const reader of ['Dabble, into the engine', "the package's reader alone, into Arrow"] as const) {
  test(`Parquet of 1 M × 10: ${reader}`, async ({ page, browser }, info) => {
    const isOurs = reader.startsWith('Dabble');
    await page.getByRole('button', { name: /choose file/i }).setInputFiles(parquetFile(info));
    if (isOurs) {
      await bench.open(page);
      await bench.register(page, 'dabble');
    }
    const before = await peakMegabytes(browser);
    const ms = isOurs
      ? await bench.run(page, 'dabble', `SELECT count(*), sum(id), max(text) FROM 'data.parquet'`)
      : await page.evaluate(() => (window as unknown as BenchWindow).bench.parquetAlone());
    const figures: Record<string, number> = {
      'read, ms': ms,
      'peak memory beyond before, MB': (await peakMegabytes(browser)) - before,
    };
    if (isOurs) figures['next query, ms'] = await bench.run(page, 'dabble', `SELECT sum(big) FROM 'data.parquet'`);
    console.table(figures);
  });
}

test('a kept database of 200 MB, opened again after a reload', async ({ page }) => {
  const openDatabase = () =>
    page.evaluate((name) => (window as unknown as BenchWindow).bench.openDatabase(name), DATABASE);
  await bench.open(page);
  await openDatabase();
  await bench.run(
    page,
    'dabble',
    `CREATE TABLE kept.main.numbers AS SELECT hash(range) AS h, range AS n FROM range(24_000_000)`,
  );
  await bench.run(page, 'dabble', 'CHECKPOINT kept');
  const bytes = await page.evaluate((name) => (window as unknown as BenchWindow).bench.databaseBytes(name), DATABASE);
  const ms = await rounds(5, {
    session: async () => {
      await page.reload();
      return bench.open(page);
    },
    database: openDatabase,
    'first query': () => bench.run(page, 'dabble', 'SELECT max(h) FROM kept.main.numbers WHERE n = 17_000_000'),
  });
  console.table({
    'database, MB': bytes / 1e6,
    'session ready after the reload, ms': ms.session,
    'database open after that, ms': ms.database,
    'a row found in it, ms': ms['first query'],
  });
});
