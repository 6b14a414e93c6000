import { createHash } from 'node:crypto';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from './data-fixtures';
import { DataServer } from './data-server';

const ROWS = 40_000;

/** Ten columns, seven of which are text that cannot be packed well, in four groups of rows. */
function wideFile(rowCount: number): Buffer {
  const rows = Array.from({ length: rowCount }, (_, i) => i);
  const numbers = [
    { name: 'id', data: rows, type: 'INT32' as const },
    { name: 'hundredth', data: rows.map((i) => i % 100), type: 'INT32' as const },
    { name: 'amount', data: rows.map((i) => i * 1.5), type: 'DOUBLE' as const },
  ];
  const texts = Array.from({ length: 7 }, (_, n) => ({
    name: `text${n}`,
    data: rows.map((i) =>
      createHash('md5')
        .update(`${i * 7 + n}`)
        .digest('hex'),
    ),
    type: 'STRING' as const,
  }));
  return Buffer.from(parquetWriteBuffer({ columnData: [...numbers, ...texts], rowGroupSize: rowCount / 4 }));
}

test('a query on one of ten columns brings a small part of the file', async ({ playground, page, server }) => {
  const file = wideFile(ROWS);
  expect(file.length).toBeGreaterThan(4_000_000);
  await playground.goto();
  for (const folder of ['ranges', 'hidden-ranges', 'whole']) server.files.set(`/${folder}/wide.parquet`, file);
  const asked = async (folder: string, select: string) => {
    server.served.length = 0;
    const { statements, error } = await playground.query(
      select.replace('FILE', `'${server.origin}/${folder}/wide.parquet'`),
    );
    expect(error).toBeUndefined();
    return { rows: statements[0]?.rows, share: server.bytes / file.length };
  };
  const sum = [[String((40000 * 39999) / 2)]];

  const counted = await asked('ranges', 'SELECT count(*) FROM FILE');
  expect(counted.rows).toEqual([['40000']]);
  expect(counted.share).toBeLessThan(0.05);
  const one = await asked('ranges', 'SELECT sum(id) FROM FILE');
  expect(one.rows).toEqual(sum);
  expect(one.share).toBeLessThan(0.1);
  expect(server.served.every(({ range }) => range !== undefined)).toBe(true);
  const again = await asked('ranges', 'SELECT max(id) FROM FILE');
  expect(again).toEqual({ rows: [['39999']], share: 0 });
  test
    .info()
    .annotations.push({ type: 'share of the file', description: `count ${counted.share}, one column ${one.share}` });

  // Where no part can be had, or a page cannot see which it is, the file is fetched.
  for (const folder of ['whole', 'hidden-ranges']) {
    const whole = await asked(folder, 'SELECT sum(id) FROM FILE');
    expect(whole.rows).toEqual(sum);
    expect(whole.share).toBeGreaterThanOrEqual(1);
    expect((await asked(folder, 'SELECT max(id) FROM FILE')).share).toBe(0);
  }

  const { statements } = await playground.query('SELECT source_url, size_bytes FROM sys.files ORDER BY ALL');
  expect(statements[0]?.rows).toContainEqual([`${server.origin}/ranges/wide.parquet`, String(file.length)]);

  await test.step('the form shows how it begins without fetching it', async () => {
    server.served.length = 0;
    server.files.set('/ranges/other.parquet', file);
    await page.getByRole('button', { name: 'Add data', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Add data' });
    await dialog.getByRole('textbox', { name: 'From an address' }).fill(`${server.origin}/ranges/other.parquet`);
    await dialog.getByRole('button', { name: 'Fetch' }).click();
    const card = page.getByRole('group', { name: `${server.origin}/ranges/other.parquet`, exact: true });
    await expect(card).toContainText('10 columns');
    await expect(
      page.getByRole('group', { name: `First rows of ${server.origin}/ranges/other.parquet` }),
    ).toContainText('1.5');
    expect(server.bytes / file.length).toBeLessThan(0.35);
    await expect(playground.catalog.getByRole('treeitem', { name: /other\.parquet/ })).toBeVisible();
  });
});

test.describe('what becomes of a file meanwhile', () => {
  test.use({ expectedErrors: [/401/] });

  test('headers that it wants, and another file in its place', async ({ playground, page, server }) => {
    const file = wideFile(ROWS / 2);
    const path = '/private/ranges/wide.parquet';
    server.files.set(path, file);
    await playground.goto();
    const asked = async (select: string) => {
      const { statements, error } = await playground.query(`${select} FROM '${server.origin}${path}'`);
      return error ? `${error.code}: ${error.message}` : statements[0]?.rows;
    };
    const setKey = (key: string) =>
      page.evaluate(async ([origin, value]) => window.playground?.headers.set(origin, { Authorization: value }), [
        server.origin,
        key,
      ] as const);
    expect(await asked('SELECT max(id)')).toMatch(/^HTTP_ERROR: .*401/);
    await setKey(DataServer.KEY);
    expect(await asked('SELECT max(id)')).toEqual([['19999']]);
    expect(server.bytes).toBeLessThan(file.length / 4);
    // What has been read is read; for more, the key of now counts.
    await setKey('Bearer other');
    expect(await asked('SELECT min(id)')).toEqual([['0']]);
    expect(await asked('SELECT max(amount)')).toMatch(/^HTTP_ERROR: .*401/);
    await setKey(DataServer.KEY);
    expect(await asked('SELECT max(amount)')).toEqual([['29998.5']]);

    server.files.set(path, wideFile(ROWS / 4));
    expect(await asked('SELECT max(hundredth)')).toMatch(/^HTTP_ERROR: .*has changed while it was read/);
    expect(await asked('SELECT max(hundredth), max(id)')).toEqual([['99', '9999']]);
  });
});
