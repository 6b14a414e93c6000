import { httpError, readAddress, shown } from './address';
import { seconds } from './amounts';
import { discard, isRedirect, type Answer } from './answer';
import { browserNetwork, type Network } from './network';
import { whyNoAnswer } from './no-answer';
import { Patience } from './patience';
import { refusedStatus } from './refused-status';

/** How a file is asked for. */
export interface RequestOptions {
  /** Ends it: what is pending rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Sent to the origin of the address alone: not after a redirect to another one. */
  headers?: Record<string, string>;
  /** So long a server may take until it begins to answer, in milliseconds. */
  startTimeoutMs?: number;
  /** So long an answer may stand still on its way, in milliseconds. */
  stallTimeoutMs?: number;
}

const START_TIMEOUT_MS = 30_000;
const STALL_TIMEOUT_MS = 30_000;

/**
 * Asks for `address` and calls `use` with the answer once it begins; afterwards the connection is let go.
 *
 * @param range as a header's value, such as `bytes=0-99`
 * @param accepted statuses that are no failure
 * @throws QueryError `HTTP_ERROR`, or the reason of the signal
 */
export async function ask<T>(
  address: string,
  { signal, headers = {}, startTimeoutMs = START_TIMEOUT_MS, stallTimeoutMs = STALL_TIMEOUT_MS }: RequestOptions,
  { range, accepted }: { range?: string; accepted: readonly number[] },
  use: (answer: Answer) => Promise<T>,
  network: Network = browserNetwork,
): Promise<T> {
  const patience = new Patience(signal);
  try {
    const url = readAddress(address, network.origin);
    patience.wait(startTimeoutMs, () => tooSlow(url, startTimeoutMs));
    const { response, isWithoutHeaders } = await send(url, headers, range, patience, network);
    const answer = { url, response, patience, stallTimeoutMs };
    if (!accepted.includes(response.status)) throw await refusedStatus(answer, isWithoutHeaders);
    patience.rest();
    return await use(answer);
  } catch (thrown) {
    throw patience.reasonFor(thrown);
  } finally {
    patience.end();
  }
}

interface Sent {
  response: Response;
  /** Whether a redirect led to where the headers may not go. */
  isWithoutHeaders: boolean;
}

/**
 * Follows redirects without the headers, as a browser carries most of them to wherever it is sent, and does not tell before where that is.
 * What comes to lie on the same origin is then asked for with them.
 */
async function send(
  url: URL,
  headers: Record<string, string>,
  range: string | undefined,
  patience: Patience,
  network: Network,
): Promise<Sent> {
  const ranged: Record<string, string> = range === undefined ? {} : { Range: range };
  const isSecret = Object.keys(headers).length > 0;
  const init = { headers: ranged, signal: patience.signal };
  if (!isSecret) return { response: await attempt(url, url.href, init, network), isWithoutHeaders: false };

  const secret: RequestInit = { ...init, headers: { ...headers, ...ranged }, redirect: 'manual' };
  const first = await attempt(url, url.href, secret, network);
  if (!isRedirect(first)) return { response: first, isWithoutHeaders: false };
  discard(first);
  const open = await attempt(url, url.href, init, network);
  // Whom it does not know it may give something else.
  if (!open.redirected && open.ok) throw ledAway(url);
  if (!open.redirected || new URL(open.url).origin !== url.origin) return { response: open, isWithoutHeaders: true };
  discard(open);
  const response = await attempt(url, open.url, secret, network);
  if (isRedirect(response)) throw ledAway(url);
  return { response, isWithoutHeaders: false };
}

async function attempt(url: URL, address: string, init: RequestInit, network: Network): Promise<Response> {
  const policy = network.watchPolicy(address);
  try {
    return await network.fetch(address, init);
  } catch (thrown) {
    if (init.signal?.aborted) throw thrown;
    throw await whyNoAnswer({ url, address, init, thrown, policy, network });
  } finally {
    policy.end();
  }
}

function ledAway(url: URL): Error {
  return httpError(
    url,
    `The address ${shown(url.href)} redirects to where the headers for its host may not go.`,
    'Open it in a tab of its own, and give the address that it ends at.',
  );
}

function tooSlow(url: URL, ms: number): Error {
  return httpError(
    url,
    `The server of ${shown(url.href)} has not answered for ${seconds(ms)}.`,
    'Check that the address opens in a tab of its own, then run the statement again.',
  );
}
