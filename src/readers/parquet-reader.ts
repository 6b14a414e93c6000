import { brokenFile, throwIfStopped } from './file-error';
import { parquetParts, type ParquetGroup, type ParquetParts } from './parquet-groups';
import { withValues } from './parquet-values';
import { parquetWasm, type ParquetWasm } from './parquet-wasm';
import { tableStreams } from './table-streams';
import type { Reader } from './reader';

/** What of a group is unpacked at once. */
const PIECE_BYTES = 256 << 20;

/** What of it crosses at once. */
const BATCH_BYTES = 64 << 20;
const MAX_BATCH_ROWS = 65_536;
const MIN_BATCH_ROWS = 1_024;

/** Parquet, by Apache's own reader: a group of rows at a time. */
export const parquetReader: Reader = {
  async *read(file, { rowLimit = Infinity, signal }) {
    throwIfStopped(signal);
    const library = await parquetWasm();
    const { leaves, groups } = await partsOf(file);
    let left = rowLimit;
    for (const [i, group] of groups.entries()) {
      if (left <= 0 && i > 0) return;
      throwIfStopped(signal);
      for (const stream of groupStreams(library, group, await bytesOf(group), left)) {
        throwIfStopped(signal);
        yield converted(stream, leaves);
      }
      left -= group.rowCount;
    }
  },
  parts: () => Promise.resolve([]),
};

async function partsOf(file: Blob): Promise<ParquetParts> {
  try {
    return await parquetParts(file);
  } catch (thrown) {
    throw brokenFile('Parquet', thrown);
  }
}

async function bytesOf(group: ParquetGroup): Promise<Uint8Array> {
  try {
    return new Uint8Array(await group.file.arrayBuffer());
  } catch (thrown) {
    throw brokenFile('Parquet', thrown);
  }
}

function converted(stream: Uint8Array, leaves: ParquetParts['leaves']): Uint8Array {
  try {
    return withValues(stream, leaves);
  } catch (thrown) {
    throw brokenFile('Parquet', thrown);
  }
}

function* groupStreams(
  library: ParquetWasm,
  group: ParquetGroup,
  bytes: Uint8Array,
  rowLimit: number,
): Generator<Uint8Array> {
  const rowCount = Math.min(group.rowCount, rowLimit);
  const rowBytes = Math.max(1, group.byteLength / Math.max(1, group.rowCount));
  const batchSize = Math.round(Math.min(MAX_BATCH_ROWS, Math.max(MIN_BATCH_ROWS, BATCH_BYTES / rowBytes)));
  const pieceRows = Math.max(batchSize, Math.floor(PIECE_BYTES / rowBytes));
  let offset = 0;
  do {
    const limit = Math.min(pieceRows, rowCount - offset);
    try {
      yield* tableStreams(library.readParquet(bytes, { batchSize, offset, limit }));
    } catch (thrown) {
      throw brokenFile('Parquet', thrown);
    }
    offset += limit;
  } while (offset < rowCount);
}
