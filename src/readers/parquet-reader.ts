import { blobSource } from './byte-source';
import { brokenFile, throwIfStopped } from './file-error';
import { parquetParts, type ParquetParts } from './parquet-groups';
import { groupStreams } from './parquet-streams';
import { parquetWasm } from './parquet-wasm';
import type { Reader } from './reader';

/** Parquet, by Apache's own reader: a group of rows at a time. */
export const parquetReader: Reader = {
  async *read(file, { rowLimit = Infinity, signal }) {
    throwIfStopped(signal);
    const library = await parquetWasm();
    const { leaves, groups } = await partsOf(file);
    let left = rowLimit;
    for (const [i, group] of groups.entries()) {
      if (left <= 0 && i > 0) return;
      yield* groupStreams(library, group, leaves, left, signal);
      left -= group.rowCount;
    }
  },
  parts: () => Promise.resolve([]),
};

async function partsOf(file: Blob): Promise<ParquetParts> {
  try {
    return await parquetParts(blobSource(file));
  } catch (thrown) {
    throw brokenFile('Parquet', thrown);
  }
}
