import { queryError } from '../protocol/error';
import { shown } from './address';
import { fileBehindPage, isPageHost } from './known-pages';

/** Endings of names whose files are never pages. */
const DATA =
  /\.(csv|tsv|json|ndjson|jsonl|geojson|parquet|arrow|feather|ipc|xlsx|xls|db|duckdb|sqlite|wasm)(\.(gz|zst))?$/i;

/**
 * Refuses a page where data was asked for: for a login, an error that is sent as a success, a view of the file.
 *
 * @throws QueryError `FILE_ERROR`
 */
export async function refusePage(url: URL, { url: end, redirected }: Response, data: Blob): Promise<void> {
  const isOfData = DATA.test(url.pathname) || isPageHost(url);
  if (!isOfData || !isPage(await data.slice(0, 1024).text())) return;
  const from = redirected && end !== '' ? `, after a redirect to ${shown(end)}` : '';
  const file = fileBehindPage(url);
  throw queryError(
    'FILE_ERROR',
    `What the server gives for ${shown(url.href)} is an HTML page and not the file${from}.`,
    file === undefined
      ? 'Open the address in a tab of its own: it may want a login, or only show the file. Give the address that its download has.'
      : `This is the address of a page that shows the file. The file itself: ${file}`,
  );
}

/** By its first characters, as servers are often wrong about the type: a CSV that is sent as text/html is none. */
function isPage(beginning: string): boolean {
  const text = beginning.replace(/^\uFEFF/, '').replace(/^(\s|<\?xml[^>]*>|<!--[\s\S]*?-->)+/, '');
  return /^<(!doctype\s+html|html|head|body|script|title|meta)\b/i.test(text);
}
