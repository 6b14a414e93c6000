import { copyFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from './data-fixtures';
import { exportAs, show } from './result-steps';

/** Text as a frame of zstd, stored as it is. */
function zstdFrame(text: string): Buffer {
  const bytes = Buffer.from(text);
  // One segment whose length is one byte; a last block, raw.
  return Buffer.from([
    0x28,
    0xb5,
    0x2f,
    0xfd,
    0x20,
    bytes.length,
    (bytes.length << 3) | 1,
    bytes.length >> 5,
    0,
    ...bytes,
  ]);
}

const VALUES = `SELECT i AS id, i % 2 = 0 AS even, 1.50::DECIMAL(9, 2) * i AS price, DATE '2024-01-01' + i::INTEGER AS day,
  TIMESTAMP '2024-01-01 12:34:56.789' AS moment, CASE i WHEN 1 THEN NULL ELSE 'né ' || i END AS name, [i, NULL] AS list, {'a': i, 'b': 'x'} AS pair
  FROM range(3) r(i)`;

test('files of every format are tables like others; what was saved is read again, what is broken says so', async ({
  playground,
  page,
}) => {
  await test.step('files of all formats are tables like others, whoever asks', async () => {
    await playground.goto();
    await playground.addFile('people.json', '[{"name": "Ada", "born": 1815}, {"name": "Grace", "born": 1906}]');
    await playground.addFile('lines.ndjson', '{"a": 9007199254740993}\n{"a": 1, "b": [{"c": true}]}\n');
    await playground.addFile('packed.json.gz', gzipSync('[{"a": 1}]'));
    await playground.addFile('packed.csv.gz', gzipSync('a,b\n1,x\n'));
    await playground.addFile('packed.csv.zst', zstdFrame('a,b\n2,y\n'));
    await playground.addFile('packed.json.zst', zstdFrame('[{"a": 3}]'));
    const asked = async (sql: string, options = {}) => {
      const { statements, error } = await playground.query(sql, options);
      return error ?? statements.at(-1)?.rows;
    };
    expect(await asked(`FROM 'people.json' ORDER BY born DESC LIMIT 1`)).toEqual([['Grace', '1906']]);
    expect(await asked(`SELECT avg(born) FROM read_json('people.json')`, { role: 'reader' })).toEqual([['1860.5']]);
    expect(await asked(`FROM 'lines.ndjson'`)).toEqual([
      ['9007199254740993', null],
      ['1', `[{'c': true}]`],
    ]);
    expect(await asked(`FROM 'packed.json.gz'`)).toEqual([['1']]);
    expect(await asked(`FROM 'packed.csv.gz'`)).toEqual([['1', 'x']]);
    expect(await asked(`FROM 'packed.csv.zst'`)).toEqual([['2', 'y']]);
    expect(await asked(`FROM 'packed.json.zst' UNION ALL FROM read_json('packed.json.gz') ORDER BY 1`)).toEqual([
      ['1'],
      ['3'],
    ]);
    expect(await asked(`CREATE VIEW v AS FROM 'people.json'; SELECT count(*) FROM v`)).toEqual([['2']]);
    expect(await asked(`SELECT file_name, format FROM sys.files ORDER BY 1`)).toEqual([
      ['lines.ndjson', 'json'],
      ['packed.csv.gz', 'csv'],
      ['packed.csv.zst', 'csv'],
      ['packed.json.gz', 'json'],
      ['packed.json.zst', 'json'],
      ['people.json', 'json'],
    ]);
    // Replaced, and after a hard stop.
    await playground.addFile('people.json', '[{"name": "Alan", "born": 1912}]');
    expect(await asked(`FROM v`)).toEqual([['Alan', '1912']]);
    await playground.page.evaluate(() => window.playground?.restart());
    expect(await asked(`FROM v`)).toEqual([['Alan', '1912']]);
  });

  await test.step('what was saved in a format is read again, value for value', async () => {
    await show(playground, VALUES);
    const expected = (await playground.query(VALUES)).statements[0];
    const exported: Record<string, Buffer> = {
      'saved.parquet': await exportAs(page, 'Parquet'),
      'saved.arrow': await exportAs(page, 'Arrow IPC'),
      'saved.json': await exportAs(page, 'JSON'),
      'saved.ndjson': await exportAs(page, 'NDJSON'),
      'saved.xlsx': await exportAs(page, 'Excel'),
    };
    for (const [name, data] of Object.entries(exported)) await playground.addFile(name, data);
    for (const name of ['saved.parquet', 'saved.arrow']) {
      const { statements, error } = await playground.query(`FROM '${name}'`);
      expect(error, name).toBeUndefined();
      expect(statements[0]?.rows, name).toEqual(expected?.rows);
      expect(statements[0]?.columns, name).toEqual(expected?.columns);
    }
    // JSON has no decimals, no more than text for times; Excel has one kind of number.
    for (const name of ['saved.json', 'saved.ndjson']) {
      const { statements, error } = await playground.query(
        `SELECT id, even, price::DECIMAL(9, 2), day::DATE, moment::TIMESTAMP, name, list, pair FROM '${name}'`,
      );
      expect(error, name).toBeUndefined();
      expect(statements[0]?.rows, name).toEqual(expected?.rows);
    }
    const { statements, error } = await playground.query(`SELECT id::BIGINT, even, name FROM 'saved.xlsx'`);
    expect(error).toBeUndefined();
    expect(statements[0]?.rows).toEqual(expected?.rows.map(([id, even, , , , name]) => [id, even, name]));
  });

  await test.step('broken files say what is wrong with them, and harm nothing', async () => {
    const messages: Record<string, string | undefined> = {};
    for (const [name, data] of Object.entries({
      'cut.parquet': 'PAR1 and no more',
      'cut.json': '[{"a": 1}, {"a"',
      'bad.ndjson': '{"a": 1}\nnothing\n',
      'cut.arrow': 'ARROW1',
      'cut.xlsx': 'PK',
      'empty.parquet': '',
      'page.json': '<!doctype html><title>Sign in</title>',
      'cut.csv.zst': zstdFrame('a,b\n1,2\n').subarray(0, 12),
      'cut.sqlite': 'SQLite format 3\0',
      'other.xlsx': 'PK\x03\x04 and no workbook',
    })) {
      await playground.addFile(name, data);
      const { error } = await playground.query(`FROM '${name}'`);
      expect(error?.code, name).toBe('FILE_ERROR');
      messages[name] = `${error?.message} ${error?.hint}`;
    }
    for (const [name, message] of Object.entries(messages)) expect(message).toContain(name);
    expect(messages['bad.ndjson']).toMatch(/line 2/i);
    // Text without rows has columns; text with rows of other lengths says what to do.
    await playground.addFile('header.csv', 'a,b\n');
    expect((await playground.query(`FROM 'header.csv'`)).statements[0]).toMatchObject({
      rowCount: 0,
      columns: [{ name: 'a' }, { name: 'b' }],
    });
    await playground.addFile('ragged.csv', 'a,b\n1,2\n3\n4,5,6\n');
    const ragged = await playground.query(`FROM read_csv('ragged.csv', columns = {'a': 'INT', 'b': 'INT'})`);
    expect(ragged.error?.message).toMatch(/ragged\.csv.*null_padding/s);
    const { statements } = await playground.query('SELECT 42');
    expect(statements[0]?.rows).toEqual([['42']]);
  });
});

test.describe('addresses', () => {
  test.use({ expectedErrors: [/CORS|ERR_|Failed to load resource/] });

  test('are read once, whole, and what fails is named apart', async ({ playground, server }) => {
    server.files.set('/x.csv', Buffer.from('a,b\n1,x\n2,y\n'));
    server.files.set('/x.json', Buffer.from('[{"a": 7}]'));
    server.files.set('/closed/x.csv', Buffer.from('a\n1\n'));
    await playground.goto();
    const asked = async (path: string) => {
      const { statements, error } = await playground.query(`FROM '${server.origin}${path}'`);
      return error ? `${error.code}: ${error.message} ${error.hint}` : statements[0]?.rows;
    };
    expect(await asked('/x.csv')).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
    expect(await asked('/x.csv')).toHaveLength(2);
    expect(await asked('/x.json')).toEqual([['7']]);
    expect(server.asked).toEqual(['GET /x.csv', 'GET /x.json']);
    expect(await asked('/closed/x.csv')).toMatch(/^HTTP_ERROR: .*CORS/);
    expect(await asked('/none.csv')).toMatch(/^HTTP_ERROR: .*404/);
    const { statements } = await playground.query(`SELECT kind, format, source_url FROM sys.files ORDER BY source_url`);
    expect(statements[0]?.rows).toEqual([
      ['url', 'csv', `${server.origin}/x.csv`],
      ['url', 'json', `${server.origin}/x.json`],
    ]);
  });
});

test('a large file is read where it is; one that has changed since, or is gone, says so', async ({
  playground,
  page,
}, testInfo) => {
  const path = testInfo.outputPath('large.csv');
  const line = (i: number) => `${String(i)},a line of some length that is here to make the file large\n`;
  const rows = 200_000;
  await writeFile(path, `id,text\n${Array.from({ length: rows }, (_, i) => line(i)).join('')}`);
  await playground.goto();
  await page.getByRole('button', { name: 'Add data', exact: true }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Choose files/ }).click();
  const gone = testInfo.outputPath('gone.csv');
  await copyFile(path, gone);
  await (await chooser).setFiles([path, gone]);
  await expect(page.getByRole('group', { name: 'gone.csv', exact: true })).toBeVisible();
  const files = await page.evaluate(() => window.playground?.files());
  const info = files?.find(({ name }) => name === 'large.csv');
  expect(info).toMatchObject({ kind: 'handle', memoryBytes: 0 });
  const counted = async () => (await playground.query(`SELECT count(*), sum(id) FROM 'large.csv'`)).statements[0]?.rows;
  expect(await counted()).toEqual([[String(rows), String((rows * (rows - 1)) / 2)]]);

  await writeFile(path, 'id,text\n1,short\n');
  const { error } = await playground.query(`SELECT count(*) FROM 'large.csv'`);
  expect(error?.message).toMatch(/large\.csv.* has changed/);
  expect(error?.hint).toMatch(/Add it again/);
  await rm(gone);
  expect((await playground.query(`SELECT count(*) FROM 'gone.csv'`)).error?.message).toMatch(/gone\.csv.* is gone/);
  expect((await playground.query('SELECT 42')).statements[0]?.rows).toEqual([['42']]);
});
