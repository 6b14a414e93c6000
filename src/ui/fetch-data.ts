import { queryError } from '../protocol/error';

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
 * @throws QueryError `FILE_ERROR` that says why it cannot be had
 */
export async function fetchData(
  address: string,
  onprogress: (progress: FetchProgress) => void,
  signal: AbortSignal,
): Promise<FetchedData> {
  const name = nameFromUrl(address);
  const { host } = new URL(address);
  onprogress({ name, loadedBytes: 0, totalBytes: 0 });
  let response: Response;
  try {
    response = await fetch(address, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const reason = 'the server cannot be reached, or does not let other sites read the file (CORS)';
    throw queryError('FILE_ERROR', `${name} could not be fetched from ${host}: ${reason}.`);
  }
  if (!response.ok) {
    throw queryError(
      'FILE_ERROR',
      `${name} could not be fetched from ${host}: the server answered ${response.status}.`,
    );
  }
  const totalBytes = Number(response.headers.get('content-length')) || 0;
  let loadedBytes = 0;
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        loadedBytes += chunk.byteLength;
        onprogress({ name, loadedBytes, totalBytes });
        controller.enqueue(chunk);
      },
    }),
  );
  return { name, data: await new Response(counted ?? null).blob() };
}
