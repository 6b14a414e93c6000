import {
  Dictionary,
  Float16,
  Int32,
  IntervalDayTime,
  RecordBatchStreamWriter,
  Utf8,
  makeData,
  tableFromArrays,
  tableToIPC,
  vectorFromArray,
  Table,
  TimeMicrosecond,
  Field,
  Schema,
  type DataType,
} from 'apache-arrow';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import { beforeAll, describe, expect, it } from 'vitest';
import { streamOf } from './arrow-batch';
import { arrowReader } from './arrow-reader';
import { beginnings, complaint, connect, damaged, load, survives, texts, type Connection } from './testing/loaded';
import { lz4, zstd } from './testing/packed';
import { withPackedBodies } from './testing/packed-arrow';

let connection: Connection;

beforeAll(async () => {
  connection = await connect();
});

const sql = `SELECT i::INTEGER AS i, (['a', 'bb', NULL])[1 + i % 3]::ENUM('a', 'bb') AS e,
  CASE WHEN i % 5 > 0 THEN repeat('x', i::INTEGER) || 'ż' END AS s, [i, NULL] AS l, i::DECIMAL(20, 2) AS d,
  '\\x00'::BLOB AS b, i % 2 = 0 AS o, TIME '12:00:00.5' AS t, TIMESTAMP '2024-01-01 00:00:00.5' AS ts,
  {'a': i, 'b': [{'c': i::UTINYINT}]} AS st, MAP {'k': i} AS m FROM range(100) r(i)`;

function arrow(kind: 'stream' | 'file', of = sql): Uint8Array {
  return tableToIPC(connection.query(of), kind);
}

/** A column `c` of a type, by the values of its array. */
function oneColumn(type: DataType, length: number, values: ArrayBufferView): Uint8Array {
  return streamOf(
    [new Field('c', type, true)],
    [makeData({ type, length, nullCount: 0, data: values } as never)],
    length,
  );
}

describe('what is read', () => {
  it.each(['stream', 'file'] as const)('is a %s, as the engine would give it', async (kind) => {
    const { columns, rows } = await load(connection, arrowReader, arrow(kind));
    const expected = texts(connection, `SELECT CAST(q AS VARCHAR) FROM (${sql}) q`);
    expect(rows).toEqual(expected);
    expect(columns).toEqual([
      'i INTEGER',
      'e VARCHAR',
      's VARCHAR',
      'l BIGINT[]',
      'd DECIMAL(20,2)',
      'b BLOB',
      'o BOOLEAN',
      't TIME',
      'ts TIMESTAMP',
      'st STRUCT(a BIGINT, b STRUCT(c UTINYINT)[])',
      'm MAP(VARCHAR, BIGINT)',
    ]);
  });

  it('is packed by LZ4 and by ZSTD', async () => {
    const expected = texts(connection, `SELECT CAST(q AS VARCHAR) FROM (${sql}) q`);
    expect(
      (await load(connection, arrowReader, withPackedBodies(arrow('stream'), CompressionType.LZ4_FRAME, lz4))).rows,
    ).toEqual(expected);
    expect(
      (await load(connection, arrowReader, withPackedBodies(arrow('stream'), CompressionType.ZSTD, zstd))).rows,
    ).toEqual(expected);
  });

  it('has types that the engine does not take', async () => {
    const half = oneColumn(new Float16(), 2, Uint16Array.of(0x3e00, 0xc000));
    expect(await load(connection, arrowReader, half)).toMatchObject({
      columns: ['c FLOAT'],
      rows: ["{'c': 1.5}", "{'c': -2.0}"],
    });
    const interval = oneColumn(new IntervalDayTime(), 1, Int32Array.of(2, 3_000));
    expect(await load(connection, arrowReader, interval)).toMatchObject({
      columns: ['c INTERVAL'],
      rows: ["{'c': '2 days 00:00:03'}"],
    });
    const limited = await load(connection, arrowReader, half, { rowLimit: 1 });
    expect(limited.rows).toEqual(["{'c': 1.5}"]);
  });

  it('has columns of one name, and of none', async () => {
    const int = new Int32();
    const column = () => makeData({ type: int, length: 1, nullCount: 0, data: Int32Array.of(1) });
    const names = ['a', 'a', 'A', ''];
    const stream = streamOf(
      names.map((name) => new Field(name, int, true)),
      names.map(column),
      1,
    );
    expect((await load(connection, arrowReader, stream)).columns).toHaveLength(4);
  });

  it.each(['stream', 'file'] as const)('is a %s without rows', async (kind) => {
    const { columns, rowCount } = await load(
      connection,
      arrowReader,
      arrow(kind, `SELECT * FROM (${sql}) WHERE false`),
    );
    expect([columns.length, rowCount]).toEqual([11, 0]);
    const bare = new Table(new Schema([new Field('c', new Dictionary(new Utf8(), new Int32()), true)]));
    const loaded = await load(connection, arrowReader, tableToIPC(bare, kind));
    expect([loaded.columns, loaded.rowCount]).toEqual([['c VARCHAR'], 0]);
  });

  it('is long, in several batches', async () => {
    const file = tableToIPC(connection.query(`SELECT i, 'text ' || i AS s FROM range(200000) r(i)`), 'file');
    const { rowCount, streamCount } = await load(connection, arrowReader, file);
    expect([rowCount, streamCount]).toEqual([200_000, 4]);
    expect(texts(connection, `SELECT count(*)::VARCHAR FROM t WHERE i <> rowid OR s <> 'text ' || i`)).toEqual(['0']);
  });

  it('is one long batch, in pieces', async () => {
    const table = tableFromArrays({ n: Int32Array.from({ length: 150_000 }, (_, i) => i) });
    const { rowCount, streamCount } = await load(connection, arrowReader, tableToIPC(table, 'stream'));
    expect([rowCount, streamCount]).toEqual([150_000, 3]);
    expect(texts(connection, 'SELECT count(*)::VARCHAR FROM t WHERE n <> rowid')).toEqual(['0']);
  });

  it('has dictionaries that grow and change from batch to batch', async () => {
    const writer = new RecordBatchStreamWriter();
    const type = new Dictionary(new Utf8(), new Int32(), 7);
    for (const words of [['a', 'b'], ['c'], ['d', 'a', 'b']]) {
      const batches = new Table({ w: vectorFromArray(words, type) }).batches;
      for (const batch of batches) writer.write(batch);
    }
    writer.finish();
    const { rows } = await load(connection, arrowReader, writer.toUint8Array(true));
    expect(rows.map((row) => row.slice(6, -1))).toEqual(['a', 'b', 'c', 'd', 'a', 'b']);
  });

  it.each([0, 1, 2_048, 2_049, 5_000, 10_000])('is no more than %d rows', async (rowLimit) => {
    const file = arrow('file', `SELECT i, (['a', 'b'])[1 + i % 2]::ENUM('a', 'b') AS e FROM range(5000) r(i)`);
    const { rowCount, columns } = await load(connection, arrowReader, file, { rowLimit });
    expect([rowCount, columns]).toEqual([Math.min(rowLimit, 5_000), ['i BIGINT', 'e VARCHAR']]);
  });
});

describe('what is wrong with a file', () => {
  it('is a time of day that would break the engine', async () => {
    const micros = (...values: bigint[]) => oneColumn(new TimeMicrosecond(), values.length, BigInt64Array.from(values));
    expect(await complaint(arrowReader, micros(0n, 86_400_000_000n))).toBeUndefined();
    expect(await complaint(arrowReader, micros(0n, 3_314_649_368_945_185_056n))).toMatchObject({ code: 'FILE_ERROR' });
    expect(await complaint(arrowReader, micros(-1n))).toMatchObject({
      message: 'This file has a time of day that there is not: -1 of 86400000000 in a day.',
    });
  });

  it('is said', async () => {
    expect(await complaint(arrowReader, 'FEA1....')).toMatchObject({ message: 'This is Feather of version 1.' });
    expect(await complaint(arrowReader, '')).toMatchObject({ message: 'This file is empty.' });
    expect(await complaint(arrowReader, 'a,b\n1,2\n3,4\n5,6\n')).toMatchObject({ code: 'FILE_ERROR' });
  });

  it('is never a crash: cut off', async () => {
    const file = arrow('file');
    for (const part of beginnings(file, 150)) expect(await survives(connection, arrowReader, part)).toBe(false);
    for (const part of beginnings(arrow('stream'), 100)) await survives(connection, arrowReader, part);
    expect(await survives(connection, arrowReader, file)).toBe(true);
  });

  it('is never a crash: damaged', async () => {
    const plain = arrow('stream');
    for (const file of [
      plain,
      withPackedBodies(plain, CompressionType.LZ4_FRAME, lz4),
      withPackedBodies(plain, CompressionType.ZSTD, zstd),
    ]) {
      for (const copy of damaged(file, 130)) await survives(connection, arrowReader, copy);
      expect(await survives(connection, arrowReader, file)).toBe(true);
    }
  });

  it('is not that the reading was stopped', async () => {
    const stopping = new AbortController();
    const file = new Blob([arrow('file', 'FROM range(300000)') as Uint8Array<ArrayBuffer>]);
    const streams = arrowReader.read(file, { signal: stopping.signal })[Symbol.asyncIterator]();
    expect((await streams.next()).done).toBe(false);
    stopping.abort();
    await expect(streams.next()).rejects.toMatchObject({ detail: { code: 'CANCELLED' } });
  });
});
