import { queryError, type QueryError } from '../protocol/error';
import { fileBehindPage } from './known-pages';

const OTHER_SCHEMES: Record<string, string> = {
  's3:':
    'Public buckets can be read as https://<bucket>.s3.amazonaws.com/<key>, private ones by a signed https: address.',
  'gs:':
    'Public buckets can be read as https://storage.googleapis.com/<bucket>/<key>, private ones by a signed https: address.',
  'gcs:':
    'Public buckets can be read as https://storage.googleapis.com/<bucket>/<key>, private ones by a signed https: address.',
  'r2:': 'Give the https: address of the public bucket, or a signed one.',
  'az:': 'Public containers can be read as https://<account>.blob.core.windows.net/<container>/<path>.',
  'azure:': 'Public containers can be read as https://<account>.blob.core.windows.net/<container>/<path>.',
  'abfss:': 'Public containers can be read as https://<account>.blob.core.windows.net/<container>/<path>.',
  'hf:': 'Files of datasets can be read as https://huggingface.co/datasets/<owner>/<name>/resolve/main/<path>.',
  'file:': 'Drop the file on the page: then SQL can read it by its name.',
  'ftp:': 'Browsers no longer speak ftp: give an https: address, or download the file and drop it on the page.',
  'sftp:': 'Browsers do not speak sftp: give an https: address, or download the file and drop it on the page.',
};

/**
 * Reads the address of a file.
 *
 * @param origin of the page that asks
 * @throws QueryError `HTTP_ERROR` for what is not an address, or is one that a page of this origin cannot fetch
 */
export function readAddress(text: string, origin: string): URL {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw queryError(
      'HTTP_ERROR',
      `“${shown(text)}” is not an address.`,
      'An address begins with https:// and the name of a host, as in https://example.org/data.csv.',
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw queryError(
      'HTTP_ERROR',
      `The address ${shown(text)} begins with ${url.protocol} and cannot be fetched by a browser.`,
      OTHER_SCHEMES[url.protocol] ?? 'Give an https: address, or download the file and drop it on the page.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    // Browsers refuse to fetch them, and the message must not repeat the secret.
    throw queryError(
      'HTTP_ERROR',
      `The address at ${url.host} has a user's name or password in it, which browsers do not fetch.`,
      'Leave it out of the address, and give an Authorization header for this host.',
    );
  }
  if (isMixed(url, origin)) {
    throw queryError(
      'HTTP_ERROR',
      `The address ${shown(text)} is one of http:, which a page of https: may not fetch.`,
      `Try https://${shown(url.href.slice('http://'.length))}, or download the file and drop it on the page.`,
    );
  }
  return url;
}

/** An address as sentences show it: what follows `?` may be a signature, and is left out, as is what is too long to read. */
export function shown(address: string): string {
  const bare = address.replace(/[?#].*$/su, (rest) => (rest.startsWith('?') ? '?…' : ''));
  return bare.length > 200 ? `${bare.slice(0, 199)}…` : bare;
}

/** A failure to fetch `url`. Where that is a known page about a file, the hint is the file's own address. */
export function httpError(url: URL, message: string, hint: string): QueryError {
  const file = fileBehindPage(url);
  return queryError(
    'HTTP_ERROR',
    message,
    file === undefined ? hint : `This is the address of a page that shows the file. The file itself: ${file}`,
  );
}

/** Browsers trust the machine that they run on. */
function isMixed({ protocol, hostname }: URL, origin: string): boolean {
  const isLocal = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === 'http:' && origin.startsWith('https:') && !isLocal;
}
