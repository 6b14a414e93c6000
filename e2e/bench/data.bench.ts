import type { Page } from '@playwright/test';
import type { PlaygroundDriver } from '../../src/driver/playground-driver';
import { test } from './bench-site';

type DrivenWindow = Window & { playground: PlaygroundDriver };

test.use({ benchPage: 'app' });

/** Bytes of the CSV, and rows of the other files. */
const CSV_BYTES = 100_000_000;
const ROWS = 1_000_000;

/** Milliseconds of each statement, one after another, on a file of the visitor's. */
function timed(page: Page, name: string, statements: Record<string, string>): Promise<Record<string, number | string>> {
  return page.evaluate(
    async ([file, todo]) => {
      const { playground } = window as unknown as DrivenWindow;
      const figures: Record<string, number | string> = {};
      for (const [what, sql] of Object.entries(todo)) {
        const startedAt = performance.now();
        const { error } = await playground.run(sql);
        figures[what] = error ? error.message : Math.round(performance.now() - startedAt);
      }
      const info = (await playground.files()).find((each) => each.name === file);
      figures['memory, MB'] = Math.round((info?.memoryBytes ?? 0) / 1e6);
      return figures;
    },
    [name, statements] as const,
  );
}

test('a CSV of 100 MB, read in place and beside the same bytes in memory', async ({ page }) => {
  await page.evaluate(async (bytes) => {
    const { playground } = window as unknown as DrivenWindow;
    await playground.ready();
    const lines: string[] = ['id,name,price,day'];
    for (let i = 0; i < 10_000; i++)
      lines.push(`${i},name ${i % 977},${i / 8},2024-01-${String(1 + (i % 28)).padStart(2, '0')}`);
    const block = `${lines.slice(1).join('\n')}\n`;
    const parts = [`${lines[0] ?? ''}\n`, ...Array.from({ length: Math.ceil(bytes / block.length) }, () => block)];
    const file = new File(parts, 'in-place.csv');
    await playground.addFile('in-place.csv', file);
    await playground.addFile('in-memory.csv', await file.arrayBuffer());
  }, CSV_BYTES);
  const statements = (name: string) => ({
    'first rows': `FROM '${name}' LIMIT 10`,
    count: `SELECT count(*) FROM '${name}'`,
    load: `CREATE OR REPLACE TABLE loaded AS FROM '${name}'`,
  });
  console.table({
    'in place, ms': await timed(page, 'in-place.csv', statements('in-place.csv')),
    'in memory, ms': await timed(page, 'in-memory.csv', statements('in-memory.csv')),
  });
});

test('1 M × 10 rows in other formats: the first query, which reads the file, and the next', async ({ page }) => {
  await page.evaluate(async (rows) => {
    const { playground } = window as unknown as DrivenWindow;
    await playground.ready();
    const line = (i: number) =>
      `{"a":${i},"b":${i / 8},"c":"text ${i % 977}","d":${i % 2 === 0},"e":"2024-01-${String(1 + (i % 28)).padStart(2, '0')}",` +
      `"f":${i % 7},"g":${i * 3},"h":"x${i % 13}","i":${i % 1000 === 0 ? 'null' : i},"j":${i % 10}}\n`;
    const parts: string[] = [];
    for (let i = 0; i < rows; i++) parts.push(line(i));
    await playground.addFile('rows.ndjson', new File(parts, 'rows.ndjson'));
  }, ROWS);
  const statements = (name: string) => ({
    'first query': `SELECT count(*), sum(a) FROM '${name}'`,
    'next query': `SELECT count(*), sum(a) FROM '${name}'`,
  });
  const ndjson = await timed(page, 'rows.ndjson', statements('rows.ndjson'));
  await page.getByRole('textbox', { name: 'SQL editor' }).waitFor();
  await page.evaluate(() => (window as unknown as DrivenWindow).playground.setSql(`FROM 'rows.ndjson'`));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^Parquet/ }).click();
  const { createReadStream } = await import('node:fs');
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(await (await download).path())) chunks.push(chunk as Buffer);
  await page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    await (window as unknown as DrivenWindow).playground.addFile('rows.parquet', new File([bytes], 'rows.parquet'));
  }, Buffer.concat(chunks).toString('base64'));
  console.table({
    'NDJSON, ms': ndjson,
    'Parquet, ms': await timed(page, 'rows.parquet', statements('rows.parquet')),
  });
});
