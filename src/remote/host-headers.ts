import { queryError } from '../protocol/error';

/** What browsers set themselves and let no script set: left out without a word, it would be missed in vain. */
const FORBIDDEN =
  /^(cookie2?|host|origin|referer|user-agent|content-length|connection|accept-encoding|date|te|via|set-cookie|proxy-.*|sec-.*)$/i;

/**
 * Headers that hosts want before they give a file, such as Authorization. They are kept in memory alone, and shown nowhere: neither
 * cloning nor JSON carries them.
 */
export class HostHeaders {
  readonly #byOrigin = new Map<string, Record<string, string>>();

  /**
   * Replaces the headers of a host.
   *
   * @param host as `example.org` or `example.org:8443`, which means https, or as an origin; its subdomains are other hosts
   * @param headers null: it gets none any more
   * @returns the origin that they are for
   * @throws QueryError `HTTP_ERROR`, which does not repeat any value
   */
  set(host: string, headers: Record<string, string> | null): string {
    const origin = originOf(host);
    if (headers === null) {
      this.#byOrigin.delete(origin);
      return origin;
    }
    for (const [name, value] of Object.entries(headers)) check(name, value);
    this.#byOrigin.set(origin, { ...headers });
    return origin;
  }

  /** What to send to an address: nothing where it is of any other host, scheme or port. */
  for(address: string): Record<string, string> {
    try {
      return { ...this.#byOrigin.get(new URL(address).origin) };
    } catch {
      return {};
    }
  }
}

function originOf(host: string): string {
  try {
    const { protocol, origin, pathname, search, username, password } = new URL(
      /^https?:\/\//i.test(host) ? host : `https://${host}`,
    );
    const isBare = pathname === '/' && search === '' && username === '' && password === '';
    if (isBare && (protocol === 'https:' || protocol === 'http:')) return origin;
  } catch {
    // Said below.
  }
  throw queryError(
    'HTTP_ERROR',
    'Headers are for a host, and this is the name of none.',
    'Give it as in example.org, without a path: the headers go to all of its addresses, and to no other host.',
  );
}

function check(name: string, value: unknown): void {
  if (FORBIDDEN.test(name)) {
    throw queryError(
      'HTTP_ERROR',
      `Browsers do not let a page set the header ${name}.`,
      'Use the header that the host has for scripts, most often Authorization, or a signed address.',
    );
  }
  try {
    if (typeof value !== 'string') throw new TypeError('A value is text.');
    new Headers([[name, value]]);
  } catch {
    throw queryError(
      'HTTP_ERROR',
      'A header is not one that can be sent.',
      'Its name is of letters, digits and -, its value of plain characters in one line.',
    );
  }
}
