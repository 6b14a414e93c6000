import { tableToIPC } from 'apache-arrow';
import { beforeAll, expect, test } from 'vitest';
import type { ByteSource } from './byte-source';
import { openParquetColumns, type ColumnsToRead, type ParquetColumns } from './parquet-reader-columns';
import { parquetReader } from './parquet-reader';
import { parquetWasm, type ParquetWasm } from './parquet-wasm';
import { connect, load, texts, type Connection } from './testing/loaded';

let connection: Connection;
let library: ParquetWasm;
let source: Counted;
let file: ParquetColumns;

/** A nested column between two others, names that are no good ones, much text; in groups of 1,000 rows. */
const ROWS = `SELECT i AS id, {'a b': i, 'list': [i, NULL], 'deep': {'x': [{'y': 'é' || i}]}} AS "né ""s""", md5(i::VARCHAR) || md5((i * 7)::VARCHAR) AS text,
  MAP {'k': i} AS map, i % 7 AS "ID", NULL::INTEGER AS nothing FROM range(2500) r(i)`;

/** A source that notes what is read of it. */
class Counted implements ByteSource {
  bytes = 0;
  requests = 0;

  constructor(readonly data: Uint8Array<ArrayBuffer>) {}

  get size(): number {
    return this.data.length;
  }

  slice(start: number, end: number): Promise<ArrayBuffer> {
    this.requests++;
    this.bytes += end - start;
    return Promise.resolve(this.data.slice(start, end).buffer);
  }
}

beforeAll(async () => {
  connection = await connect();
  library = await parquetWasm();
  const table = library.Table.fromIPCStream(tableToIPC(connection.query(ROWS), 'stream'));
  const properties = new library.WriterPropertiesBuilder().setMaxRowGroupSize(1000).build();
  source = new Counted(library.writeParquet(table, properties) as Uint8Array<ArrayBuffer>);
  file = await openParquetColumns(source);
});

/** Into the table `t`. */
function read(wanted: ColumnsToRead = {}) {
  return load(connection, { read: () => file.read(wanted), parts: () => Promise.resolve([]) }, '');
}

/** Of the file as it is read whole. */
async function whole(select: string): Promise<string[]> {
  await load(connection, parquetReader, source.data);
  return texts(connection, `SELECT row::VARCHAR FROM (SELECT ${select} FROM t LIMIT 100) row`);
}

test('all columns are what they are in the whole file', async () => {
  expect(file).toMatchObject({ rowCount: 2500, columnCount: 6 });
  const own = await read();
  const other = await load(connection, parquetReader, source.data);
  expect(own).toEqual(other);
  const empty = await load(
    connection,
    {
      async *read() {
        yield await Promise.resolve(file.schema);
      },
      parts: () => Promise.resolve([]),
    },
    '',
  );
  expect(empty).toEqual({ columns: other.columns, rows: [], rowCount: 0, streamCount: 1 });
});

test.each([
  [[0], '"id" AS c0'],
  [[4], '#5 AS c4'],
  [[1], '#2 AS c1'],
  [[0, 3, 5], '#1 AS c0, #4 AS c3, #6 AS c5'],
  [[1, 2], '#2 AS c1, #3 AS c2'],
])('columns %j are read alone, called by their places', async (columns, select) => {
  const loaded = await read({ columns: new Set(columns) });
  expect(loaded.rowCount).toBe(2500);
  expect(loaded.rows).toEqual(await whole(select));
});

test('what is not wanted is not asked for', async () => {
  source.bytes = source.requests = 0;
  await read({ columns: new Set([5]) });
  // Once per group of rows; the last one's lies beside the metadata, which is there already.
  expect(source.requests).toBe(2);
  expect(source.bytes).toBeLessThan(source.size / 50);
});

test('groups of rows are read until there are enough', async () => {
  expect([0, 1, 1000, 1001, 2500, 9999].map((count) => file.rowsInGroups(count))).toEqual([
    1000, 1000, 1000, 2000, 2500, 2500,
  ]);
  source.requests = 0;
  expect(await read({ columns: new Set([0]), rowCount: 5 })).toMatchObject({ rowCount: 1000 });
  expect(source.requests).toBe(1);
});

test('metadata longer than the end that is asked for first, and no rows', async () => {
  const wide = `SELECT ${Array.from({ length: 900 }, (_, i) => `${i} AS "column with a long name ${i}"`).join(', ')} WHERE false`;
  const table = library.Table.fromIPCStream(tableToIPC(connection.query(wide), 'stream'));
  const long = new Counted(library.writeParquet(table) as Uint8Array<ArrayBuffer>);
  file = await openParquetColumns(long);
  expect(file).toMatchObject({ rowCount: 0, columnCount: 900 });
  expect(await read({ columns: new Set([899]) })).toMatchObject({ columns: ['c899 INTEGER'], rowCount: 0 });
});

test('no more is read at once than a limit says', async () => {
  const limited = await openParquetColumns(source, undefined, 100_000);
  const all = () => load(connection, { read: () => limited.read({}), parts: () => Promise.resolve([]) }, '');
  await expect(all()).rejects.toMatchObject({
    detail: { code: 'FILE_ERROR', message: expect.stringContaining('at most') as string },
  });
  const part = { read: () => limited.read({ columns: new Set([0]) }), parts: () => Promise.resolve([]) };
  expect(await load(connection, part, '')).toMatchObject({ rowCount: 2500 });
});

test('what is no such file, or is stopped, says so', async () => {
  const open = (bytes: string) => openParquetColumns(new Counted(new TextEncoder().encode(bytes)));
  await expect(open('PAR1 and no more than that')).rejects.toThrow('This Parquet file is cut off');
  await expect(open('')).rejects.toThrow('This is no Parquet file');
  await expect(read({ signal: AbortSignal.abort() })).rejects.toMatchObject({ detail: { code: 'CANCELLED' } });
});
