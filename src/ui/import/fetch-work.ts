import { formatBytes } from '../amounts';
import type { FetchProgress } from '../fetch-data';
import type { Work } from './import-desk.svelte';

/** A file that is being fetched, as it is shown. */
export function fetchWork({ name, loadedBytes, totalBytes }: FetchProgress, stop: () => void): Work {
  return {
    words: `Fetching ${name}: ${formatBytes(loadedBytes)}${totalBytes ? ` of ${formatBytes(totalBytes)}` : ''}`,
    share: totalBytes ? loadedBytes / totalBytes : undefined,
    stop,
  };
}
