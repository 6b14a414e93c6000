import type { QueryError } from '../protocol/error';
import { httpError, shown } from './address';
import { isRedirect, type Answer } from './answer';

/** A server's reason is worth no more of a wait, in milliseconds. */
const REASON_MS = 3000;
/** Of a reason, in bytes. */
const REASON_LIMIT = 4096;

/** What a status means that is no success, in the server's own words where it gives any. */
export async function refusedStatus(answer: Answer, isWithoutHeaders: boolean): Promise<QueryError> {
  const { url, response } = answer;
  const { status, headers } = response;
  answer.patience.rest();
  if (isRedirect(response)) {
    return httpError(
      url,
      `The address ${shown(url.href)} redirects, but not to any other.`,
      'Open it in a tab of its own, and give the address that it ends at.',
    );
  }
  const reason = await reasonOf(answer);
  const told = [`${status}${response.statusText === '' ? '' : ` ${response.statusText}`}`, reason];
  const words = told.filter((part) => part !== '').join(': ');
  return httpError(
    url,
    `${problem(status, shown(url.href))} (${words}).`,
    isWithoutHeaders && (status === 401 || status === 403)
      ? 'It redirects to where the headers for its host may not go: give the address that it ends at.'
      : remedy(status, url, headers.get('retry-after')),
  );
}

function problem(status: number, name: string): string {
  if (status === 401) return `The server asks who you are before it gives ${name}`;
  if (status === 403) return `The server refuses to give ${name}`;
  if (status === 404) return `There is nothing at ${name}`;
  if (status === 410) return `There is no longer anything at ${name}`;
  if (status === 429) return `The server of ${name} has been asked too often`;
  if (status >= 500) return `The server of ${name} has failed`;
  if (status === 206) return `The server gives only a part of ${name}`;
  if (status < 300) return `The server has no file for ${name}`;
  return `The server does not give ${name}`;
}

function remedy(status: number, url: URL, retryAfter: string | null): string {
  if (status === 401 || status === 403) {
    return 'Add the request headers that its host wants (Add data, From an address), or take a signed address; or download the file and drop it on the page.';
  }
  if (status === 404 || status === 410) {
    return /[*[\]]/.test(url.pathname)
      ? "A server cannot be asked which files it has: name each one, as in read_csv(['https://…/1.csv', 'https://…/2.csv'])."
      : 'Check how the address is written: capitals count.';
  }
  if (status === 429) {
    return retryAfter !== null && /^\d+$/.test(retryAfter)
      ? `Run the statement again in ${retryAfter} seconds.`
      : 'Wait a while, then run the statement again.';
  }
  if (status >= 500) return 'That is not for you to mend: run the statement again later.';
  return 'Open the address in a tab of its own: it has to give the file itself.';
}

/** A sentence for people, where the body is made for more than to be looked at. */
async function reasonOf(answer: Answer): Promise<string> {
  const type = answer.response.headers.get('content-type') ?? '';
  if (!/^(text\/plain|application\/([\w.-]+\+)?(json|xml)|text\/xml)\b/i.test(type)) {
    return '';
  }
  const text = await beginningOf(answer);
  const field = type.includes('json') ? fieldOf(text) : (/<Message>([^<]*)<\/Message>/i.exec(text)?.[1] ?? plain(text));
  const line = field.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line.replace(/\.$/, '');
}

function plain(text: string): string {
  return text.trimStart().startsWith('<') ? '' : text;
}

function fieldOf(text: string): string {
  try {
    const { message, error, detail } = Object(JSON.parse(text)) as Record<string, unknown>;
    return [message, error, detail].find((each) => typeof each === 'string') ?? '';
  } catch {
    return '';
  }
}

async function beginningOf({ response, stallTimeoutMs }: Answer): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<undefined>((resolve) => {
    timer = setTimeout(
      () => {
        resolve(undefined);
      },
      Math.min(stallTimeoutMs, REASON_MS),
    );
  });
  let text = '';
  try {
    while (reader && text.length < REASON_LIMIT) {
      const part = await Promise.race([reader.read(), enough]);
      if (!part || part.done) break;
      text += decoder.decode(part.value, { stream: true });
    }
  } catch {
    // The status says enough.
  } finally {
    clearTimeout(timer);
    reader?.cancel().catch(() => undefined);
  }
  return text;
}
