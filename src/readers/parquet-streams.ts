import { brokenFile, throwIfStopped } from './file-error';
import type { ParquetGroup } from './parquet-groups';
import type { Leaf } from './parquet-schema';
import { withValues } from './parquet-values';
import type { ParquetWasm } from './parquet-wasm';
import { tableStreams } from './table-streams';

/** What of a group is unpacked at once. */
const PIECE_BYTES = 256 << 20;

/** What of it crosses at once. */
const BATCH_BYTES = 64 << 20;
const MAX_BATCH_ROWS = 65_536;
const MIN_BATCH_ROWS = 1_024;

/**
 * The rows of a group as Arrow streams, at least one.
 *
 * @throws QueryError `FILE_ERROR` where it is damaged or the reading was stopped; what its source throws where that names itself
 */
export async function* groupStreams(
  library: ParquetWasm,
  group: ParquetGroup,
  leaves: readonly Leaf[],
  rowLimit = Infinity,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  throwIfStopped(signal);
  const bytes = await bytesOf(group, signal);
  for (const stream of piecesOf(library, group, bytes, rowLimit)) {
    throwIfStopped(signal);
    yield converted(stream, leaves);
  }
}

async function bytesOf(group: ParquetGroup, signal: AbortSignal | undefined): Promise<Uint8Array> {
  try {
    return await group.read(signal);
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw brokenFile('Parquet', thrown);
  }
}

function converted(stream: Uint8Array, leaves: readonly Leaf[]): Uint8Array {
  try {
    return withValues(stream, leaves);
  } catch (thrown) {
    throw brokenFile('Parquet', thrown);
  }
}

function* piecesOf(
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
