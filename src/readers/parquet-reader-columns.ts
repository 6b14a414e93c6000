import type { ByteSource } from './byte-source';
import { brokenFile, fileError, throwIfStopped } from './file-error';
import { parquetParts, type ParquetGroup, type ParquetParts } from './parquet-groups';
import { groupStreams } from './parquet-streams';
import { parquetWasm } from './parquet-wasm';

/** From so many bytes at the end of a file on, the metadata is there with the first request. */
const TAIL_BYTES = 64 * 1024;

/** As of a file that is fetched whole. */
const LIMIT_BYTES = 512 * 2 ** 20;

/** The magic word. */
const HEAD_BYTES = 4;

/** The length of the metadata, and the magic word again. */
const LENGTH_BYTES = 8;

export interface ColumnsToRead {
  /** By their places, from 0; undefined: all, by their own names. */
  columns?: ReadonlySet<number>;
  /** Groups of rows are read until there are as many rows as these. */
  rowCount?: number;
  signal?: AbortSignal;
}

/** A Parquet file of which only those columns and groups of rows are read that somebody wants. */
export interface ParquetColumns {
  readonly rowCount: number;
  readonly columnCount: number;
  /** An Arrow stream without rows, with all columns under their own names. */
  readonly schema: Uint8Array;
  /** How many rows there are in as many whole groups as it takes to have so many. */
  rowsInGroups(rowCount: number): number;
  /** Arrow IPC streams, as a `Reader` gives them; columns that are chosen are called `c0`, `c1`, … by their places. @throws QueryError */
  read(wanted: ColumnsToRead): AsyncIterable<Uint8Array>;
}

/**
 * Opens a Parquet file by reading its metadata.
 *
 * @param limitBytes no more of the file than these is read at once
 * @throws QueryError `FILE_ERROR` when it is no such file; what the source throws
 */
export async function openParquetColumns(
  source: ByteSource,
  signal?: AbortSignal,
  limitBytes = LIMIT_BYTES,
): Promise<ParquetColumns> {
  const library = await parquetWasm();
  const file = await withEnds(source, signal);
  const partsOf = async (columns?: ReadonlySet<number>): Promise<ParquetParts> => {
    try {
      return await parquetParts(file, columns, signal);
    } catch (thrown) {
      if (signal?.aborted) throw thrown;
      throw brokenFile('Parquet', thrown);
    }
  };
  const whole = await partsOf();
  const rowCount = whole.groups.reduce((sum, group) => sum + group.rowCount, 0);
  const groupsFor = (count: number): number => {
    let rows = 0;
    const last = whole.groups.findIndex((group) => (rows += group.rowCount) >= count);
    return last < 0 ? whole.groups.length : last + 1;
  };
  let schema = new Uint8Array();
  for await (const stream of groupStreams(library, whole.empty, whole.leaves))
    schema = stream as Uint8Array<ArrayBuffer>;
  return {
    rowCount,
    columnCount: whole.columnCount,
    schema,
    rowsInGroups: (count) => whole.groups.slice(0, groupsFor(count)).reduce((sum, group) => sum + group.rowCount, 0),
    async *read({ columns, rowCount: count = Infinity, signal: stop }) {
      throwIfStopped(stop);
      const { groups: all, leaves } = columns ? await partsOf(columns) : whole;
      const groups = all.slice(0, groupsFor(count));
      refuseTooMuch(groups, limitBytes);
      for (const group of groups) yield* groupStreams(library, group, leaves, Infinity, stop);
    },
  };
}

function refuseTooMuch(groups: readonly ParquetGroup[], limitBytes: number): void {
  const bytes = groups.reduce((sum, { packedLength }) => sum + packedLength, 0);
  if (bytes <= limitBytes) return;
  throw fileError(
    `The statement needs ${inMebibytes(bytes)} of this Parquet file, of ${inMebibytes(limitBytes)} at most.`,
    'Choose fewer columns, or take a LIMIT; or download the file and drop it on the page.',
  );
}

function inMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MiB`;
}

/** A source whose beginning and end are asked for once. */
async function withEnds(source: ByteSource, signal: AbortSignal | undefined): Promise<ByteSource> {
  const { size } = source;
  let start = Math.max(0, size - TAIL_BYTES);
  const [head, end] = await Promise.all([source.slice(0, HEAD_BYTES, signal), source.slice(start, size, signal)]);
  let tail = end;
  if (tail.byteLength >= LENGTH_BYTES) {
    const metadataBytes = new DataView(tail).getUint32(tail.byteLength - LENGTH_BYTES, true) + LENGTH_BYTES;
    if (metadataBytes > tail.byteLength && metadataBytes < size) {
      start = size - metadataBytes;
      tail = await source.slice(start, size, signal);
    }
  }
  return {
    size,
    slice: (from, to, stop) => {
      if (from >= start) return Promise.resolve(tail.slice(from - start, to - start));
      return to <= HEAD_BYTES ? Promise.resolve(head.slice(from, to)) : source.slice(from, to, stop);
    },
  };
}
