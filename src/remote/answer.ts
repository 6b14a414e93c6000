import { httpError, shown } from './address';
import { seconds, size } from './amounts';
import type { Patience } from './patience';

/** A server's answer, once it has begun. */
export interface Answer {
  /** As asked for, before any redirect. */
  url: URL;
  response: Response;
  patience: Patience;
  /** So long its body may stand still on its way, in milliseconds. */
  stallTimeoutMs: number;
}

/** A browser shows a redirect that it does not follow without its status. */
export function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);
}

/** Lets go of an answer whose body nobody wants. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => undefined);
}

/** In bytes, as the server tells it: of what it sends, which may be packed. */
export function toldLength({ headers }: Response): number | null {
  const text = headers.get('content-length');
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}

/**
 * True where the body has to be as long as the server told: not where a browser unpacks it, and of another origin's answers it does not
 * say whether it does.
 */
export function isAsLongAsTold({ type, headers }: Response): boolean {
  return (headers.get('content-encoding') ?? 'identity') === 'identity' && type !== 'cors';
}

/**
 * The bytes of an answer, as they come.
 *
 * @throws QueryError `HTTP_ERROR` where they stop half-way, or are not as many as told
 */
export async function* chunksOf(answer: Answer): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { url, response, patience, stallTimeoutMs } = answer;
  const told = isAsLongAsTold(response) ? toldLength(response) : null;
  const reader = response.body?.getReader();
  let loaded = 0;
  try {
    while (reader) {
      patience.wait(stallTimeoutMs, () => stalled(url, loaded, stallTimeoutMs));
      const { done, value } = await reader.read();
      patience.rest();
      if (done) break;
      loaded += value.byteLength;
      if (told !== null && loaded > told) throw longerThanTold(url, told);
      yield value;
    }
  } catch (thrown) {
    // What the stream itself throws is a TypeError of no more than a word.
    throw thrown instanceof TypeError ? cutOff(url, loaded, toldLength(response)) : thrown;
  } finally {
    reader?.cancel().catch(() => undefined);
  }
  if (told !== null && loaded < told) throw cutOff(url, loaded, told);
}

function stalled(url: URL, loaded: number, ms: number): Error {
  return httpError(
    url,
    `The file at ${shown(url.href)} stopped coming after ${size(loaded)}: nothing more for ${seconds(ms)}.`,
    'Check the connection, then run the statement again.',
  );
}

function cutOff(url: URL, loaded: number, told: number | null): Error {
  return httpError(
    url,
    `The file at ${shown(url.href)} was cut off after ${size(loaded)}${told === null || told <= loaded ? '' : ` of ${size(told)}`}.`,
    'Run the statement again. If it is always cut off, download the file and drop it on the page.',
  );
}

function longerThanTold(url: URL, told: number): Error {
  return httpError(
    url,
    `The file at ${shown(url.href)} is longer than the ${size(told)} that its server told.`,
    'What comes is not to be trusted: it may have been replaced on its way. Run the statement again, or ask who serves it.',
  );
}
