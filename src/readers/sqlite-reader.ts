import { DataType, vectorFromArray, type Data } from 'apache-arrow';
import type { Database } from 'sql.js';
import { dataOf, emptyStream, streamOf } from './arrow-batch';
import { brokenFile, fileError, throwIfStopped } from './file-error';
import { Validity } from './growing';
import type { ReadOptions, Reader } from './reader';
import { quoted, sqliteColumns, type SqliteColumn, type SqliteValue } from './sqlite-columns';
import { startSqlite } from './sqlite-wasm';

/** The file is in memory as a whole. */
const MAX_FILE_BYTES = 1 << 30;

const BATCH_ROWS = 32_768;
const MAGIC = 'SQLite format 3\0';

/** What the package's types do not know of: the option that gives integers exactly. */
interface ExactStatement {
  get(params: null, options: { useBigInt: boolean }): SqliteValue[];
}

/** Tables of a SQLite database; its views are not read, as one may be without an end. */
export const sqliteReader: Reader = {
  async *read(file, options) {
    throwIfStopped(options.signal);
    const database = await open(file);
    try {
      yield* tableStreams(database, options);
    } catch (thrown) {
      throw brokenFile('SQLite', thrown);
    } finally {
      close(database);
    }
  },
  async parts(file) {
    const database = await open(file);
    try {
      return tables(database);
    } catch (thrown) {
      throw brokenFile('SQLite', thrown);
    } finally {
      close(database);
    }
  },
};

async function open(file: Blob): Promise<Database> {
  const magic = String.fromCharCode(...new Uint8Array(await file.slice(0, MAGIC.length).arrayBuffer()));
  if (magic !== MAGIC) throw fileError('This is no SQLite database, or one that is encrypted.', 'Look into the file.');
  if (file.size > MAX_FILE_BYTES) {
    throw fileError('This SQLite database is larger than 1 GiB.', 'Export the tables that you need as CSV.');
  }
  const { Database } = await startSqlite();
  const bytes = new Uint8Array(await file.arrayBuffer());
  // Here, no second file holds the latest changes: the file is read as one that never had any.
  if (bytes[18] === 2) bytes[18] = 1;
  if (bytes[19] === 2) bytes[19] = 1;
  try {
    return new Database(bytes);
  } catch (thrown) {
    throw brokenFile('SQLite', thrown);
  }
}

function close(database: Database): void {
  try {
    database.close();
  } catch {
    // After a trap; its memory goes with it.
  }
}

function tables(database: Database): string[] {
  const [result] = database.exec(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid`,
  );
  return (result?.values ?? []).map(([name]) => String(name));
}

function* tableStreams(database: Database, { part, rowLimit = Infinity, signal }: ReadOptions): Generator<Uint8Array> {
  const names = tables(database);
  const table = part ?? names[0];
  if (table === undefined) throw fileError('This SQLite database has no tables.', 'Open another file.');
  if (!names.includes(table)) {
    throw fileError(`There is no table “${table}” in this SQLite database.`, `It has ${names.join(', ')}.`);
  }
  const columns = sqliteColumns(database, table);
  const fields = columns.map(({ field }) => field);
  const limit = rowLimit === Infinity ? '' : ` LIMIT ${rowLimit}`;
  const rows = database.prepare(
    `SELECT ${columns.map(({ selection }) => selection).join(', ')} FROM ${quoted(table)}${limit}`,
  );
  const exact = rows as unknown as ExactStatement;
  let batch: unknown[][] = columns.map(() => []);
  let rowCount = 0;
  let isEmpty = true;
  while (rows.step()) {
    const values = exact.get(null, { useBigInt: true });
    columns.forEach(({ valueOf }, i) => batch[i]?.push(valueOf(values[i] ?? null)));
    if (++rowCount < BATCH_ROWS) continue;
    throwIfStopped(signal);
    yield streamOf(fields, dataOfColumns(columns, batch), rowCount);
    batch = columns.map(() => []);
    rowCount = 0;
    isEmpty = false;
  }
  rows.free();
  if (rowCount > 0) yield streamOf(fields, dataOfColumns(columns, batch), rowCount);
  else if (isEmpty) yield emptyStream(fields);
}

function dataOfColumns(columns: readonly SqliteColumn[], batch: readonly unknown[][]): Data[] {
  return columns.map(({ field: { type } }, i) => {
    const values = batch[i] ?? [];
    if (!DataType.isDate(type) && !DataType.isTimestamp(type)) {
      return (
        (vectorFromArray(values, type).data as Data[])[0] ?? dataOf(type, { length: 0, nullCount: 0, bits: undefined })
      );
    }
    const validity = new Validity();
    for (const value of values) validity.push(value !== null);
    // The package's builders take milliseconds.
    const ticks = DataType.isDate(type)
      ? Int32Array.from(values, (value) => Number(value ?? 0))
      : BigInt64Array.from(values, (value) => (typeof value === 'bigint' ? value : 0n));
    return dataOf(type, { ...validity.take(), values: ticks });
  });
}
