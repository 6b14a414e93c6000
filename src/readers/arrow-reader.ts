import { arrowMessages, type ArrowMessage } from './arrow-messages';
import { brokenFile, fileError, throwIfStopped } from './file-error';
import { parquetReader } from './parquet-reader';
import { parquetWasm, type ParquetWasm } from './parquet-wasm';
import type { ReadOptions, Reader } from './reader';
import { tableStream, tableStreams } from './table-streams';

/** What of a file is unpacked at once. */
const PART_BYTES = 16 << 20;
const PART_ROWS = 65_536;

const END_OF_STREAM = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/**
 * Arrow: files (Feather 2) and streams, also packed by LZ4 or ZSTD. All goes through Apache's own reader, which looks at every offset
 * and text: what is broken never comes to the engine, which trusts it. Types that the engine does not take (views, runs, half floats, …)
 * are brought into others by way of Parquet.
 */
export const arrowReader: Reader = {
  async *read(file, options) {
    throwIfStopped(options.signal);
    const library = await parquetWasm();
    try {
      yield* read(library, file, options);
    } catch (thrown) {
      throw brokenFile('Arrow', thrown);
    }
  },
  parts: () => Promise.resolve([]),
};

async function* read(library: ParquetWasm, file: Blob, { rowLimit = Infinity, signal }: ReadOptions) {
  let part: Part | undefined;
  let left = rowLimit;
  let isEmpty = true;
  for await (const message of arrowMessages(file)) {
    throwIfStopped(signal);
    if (message.kind === 'schema') {
      part = new Part(message);
      continue;
    }
    if (!part) throw fileError('This is no Arrow file: it does not begin with a schema.', 'Look into the file.');
    part.add(message);
    if (left - part.rowCount > 0 && !part.isFull) continue;
    const { rowCount } = part;
    for await (const stream of streamsOf(library, part, left)) {
      throwIfStopped(signal);
      yield stream;
      isEmpty = false;
    }
    left -= rowCount;
    if (left <= 0) return;
  }
  if (!part) throw fileError('This is no Arrow file: it does not begin with a schema.', 'Look into the file.');
  if (part.rowCount > 0 || isEmpty) yield* streamsOf(library, part, Math.max(0, left));
}

async function* streamsOf(library: ParquetWasm, part: Part, rowLimit: number): AsyncGenerator<Uint8Array, void> {
  const { rowCount } = part;
  const table = library.Table.fromIPCStream(part.take());
  if (part.isExotic) {
    const options = rowLimit === Infinity ? {} : { rowLimit };
    yield* parquetReader.read(new Blob([library.writeParquet(table) as Uint8Array<ArrayBuffer>]), options);
  } else if (rowCount > 0 && rowCount <= rowLimit && rowCount < 2 * PART_ROWS) {
    // Many small batches, as writers like them, make one stream.
    yield tableStream(table);
  } else {
    yield* tableStreams(table, Math.min(rowLimit, 2 ** 53), PART_ROWS);
  }
}

/** Batches that make a stream together with the schema and the dictionaries so far. */
class Part {
  rowCount = 0;
  readonly isExotic: boolean;
  #dictionaries: ArrowMessage[] = [];
  #messages: ArrowMessage[] = [];
  #byteLength = 0;

  constructor(private readonly schema: ArrowMessage) {
    this.isExotic = schema.isExotic;
  }

  get isFull(): boolean {
    return this.rowCount >= PART_ROWS || (this.rowCount > 0 && this.#byteLength >= PART_BYTES);
  }

  add(message: ArrowMessage): void {
    this.#messages.push(message);
    this.rowCount += message.rowCount;
    this.#byteLength += message.bytes.length;
  }

  /** An Arrow stream; empties it, but for the dictionaries. */
  take(): Uint8Array {
    const messages = [this.schema, ...this.#dictionaries, ...this.#messages];
    const added = this.#messages.filter(({ kind }) => kind === 'dictionary');
    for (const dictionary of added) {
      // One that does not add to it takes the place of what was there.
      if (!dictionary.isDelta) this.#dictionaries = this.#dictionaries.filter(({ id }) => id !== dictionary.id);
      this.#dictionaries.push(dictionary);
    }
    this.#messages = [];
    this.rowCount = 0;
    this.#byteLength = 0;
    const parts = [...messages.map(({ bytes }) => bytes), END_OF_STREAM];
    const stream = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const bytes of parts) {
      stream.set(bytes, at);
      at += bytes.length;
    }
    return stream;
  }
}
