import type { SessionClient } from '../../client/session-client';
import { QueryError } from '../../protocol/error';
import type { FileInfo } from '../../protocol/session';
import { hasParts, openParts } from '../../remote/open-parts';
import { fetchData, nameFromUrl, type FetchedData, type FetchProgress } from '../fetch-data';
import { FIRST_ROWS } from './file-card.svelte';
import { relationOf } from './file-sql';
import { lookAt } from './look';

/**
 * Brings what an address has: a file of which parts can be read stays there, and the session knows it by its address; any other is
 * fetched.
 *
 * @throws QueryError that says why it cannot be had
 */
export async function fromAddress(
  client: SessionClient,
  url: string,
  onprogress: (progress: FetchProgress) => void,
  signal: AbortSignal,
): Promise<FileInfo | FetchedData> {
  const headers = (await client.headers()).for(url);
  if (hasParts(url)) {
    onprogress({ name: nameFromUrl(url), loadedBytes: 0, totalBytes: 0 });
    if (await openParts(url, { headers, signal })) {
      const { error } = await lookAt(client, relationOf(url), FIRST_ROWS, signal);
      if (error) throw new QueryError(error);
      const file = (await client.files()).find(({ name }) => name === url);
      if (file) return file;
    }
  }
  return fetchData(url, headers, onprogress, signal);
}
