import { queryError } from '../protocol/error';

/** What a playground's markup holds: the parts of its light tree, which it reads and never changes. */
export interface Content {
  /** Where the SQL is: a `<pre>`, or a script that is not the solution. */
  code: HTMLElement | undefined;
  /** What stands on the page for it: the code itself, or a frame that the page's framework has drawn around it. */
  block: HTMLElement | undefined;
  sql: string;
  /** A result that the author gave, shown until there is a live one. */
  result: HTMLElement | undefined;
}

export function readContent(element: HTMLElement): Content {
  const children = [...element.children].filter((child): child is HTMLElement => child instanceof HTMLElement);
  const pre = element.querySelector('pre');
  const code =
    pre ?? children.find((child) => child.matches('script[type="text/sql"]:not([data-expect]), code, textarea'));
  const block = code && children.find((child) => child.contains(code));
  const result = element.querySelector<HTMLElement>('table[data-result]') ?? undefined;
  const isBare = code === undefined && element.children.length === 0;
  const text = isBare ? element.textContent : code ? linesOf(code) : '';
  return { code, block, sql: trimBlock(text), result };
}

/** The text of a block, also of one whose highlighter has made each line an element, or ended it by `<br>` alone. */
function linesOf(code: HTMLElement): string {
  let text = '';
  const visit = (node: Node): void => {
    if (node instanceof Text) text += node.data;
    if (!(node instanceof HTMLElement)) return;
    const isLine = node !== code && node.matches('div, p, li');
    if (isLine && text !== '' && !text.endsWith('\n')) text += '\n';
    if (node.matches('br')) text += '\n';
    node.childNodes.forEach(visit);
  };
  visit(code);
  return text;
}

/** Without the blank lines around a block, and the spaces before all of its lines. */
export function trimBlock(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  while (lines[0]?.trim() === '') lines.shift();
  while (lines.at(-1)?.trim() === '') lines.pop();
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents, 1000);
  return lines.map((line) => line.slice(common)).join('\n');
}

/** Text from an address. @throws QueryError `FILE_ERROR`, in words for who reads the page */
export async function fetchText(what: string, address: string): Promise<string> {
  return (await fetchFile(what, address)).text();
}

/** @throws QueryError `FILE_ERROR` */
export async function fetchFile(what: string, address: string): Promise<Blob> {
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined;
  if (!url) throw queryError('FILE_ERROR', `${what} has no valid address: “${address}”.`);
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    const isForeign = url.origin !== location.origin;
    throw queryError(
      'FILE_ERROR',
      `${what} could not be fetched from ${url.href}.`,
      isForeign
        ? `Its server has to allow this page (CORS: Access-Control-Allow-Origin), and the page's policy to connect to it (connect-src ${url.origin}).`
        : "Check the connection, and that the page's policy allows it (connect-src 'self').",
    );
  }
  if (response.ok) return response.blob();
  const hint = 'Check the address in the page: it is resolved against the page’s own.';
  throw queryError('FILE_ERROR', `${what} is not at ${url.href}: the server answered ${response.status}.`, hint);
}
