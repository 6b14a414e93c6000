import type { QueryError } from '../protocol/error';
import { httpError, shown } from './address';
import { isRedirect } from './answer';
import type { Network, PolicyWatch } from './network';

/** A request that ended without an answer that can be read. */
export interface Failed {
  /** As the user gave it. */
  url: URL;
  /** As it was asked for. */
  address: string;
  init: RequestInit;
  thrown: unknown;
  policy: PolicyWatch;
  network: Network;
}

/**
 * Finds out why. A browser tells nothing but that it failed, so that scripts learn nothing of servers that are none of theirs; but what it
 * may not read it can still fetch.
 */
export async function whyNoAnswer(failed: Failed): Promise<QueryError> {
  const { url, address, policy, network } = failed;
  const name = shown(address);
  if (isHeaderError(failed)) {
    return httpError(
      url,
      `The headers for ${url.host} cannot be sent.`,
      'Names and values of headers are of plain characters, in one line.',
    );
  }
  if (!network.isOnline()) {
    return httpError(
      url,
      `The address ${name} cannot be fetched: the browser is offline.`,
      'Connect, then run the statement again.',
    );
  }
  const directive = await policy.refusal();
  if (directive !== undefined) {
    return httpError(
      url,
      `The content security policy of this page forbids to fetch ${name} (${directive}).`,
      `Who serves the page can allow it: ${directive} ${new URL(address).origin}. Or download the file and drop it on the page.`,
    );
  }
  if (await succeeds(failed, { mode: 'no-cors' })) return unreadable(failed, name);
  if (await succeeds(failed, { redirect: 'manual' }, isRedirect)) {
    return httpError(
      url,
      `The address ${name} redirects in a circle, or to one that cannot be reached.`,
      'Open it in a tab of its own, and give the address that it ends at.',
    );
  }
  const isPlain = url.protocol === 'http:';
  return httpError(
    url,
    `The host ${new URL(address).host} cannot be reached${isPlain ? '' : ', or has no valid certificate'}: ${name} was not fetched.`,
    'Check how the host is written, and that the address opens in a tab of its own; a blocker or a firewall may stand between.',
  );
}

/** Whether another way to ask for it ends with such an answer. */
async function succeeds(
  { address, init: { signal }, network }: Failed,
  how: RequestInit,
  isSuccess: (response: Response) => boolean = () => true,
): Promise<boolean> {
  try {
    // No headers: nobody is to get them by a guess of ours.
    return isSuccess(await network.fetch(address, { ...how, method: 'HEAD', signal: signal ?? null }));
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

function unreadable({ url, address, init, network }: Failed, name: string): QueryError {
  const { host, origin } = new URL(address);
  const sent = Object.keys(init.headers ?? {});
  const extra = sent.filter((header) => header !== 'Range');
  const needs =
    extra.length === 0
      ? 'Access-Control-Allow-Origin: *'
      : `Access-Control-Allow-Origin and Access-Control-Allow-Headers: ${extra.join(', ')}`;
  return origin === network.origin
    ? httpError(
        url,
        `The address ${name} could not be fetched: its server broke the connection off, or redirects to a host that lets no other page read its files.`,
        'Open it in a tab of its own, and give the address that it ends at.',
      )
    : httpError(
        url,
        `The server of ${name} is there, but does not let other pages read its files (CORS).`,
        `Download the file and drop it on the page. Or have ${host} send “${needs}”.`,
      );
}

/** Headers that cannot be are found before anything is sent; a failed fetch is a TypeError as well. */
function isHeaderError({ init, thrown }: Failed): boolean {
  if (!(thrown instanceof TypeError)) return false;
  try {
    new Headers(init.headers);
    return false;
  } catch {
    return true;
  }
}
