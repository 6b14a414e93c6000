import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { QueryError } from '../../protocol/error';
import type { Engine } from '../../session/engine';
import { createNodeEngine } from '../../session/testing/node-engine';
import { setParquetWasm } from '../parquet-wasm';
import type { ReadOptions, Reader } from '../reader';
import { setSqliteWasm } from '../sqlite-wasm';

export type Connection = ReturnType<Engine['bindings']['connect']>;

/** What the engine made of a file. */
export interface Loaded {
  /** `name TYPE` per column. */
  columns: string[];
  /** Each row as the engine's own text of a structure; no more than a hundred. */
  rows: string[];
  rowCount: number;
  streamCount: number;
}

/** A connection of the real engine, and the readers' wasm taken from the packages. */
export async function connect(): Promise<Connection> {
  setParquetWasm(() => packageFile('parquet-wasm/esm/parquet_wasm_bg.wasm'));
  setSqliteWasm(() => packageFile('sql.js/dist/sql-wasm.wasm'));
  const engine = await createNodeEngine();
  engine.bindings.open({});
  return engine.bindings.connect();
}

export async function packageFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(`../../../node_modules/${path}`, import.meta.url);
  return new Uint8Array(await readFile(fileURLToPath(url)));
}

/** Reads a file into the table `t`, which a later call replaces. */
export async function load(
  connection: Connection,
  reader: Reader,
  file: Blob | Uint8Array | string,
  options: ReadOptions = {},
): Promise<Loaded> {
  connection.query('DROP TABLE IF EXISTS t');
  let streamCount = 0;
  for await (const stream of reader.read(blobOf(file), options)) {
    connection.insertArrowFromIPCStream(stream, { name: 't', create: streamCount === 0, schema: 'main' });
    streamCount++;
  }
  return {
    columns: texts(connection, `SELECT column_name || ' ' || column_type FROM (DESCRIBE t)`),
    rows: texts(connection, 'SELECT CAST(whole_row AS VARCHAR) FROM (FROM t LIMIT 100) whole_row'),
    rowCount: Number(texts(connection, 'SELECT CAST(count(*) AS VARCHAR) FROM t')[0]),
    streamCount,
  };
}

/** The first column of a query's result. */
export function texts(connection: Connection, sql: string): string[] {
  const table = connection.query(sql);
  return Array.from(table.getChildAt(0) ?? [], String);
}

export function blobOf(file: Blob | Uint8Array | string): Blob {
  return file instanceof Blob ? file : new Blob([file as BlobPart]);
}

/** What a reader finds wrong with a file: code, message and hint; undefined when it reads it. */
export async function complaint(reader: Reader, file: Blob | Uint8Array | string, options: ReadOptions = {}) {
  try {
    for await (const _stream of reader.read(blobOf(file), options));
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown;
    const { code, message, hint } = thrown.detail;
    return { code, message, hint };
  }
}

/** Numbers that look random and are the same every time, in [0, 1). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** Copies of a file with a few bytes changed each. */
export function* damaged(file: Uint8Array, count: number): Generator<Uint8Array> {
  const random = randomNumbers(count + file.length);
  for (let i = 0; i < count; i++) {
    const copy = file.slice();
    const changes = 1 + Math.floor(random() * 4);
    for (let change = 0; change < changes; change++) {
      copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256);
    }
    yield copy;
  }
}

/** Beginnings of a file, of many lengths. */
export function* beginnings(file: Uint8Array, count: number): Generator<Uint8Array> {
  for (let i = 0; i < count; i++) yield file.subarray(0, Math.floor((i / count) * file.length));
}

/**
 * Gives a reader a file that is damaged: it may read it, or say what is wrong, and nothing else; what it reads, the engine takes, and
 * can make text of.
 *
 * @returns whether it was read
 */
export async function survives(connection: Connection, reader: Reader, file: Uint8Array): Promise<boolean> {
  try {
    await load(connection, reader, file);
    return true;
  } catch (thrown) {
    if (thrown instanceof QueryError && thrown.detail.code === 'FILE_ERROR') return false;
    // Of maps, the engine checks the keys itself.
    if (thrown instanceof Error && thrown.message.includes('map contains duplicate key')) return false;
    throw thrown;
  }
}
