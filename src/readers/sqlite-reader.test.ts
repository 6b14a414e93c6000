import { beforeAll, describe, expect, it } from 'vitest';
import { sqliteReader } from './sqlite-reader';
import { startSqlite } from './sqlite-wasm';
import {
  beginnings,
  blobOf,
  complaint,
  connect,
  damaged,
  load,
  survives,
  texts,
  type Connection,
} from './testing/loaded';

let connection: Connection;

beforeAll(async () => {
  connection = await connect();
});

/** A database that a script has made. */
async function database(sql: string): Promise<Uint8Array> {
  const { Database } = await startSqlite();
  const made = new Database();
  made.exec(sql);
  const file = made.export();
  made.close();
  return file;
}

describe('a column', () => {
  it.each([
    [
      'INTEGER',
      '1, NULL, 9223372036854775807, -9223372036854775808',
      'BIGINT',
      ['1', 'null', '9223372036854775807', '-9223372036854775808'],
    ],
    ['REAL', '1, 2.5', 'DOUBLE', ['1.0', '2.5']],
    ['DECIMAL(10,2)', '1, 2', 'DOUBLE', ['1.0', '2.0']],
    ['INTEGER', '1, 2.5', 'DOUBLE', ['1.0', '2.5']],
    ['VARCHAR(10)', "'żółć 🦆', ''", 'VARCHAR', ['żółć 🦆', '']],
    ['INTEGER', "1, 'x'", 'VARCHAR', ['1', 'x']],
    ['', "1, 'x', 2.5", 'VARCHAR', ['1', 'x', '2.5']],
    ['BLOB', "x'00ff61'", 'BLOB', ['\\x00\\xFFa']],
    ['TEXT', "x'00', 'a'", 'BLOB', ['\\x00', 'a']],
    ['BOOLEAN', '0, 1, NULL', 'BOOLEAN', ['false', 'true', 'null']],
    ['BOOLEAN', '0, 2', 'BIGINT', ['0', '2']],
    ['DATE', "'2024-02-29', NULL, '1600-01-01'", 'DATE', ['2024-02-29', 'null', '1600-01-01']],
    ['DATE', "'2024-02-29', '2024-02-29 12:00:00'", 'TIMESTAMP', ['2024-02-29 00:00:00', '2024-02-29 12:00:00']],
    ['DATETIME', "'2024-02-29 12:00:00.5'", 'TIMESTAMP', ['2024-02-29 12:00:00.5']],
    ['TIMESTAMP', "'2024-02-29', 'soon'", 'VARCHAR', ['2024-02-29', 'soon']],
    ['INTEGER', 'NULL', 'BIGINT', ['null']],
    ['DATE', 'NULL', 'DATE', ['null']],
    ['', 'NULL', 'VARCHAR', ['null']],
  ])('declared %s, of %s, is %s', async (declared, values, type, expected) => {
    const rows = values
      .split(', ')
      .map((value) => `(${value})`)
      .join(', ');
    const file = await database(`CREATE TABLE a (c ${declared}); INSERT INTO a VALUES ${rows}`);
    expect((await load(connection, sqliteReader, file)).columns).toEqual([`c ${type}`]);
    expect(texts(connection, 'SELECT CAST(c AS VARCHAR) FROM t')).toEqual(expected);
  });
});

describe('a table', () => {
  it('is found by its name, the first without one', async () => {
    const file = await database(
      `CREATE TABLE first (a); CREATE TABLE "se""cond" ("b "" c" INT); INSERT INTO "se""cond" VALUES (1); CREATE VIEW v AS SELECT 1`,
    );
    expect(await sqliteReader.parts(blobOf(file))).toEqual(['first', 'se"cond']);
    expect(await load(connection, sqliteReader, file)).toMatchObject({ columns: ['a VARCHAR'], rowCount: 0 });
    const second = await load(connection, sqliteReader, file, { part: 'se"cond' });
    expect([second.columns, second.rows]).toEqual([['b " c BIGINT'], [`{'b " c': 1}`]]);
    expect(await complaint(sqliteReader, file, { part: 'third' })).toEqual({
      code: 'FILE_ERROR',
      message: 'There is no table “third” in this SQLite database.',
      hint: 'It has first, se"cond.',
    });
  });

  const numbers = `CREATE TABLE a (n INT, s TEXT);
    WITH RECURSIVE r(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM r WHERE i < 99999) INSERT INTO a SELECT i, 'text ' || i FROM r`;

  it('is long', async () => {
    const { rowCount, streamCount } = await load(connection, sqliteReader, await database(numbers));
    expect([rowCount, streamCount]).toEqual([100_000, 4]);
    expect(texts(connection, `SELECT count(*)::VARCHAR FROM t WHERE n <> rowid OR s <> 'text ' || n`)).toEqual(['0']);
  });

  it.each([0, 1, 40_000, 200_000])('gives no more than %d rows', async (rowLimit) => {
    const { rowCount } = await load(connection, sqliteReader, await database(numbers), { rowLimit });
    expect(rowCount).toBe(Math.min(rowLimit, 100_000));
  });

  it('may have been written with a log beside it', async () => {
    const file = await database('CREATE TABLE a (n INT); INSERT INTO a VALUES (1)');
    file[18] = 2;
    file[19] = 2;
    expect((await load(connection, sqliteReader, file)).rows).toEqual(["{'n': 1}"]);
  });
});

describe('what is wrong with a file', () => {
  it('is said', async () => {
    expect(await complaint(sqliteReader, 'a,b')).toMatchObject({
      message: 'This is no SQLite database, or one that is encrypted.',
    });
    expect(await complaint(sqliteReader, await database('PRAGMA user_version = 1'))).toMatchObject({
      message: 'This SQLite database has no tables.',
    });
  });

  it('is never a crash', async () => {
    const file = await database(
      `CREATE TABLE a (n INT, s TEXT, r REAL, b BLOB); CREATE INDEX i ON a (s);
       WITH RECURSIVE r(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM r WHERE i < 500)
       INSERT INTO a SELECT i, 'text ' || i, i / 2.0, x'0102' FROM r`,
    );
    for (const part of beginnings(file, 50)) await survives(connection, sqliteReader, part);
    for (const copy of damaged(file, 150)) await survives(connection, sqliteReader, copy);
    expect(await survives(connection, sqliteReader, file)).toBe(true);
  });

  it('is not that the reading was stopped', async () => {
    const reading = sqliteReader.read(blobOf(await database('CREATE TABLE a (n)')), { signal: AbortSignal.abort() });
    await expect(reading[Symbol.asyncIterator]().next()).rejects.toMatchObject({ detail: { code: 'CANCELLED' } });
  });
});
