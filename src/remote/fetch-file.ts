import { queryError } from '../protocol/error';
import { shown } from './address';
import { size } from './amounts';
import { chunksOf, isAsLongAsTold, toldLength, type Answer } from './answer';
import { refusePage } from './html-page';
import type { Network } from './network';
import { ask, type RequestOptions } from './request';

export interface FetchOptions extends RequestOptions {
  /** No file may have more bytes than these: 512 MiB by default. */
  limitBytes?: number;
  /** Called with bytes as they come, unpacked; `total` is null where it is not known. */
  onProgress?: (loaded: number, total: number | null) => void;
}

/** A file as its server gave it. */
export interface FetchedFile {
  data: Blob;
  /** Where it was in the end, after redirects. */
  url: string;
  contentType: string | null;
  lastModified: Date | null;
}

const LIMIT_BYTES = 512 * 2 ** 20;

/**
 * Fetches the file at an address, whole. What was packed for its way alone (`content-encoding`) comes unpacked; a `.gz` stays as it is.
 *
 * @throws QueryError `HTTP_ERROR` where it cannot be had; `FILE_ERROR` where it is too large, or a page in its place. Each says what to do.
 *   The reason of the signal, where that ends it.
 */
export async function fetchFile(address: string, options: FetchOptions = {}, network?: Network): Promise<FetchedFile> {
  return ask(address, options, { accepted: [200, 203] }, (answer) => receive(answer, options), network);
}

async function receive(answer: Answer, { limitBytes = LIMIT_BYTES, onProgress }: FetchOptions): Promise<FetchedFile> {
  const { url, response } = answer;
  const told = toldLength(response);
  if (told !== null && told > limitBytes) throw tooLarge(url, told, limitBytes);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  for await (const chunk of chunksOf(answer)) {
    loaded += chunk.byteLength;
    if (loaded > limitBytes) throw tooLarge(url, null, limitBytes);
    chunks.push(chunk);
    // A length of what is packed says nothing of what comes out.
    const isTotal = told !== null && (isAsLongAsTold(response) || (response.type === 'cors' && loaded <= told));
    onProgress?.(loaded, isTotal ? told : null);
  }
  const contentType = response.headers.get('content-type');
  const data = new Blob(chunks, { type: contentType ?? '' });
  await refusePage(url, response, data);
  return {
    data,
    url: response.url === '' ? url.href : response.url,
    contentType,
    lastModified: dateIn(response.headers.get('last-modified')),
  };
}

function dateIn(text: string | null): Date | null {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

function tooLarge(url: URL, bytes: number | null, limitBytes: number): Error {
  return queryError(
    'FILE_ERROR',
    `The file at ${shown(url.href)} is too large to be fetched: ${bytes === null ? 'it has more than the' : `${size(bytes)}, of`} ${size(limitBytes)} at most.`,
    'Download it and drop it on the page: a dropped file is read in place.',
  );
}
