import { fetchFile } from '../remote/fetch-file';

/** A file that was fetched, under the name that its address gives it. */
export interface FetchedData {
  name: string;
  data: Blob;
}

export interface FetchProgress {
  name: string;
  loadedBytes: number;
  /** 0 where the server does not say. */
  totalBytes: number;
}

/** Why no file can be fetched from this text; empty where one may be. */
export function addressProblem(text: string): string {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return 'That is no complete address: it begins with https://';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return 'Only addresses with https:// or http:// can be fetched.';
  return '';
}

/** The address that a text is; undefined where no file can be fetched from it. */
export function urlOf(text: string): URL | undefined {
  return addressProblem(text) === '' ? new URL(text.trim()) : undefined;
}

/** A file's name by its address. */
export function nameFromUrl(address: string): string {
  const { pathname, hostname } = new URL(address);
  const last = pathname.split('/').findLast((part) => part !== '') ?? hostname;
  try {
    return decodeURIComponent(last).replaceAll('/', '_');
  } catch {
    return last;
  }
}

/**
 * Fetches a file as the page may: without anybody's cookies.
 *
 * @param headers that its host gets, and no other
 * @throws QueryError that says why it cannot be had
 */
export async function fetchData(
  address: string,
  headers: Record<string, string>,
  onprogress: (progress: FetchProgress) => void,
  signal: AbortSignal,
): Promise<FetchedData> {
  const name = nameFromUrl(address);
  onprogress({ name, loadedBytes: 0, totalBytes: 0 });
  const onProgress = (loadedBytes: number, totalBytes: number | null): void => {
    onprogress({ name, loadedBytes, totalBytes: totalBytes ?? 0 });
  };
  const { data } = await fetchFile(address, { signal, headers, onProgress });
  return { name, data };
}
