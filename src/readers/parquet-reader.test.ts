import { tableToIPC } from 'apache-arrow';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, it } from 'vitest';
import { parquetReader } from './parquet-reader';
import { parquetWasm, type ParquetWasm } from './parquet-wasm';
import { beginnings, complaint, connect, damaged, load, survives, texts, type Connection } from './testing/loaded';

let connection: Connection;
let library: ParquetWasm;

beforeAll(async () => {
  connection = await connect();
  library = await parquetWasm();
});

type SchemaElement = NonNullable<Parameters<typeof parquetWriteBuffer>[0]['schema']>[number];

/** One column `c`, which may be null. */
function oneColumn(element: Partial<SchemaElement>, data: unknown[]): Uint8Array {
  const schema: SchemaElement[] = [
    { name: 'root', num_children: 1 },
    { name: 'c', repetition_type: 'OPTIONAL', ...element },
  ];
  return new Uint8Array(parquetWriteBuffer({ schema, columnData: [{ name: 'c', data }] }));
}

function numbers(count: number, rowGroupSize: number): Uint8Array {
  const data = Int32Array.from({ length: count }, (_, i) => i);
  return new Uint8Array(parquetWriteBuffer({ columnData: [{ name: 'n', data, type: 'INT32' }], rowGroupSize }));
}

/** A query's result as Apache's own writer writes it. */
function written(sql: string, compression = library.Compression.SNAPPY, groupRows = 1_000_000): Uint8Array {
  const table = library.Table.fromIPCStream(tableToIPC(connection.query(sql), 'stream'));
  const properties = new library.WriterPropertiesBuilder()
    .setCompression(compression)
    .setMaxRowGroupSize(groupRows)
    .build();
  return library.writeParquet(table, properties);
}

describe('types', () => {
  it.each([
    ['BOOLEAN', 'true'],
    ['TINYINT', '-128'],
    ['SMALLINT', '-32768'],
    ['INTEGER', '-2147483648'],
    ['BIGINT', '-9223372036854775808'],
    ['UTINYINT', '255'],
    ['USMALLINT', '65535'],
    ['UINTEGER', '4294967295'],
    ['UBIGINT', '18446744073709551615'],
    ['FLOAT', '1.5'],
    ['DOUBLE', '-1e+300'],
    ['DECIMAL(4,1)', '-999.9'],
    ['DECIMAL(18,3)', '123456789012345.678'],
    ['DECIMAL(38,10)', '-1234567890123456789012345678.0123456789'],
    ['VARCHAR', 'żółć 🦆'],
    ['BLOB', '\\x00\\xFFa'],
    ['DATE', '1600-02-29'],
    ['TIME', '23:59:59.999999'],
    ['TIMESTAMP', '1600-02-29 23:59:59.999999'],
    ['TIMESTAMP_MS', '2020-02-29 23:59:59.999'],
    ['TIMESTAMP_NS', '2020-02-29 23:59:59.999999999'],
    ['TIMESTAMP WITH TIME ZONE', '2020-02-29 23:59:59.999999+00'],
    ['INTEGER[]', '[1, NULL, 3]'],
    ['VARCHAR[][]', '[[a, NULL], [], NULL]'],
    ['STRUCT(a INTEGER, b VARCHAR[])', "{'a': 1, 'b': [x, NULL]}"],
    ['MAP(VARCHAR, INTEGER)', '{k=1, l=NULL}'],
    ['STRUCT(s STRUCT(m MAP(INTEGER, STRUCT(x DATE))))[]', "[{'s': {'m': {7={'x': 2020-01-01}}}}]"],
  ])('reads %s', async (type, text) => {
    const sql = `SELECT v::${type} AS v FROM (VALUES ('${text.replaceAll("'", "''")}'), (NULL)) t(v)`;
    const { columns } = await load(connection, parquetReader, written(sql));
    expect(columns).toEqual([`v ${type}`]);
    expect(texts(connection, 'SELECT CAST(v AS VARCHAR) FROM t')).toEqual([text, 'null']);
  });

  it('gives names of an enumeration as text', async () => {
    const { columns, rows } = await load(
      connection,
      parquetReader,
      oneColumn({ type: 'BYTE_ARRAY', converted_type: 'ENUM' }, ['ok', null]),
    );
    expect(columns).toEqual(['c VARCHAR']);
    expect(rows).toEqual(["{'c': ok}", "{'c': NULL}"]);
  });

  it('gives a dictionary’s words as text', async () => {
    const file = written(`SELECT (['a', 'b', NULL])[1 + i % 3]::ENUM('a', 'b') AS e FROM range(5) r(i)`);
    const { columns, rows } = await load(connection, parquetReader, file);
    expect(columns).toEqual(['e VARCHAR']);
    expect(rows).toEqual(["{'e': a}", "{'e': b}", "{'e': NULL}", "{'e': a}", "{'e': b}"]);
  });

  it.each<[string, Partial<SchemaElement>, unknown, string, string]>([
    [
      'UUID',
      { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } },
      new Uint8Array(16).fill(0xab),
      'UUID',
      'abababab-abab-abab-abab-abababababab',
    ],
    ['fixed bytes', { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 3 }, Uint8Array.of(97, 0, 255), 'BLOB', 'a\\x00\\xFF'],
    [
      'half floats',
      { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 2, logical_type: { type: 'FLOAT16' } },
      -0.333251953125,
      'FLOAT',
      '-0.33325195',
    ],
    [
      'decimals too wide for the engine',
      { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 30, converted_type: 'DECIMAL', precision: 60, scale: 2 },
      -1.5,
      'DOUBLE',
      '-1.5',
    ],
    [
      'intervals',
      { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 12, converted_type: 'INTERVAL' },
      Uint8Array.of(14, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0),
      'INTERVAL',
      '1 year 2 months 2 days 00:00:00.003',
    ],
    ['JSON', { type: 'BYTE_ARRAY', converted_type: 'JSON' }, { a: [1] }, 'VARCHAR', '{"a":[1]}'],
  ])('reads %s', async (_name, element, value, type, text) => {
    const { columns } = await load(connection, parquetReader, oneColumn(element, [value, null, value]));
    expect(columns).toEqual([`c ${type}`]);
    expect(texts(connection, 'SELECT CAST(c AS VARCHAR) FROM t')).toEqual([text, 'null', text]);
  });

  it('reads dates far from ours in INT96', async () => {
    const days = (julian: number): Uint8Array => {
      const bytes = new DataView(new ArrayBuffer(12));
      bytes.setBigInt64(0, 1_000n, true);
      bytes.setInt32(8, julian, true);
      return new Uint8Array(bytes.buffer);
    };
    const file = asInt96(
      oneColumn({ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 12 }, [days(5_373_484), days(2_440_588)]),
    );
    const { columns, rows } = await load(connection, parquetReader, file);
    expect(columns).toEqual(['c TIMESTAMP']);
    expect(rows).toEqual(["{'c': '9999-12-31 00:00:00.000001'}", "{'c': '1970-01-01 00:00:00.000001'}"]);
  });
});

describe('shapes', () => {
  it('gives a file without rows its columns', async () => {
    const empty = written("SELECT 1 AS a, 'x' AS b, [1] AS c, {'d': 1} AS e WHERE false");
    const { columns, rowCount, streamCount } = await load(connection, parquetReader, empty);
    expect(columns).toEqual(['a INTEGER', 'b VARCHAR', 'c INTEGER[]', 'e STRUCT(d INTEGER)']);
    expect([rowCount, streamCount]).toEqual([0, 1]);
  });

  it('reads groups of rows one after the other, in order', async () => {
    const { rowCount, streamCount } = await load(connection, parquetReader, numbers(200_000, 30_000));
    expect([rowCount, streamCount]).toEqual([200_000, 7]);
    expect(texts(connection, 'SELECT count(*)::VARCHAR FROM (SELECT n, rowid AS r FROM t) WHERE n <> r')).toEqual([
      '0',
    ]);
  });

  it.each([0, 1, 999, 1_000, 1_001, 4_500, 1_000_000])('reads no more than %d rows', async (rowLimit) => {
    const { rowCount } = await load(connection, parquetReader, numbers(5_000, 1_000), { rowLimit });
    expect(rowCount).toBe(Math.min(rowLimit, 5_000));
  });

  it('tells columns of one name apart, also in structures', async () => {
    const file = written(`SELECT {'k': 1, 'l': {'a': 2}} AS s`);
    // The engine itself makes no structure with a name twice.
    const at = file.findLastIndex((byte, i) => byte === 0x6c && file[i - 1] === 1);
    expect(at).toBeGreaterThan(0);
    const doubled = file.slice();
    file.forEach((byte, i) => {
      if (byte === 0x6c && file[i - 1] === 1) doubled[i] = 0x4b;
    });
    const { columns, rows } = await load(connection, parquetReader, doubled);
    expect(columns).toEqual(['s STRUCT(k INTEGER, K_1 STRUCT(a INTEGER))']);
    expect(rows).toEqual(["{'s': {'k': 1, 'K_1': {'a': 2}}}"]);
  });

  it('reads every compression, as another reader does', async () => {
    const { UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD, LZ4_RAW } = library.Compression;
    const sql = `SELECT i::INTEGER AS i, repeat('x', i::INTEGER % 7) AS s FROM range(1000) r(i)`;
    for (const compression of [UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD, LZ4_RAW]) {
      const file = written(sql, compression);
      const { rows } = await load(connection, parquetReader, file);
      expect(rows[13]).toBe("{'i': 13, 's': xxxxxx}");
      if (compression !== UNCOMPRESSED && compression !== SNAPPY) continue;
      const objects = await parquetReadObjects({ file: file.slice().buffer });
      expect(objects[13]).toEqual({ i: 13, s: 'xxxxxx' });
    }
  });
});

describe('what is wrong with a file', () => {
  it('is said of other files', async () => {
    expect(await complaint(parquetReader, 'a,b\n1,2\n')).toMatchObject({
      code: 'FILE_ERROR',
      message: 'This is no Parquet file: it does not begin with PAR1.',
    });
    expect(await complaint(parquetReader, '')).toMatchObject({ code: 'FILE_ERROR' });
  });

  it('is said of encrypted files, and of files without columns', async () => {
    const encrypted = numbers(10, 10);
    encrypted[encrypted.length - 1] = 'E'.charCodeAt(0);
    expect(await complaint(parquetReader, encrypted)).toMatchObject({ message: 'This Parquet file is encrypted.' });
    const bare = new Uint8Array(parquetWriteBuffer({ columnData: [] }));
    expect(await complaint(parquetReader, bare)).toMatchObject({ message: 'This Parquet file has no columns.' });
  });

  it('is never a crash: cut off', async () => {
    for (const part of beginnings(numbers(1_000, 100), 200)) {
      expect(await survives(connection, parquetReader, part)).toBe(false);
    }
  });

  it('is never a crash: damaged', async () => {
    const { UNCOMPRESSED, SNAPPY, ZSTD } = library.Compression;
    const sql = `SELECT i, i::VARCHAR AS s, [i, NULL] AS l, {'a': i, 'b': 'x' || i} AS t, i::DECIMAL(20, 2) AS d
      FROM range(300) r(i)`;
    for (const compression of [UNCOMPRESSED, SNAPPY, ZSTD]) {
      const file = written(sql, compression, 100);
      for (const copy of damaged(file, 150)) await survives(connection, parquetReader, copy);
      expect(await survives(connection, parquetReader, file)).toBe(true);
    }
  });

  it('is not that the reading was stopped', async () => {
    const stopping = new AbortController();
    const reading = parquetReader.read(new Blob([numbers(3_000, 1_000) as BlobPart]), { signal: stopping.signal });
    const streams = reading[Symbol.asyncIterator]();
    expect((await streams.next()).done).toBe(false);
    stopping.abort();
    await expect(streams.next()).rejects.toMatchObject({ detail: { code: 'CANCELLED' } });
  });
});

/** The column's type in the footer, 7 (fixed bytes), as 3: the values are laid out the same. */
function asInt96(file: Uint8Array): Uint8Array {
  const copy = file.slice();
  const footer = copy.length - 8 - new DataView(copy.buffer).getUint32(copy.length - 8, true);
  // A field head of step 1 with an i32, then the zigzag of 7.
  let changed = 0;
  for (let i = footer; i < copy.length - 8; i++) {
    if (copy[i] === 0x15 && copy[i + 1] === 14) {
      copy[i + 1] = 6;
      changed++;
    }
  }
  expect(changed).toBe(2);
  return copy;
}
