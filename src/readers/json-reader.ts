import type { Field } from 'apache-arrow';
import { emptyStream, streamOf } from './arrow-batch';
import { brokenFile, fileError } from './file-error';
import { JsonCursor, JsonFault } from './json-cursor';
import { jsonLayout } from './json-layout';
import { jsonRegions, type JsonLayout, type JsonRegion } from './json-regions';
import { JsonShape } from './json-shape';
import { jsonTypeOf, type JsonType } from './json-type';
import { MemberWriters } from './nested-writer';
import type { ReadOptions, Reader } from './reader';
import { unpackedStream } from './unpacked';

const BATCH_ROWS = 65_536;
const BATCH_BYTES = 32 << 20;

/** What types are told from at least, when only a few rows are wanted. */
const MIN_TYPED_ROWS = 2_048;

/** The column of values that are no objects, as to the engine's own reader. */
const VALUE_COLUMN = 'json';

/**
 * JSON: an array of records, a record, or one after the other; packed by gzip or zstd too. The file is gone through twice: for the
 * narrowest types that take all values, then for the values.
 *
 * | in the file | column |
 * |---|---|
 * | true, false | BOOLEAN |
 * | integers | BIGINT; UBIGINT, HUGEINT or DOUBLE when they need it |
 * | numbers | DOUBLE |
 * | strings | VARCHAR; DATE, TIME, TIMESTAMP (of UTC) or UUID when all are such |
 * | arrays, objects | LIST, STRUCT; MAP for very many keys that few objects share |
 * | of several kinds | VARCHAR: scalars as their text, and with arrays or objects among them as JSON |
 * | nothing but null | VARCHAR |
 */
export const jsonReader: Reader = readerOf('JSON');

/** JSON with a record on each line; the same as `jsonReader`, but of a broken file it says the line. */
export const ndjsonReader: Reader = readerOf('NDJSON');

type JsonName = 'JSON' | 'NDJSON';

function readerOf(name: JsonName): Reader {
  return { read: (file, options) => read(file, options, name), parts: () => Promise.resolve([]) };
}

async function* read(file: Blob, { rowLimit = Infinity, signal }: ReadOptions, name: JsonName) {
  try {
    const layout = await jsonLayout(file, name === 'NDJSON');
    const shape = await shapeOf(file, layout, Math.max(rowLimit, MIN_TYPED_ROWS), signal);
    const type = jsonTypeOf(shape);
    const rows = new RowWriter(type);
    let left = rowLimit;
    let isEmpty = true;
    for await (const region of regionsOf(file, layout, signal)) {
      for (const stream of rows.add(region, layout, left)) {
        yield stream;
        isEmpty = false;
      }
      left = rowLimit - rows.total;
      if (left <= 0) break;
    }
    if (rows.pending > 0 || isEmpty) yield rows.take();
  } catch (thrown) {
    throw brokenFile(name, thrown);
  }
}

async function shapeOf(
  file: Blob,
  layout: JsonLayout,
  rowLimit: number,
  signal: AbortSignal | undefined,
): Promise<JsonShape> {
  const shape = new JsonShape();
  // Elsewhere it would be said of the second way through only.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let left = rowLimit;
  for await (const region of regionsOf(file, layout, signal)) {
    refuseOtherEncodings(decoder, region);
    left -= eachRecord(region, layout, left, (cursor) => shape.add(cursor));
    if (left <= 0) break;
  }
  return shape;
}

async function* regionsOf(file: Blob, layout: JsonLayout, signal: AbortSignal | undefined): AsyncGenerator<JsonRegion> {
  yield* jsonRegions(await unpackedStream(file), layout, signal);
}

function refuseOtherEncodings(decoder: TextDecoder, { bytes, offset }: JsonRegion): void {
  try {
    decoder.decode(bytes);
  } catch {
    throw fileError(
      `This file is no text in UTF-8 (after byte ${offset}).`,
      'Save it as UTF-8; if it is another format, give it the ending of that.',
    );
  }
}

/** @returns how many records were visited, `limit` at most */
function eachRecord(
  region: JsonRegion,
  layout: JsonLayout,
  limit: number,
  visit: (cursor: JsonCursor) => void,
): number {
  const cursor = new JsonCursor(region.bytes, region.offset === 0 ? markLength(region.bytes) : 0, region.bytes.length);
  try {
    return layout === 'lines' ? eachLine(cursor, limit, visit) : eachValue(cursor, layout, limit, visit);
  } catch (thrown) {
    throw thrown instanceof JsonFault ? faultIn(region, layout, thrown) : thrown;
  }
}

function eachLine(cursor: JsonCursor, limit: number, visit: (cursor: JsonCursor) => void): number {
  const { bytes, end } = cursor;
  let count = 0;
  while (count < limit && cursor.at < end) {
    const lineEnd = bytes.indexOf(0x0a, cursor.at);
    cursor.end = lineEnd < 0 ? end : lineEnd;
    if (cursor.kind() !== 'end') {
      visit(cursor);
      count++;
      if (cursor.kind() !== 'end') throw cursor.fault('more than one value is on it');
    }
    cursor.at = cursor.end + 1;
  }
  return count;
}

function eachValue(cursor: JsonCursor, layout: JsonLayout, limit: number, visit: (cursor: JsonCursor) => void): number {
  let count = 0;
  while (count < limit && cursor.kind() !== 'end') {
    visit(cursor);
    count++;
    if (layout === 'array') cursor.nextElement();
  }
  return count;
}

/** Of a byte order mark. */
function markLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function faultIn(region: JsonRegion, layout: JsonLayout, { message, offset }: JsonFault): Error {
  if (layout !== 'lines') return fileError(`This JSON is broken at byte ${region.offset + offset}: ${message}.`);
  let line = region.line;
  for (let i = 0; i < offset; i++) if (region.bytes[i] === 0x0a) line++;
  return fileError(`The JSON on line ${line} is broken: ${message}.`, 'Mend or remove the line.');
}

/** Collects records, and makes streams of them. */
class RowWriter {
  /** Records so far, and those that are in no stream yet. */
  total = 0;
  pending = 0;
  readonly #members: MemberWriters;
  readonly #fields: Field[];

  constructor(private readonly type: JsonType) {
    // A record that is no object is the only column's value.
    const members: [string, JsonType][] = type.kind === 'STRUCT' ? type.members : [[VALUE_COLUMN, type]];
    this.#members = new MemberWriters(members, false);
    this.#fields = this.#members.writers.map(({ field }) => field);
  }

  /** Adds a region's records, `limit` at most; gives a stream whenever there are enough. */
  add(region: JsonRegion, layout: JsonLayout, limit: number): Uint8Array[] {
    const streams: Uint8Array[] = [];
    const [only] = this.#members.writers;
    eachRecord(region, layout, limit, (cursor) => {
      if (this.type.kind !== 'STRUCT') only?.add(cursor);
      else if (cursor.kind() === 'null') {
        cursor.readNull();
        this.#members.addNull();
      } else this.#members.add(cursor);
      this.total++;
      this.pending++;
      const isFull = this.pending >= BATCH_ROWS || (this.pending % 256 === 0 && this.#members.byteLength > BATCH_BYTES);
      if (isFull) streams.push(this.take());
    });
    return streams;
  }

  take(): Uint8Array {
    const columns = this.#members.take();
    const rowCount = this.pending;
    this.pending = 0;
    return rowCount === 0 ? emptyStream(this.#fields) : streamOf(this.#fields, columns, rowCount);
  }
}
