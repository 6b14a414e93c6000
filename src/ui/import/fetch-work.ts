import { formatBytes } from '../amounts';
import type { FetchProgress } from '../fetch-data';

/** What takes a while: shown with how far it is, where that is known. */
export interface Work {
  words: string;
  /** From 0 to 1. */
  share: number | undefined;
  stop?: () => void;
}

/** A file that is being fetched, as it is shown. */
export function fetchWork({ name, loadedBytes, totalBytes }: FetchProgress, stop: () => void): Work {
  return {
    words: `Fetching ${name}: ${formatBytes(loadedBytes)}${totalBytes ? ` of ${formatBytes(totalBytes)}` : ''}`,
    share: totalBytes ? loadedBytes / totalBytes : undefined,
    stop,
  };
}
