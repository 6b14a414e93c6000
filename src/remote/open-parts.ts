import { QueryError } from '../protocol/error';
import type { Network } from './network';
import { openRanges, type RangeSource } from './range-source';
import type { RequestOptions } from './request';

/** A smaller file is had sooner in one request than in several. */
const MIN_BYTES = 2 ** 20;

/** True for a file of which a part is worth having: its ending says that columns lie apart in it. */
export function hasParts(address: string): boolean {
  return /^https?:\/\/[^?#]*\.(parquet|pq)([?#]|$)/i.test(address);
}

/**
 * Opens a file to be read in parts, where that is possible and pays.
 *
 * @returns null where it is better fetched whole, or cannot be had in parts
 * @throws the reason of the signal
 */
export async function openParts(
  address: string,
  options: RequestOptions = {},
  network?: Network,
): Promise<RangeSource | null> {
  try {
    const source = await openRanges(address, options, network);
    return source !== null && source.size >= MIN_BYTES ? source : null;
  } catch (thrown) {
    // Some servers refuse ranges only; what else is wrong is told by who fetches it whole.
    if (options.signal?.aborted || !(thrown instanceof QueryError)) throw thrown;
    return null;
  }
}
