import type { HeadersByOrigin, HostHeaderNames, SetHeadersMessage } from '../protocol/host-headers';
import type { SessionInfo } from '../protocol/session';
import type { Unnumbered } from './requests';

/** The session's host, as far as headers go. */
interface HeaderHost {
  /** The open session. @throws QueryError */
  ready(): Promise<SessionInfo>;
  /** @returns the origin that they are for. @throws QueryError */
  request(request: Unnumbered<SetHeadersMessage>): Promise<string>;
}

/**
 * The headers that hosts want before they give a file. They are in this page's memory and its worker's, until the page is closed or
 * they are removed; a session that takes the place of this one gets them too.
 */
export class SessionHeaders {
  constructor(
    private readonly host: HeaderHost,
    /** What is kept, for whoever opens a session. */
    private readonly kept: HeadersByOrigin,
  ) {}

  /**
   * Replaces the headers of a host.
   *
   * @param host as `example.org` or `example.org:8443`, which means https, or as an origin; its subdomains are other hosts
   * @throws QueryError `HTTP_ERROR` for what is no host, or a header that cannot be sent. It does not repeat any value
   */
  async set(host: string, headers: Record<string, string>): Promise<void> {
    await this.host.ready();
    const given = { ...headers };
    if (Object.keys(given).length === 0) await this.remove(host);
    else this.kept[await this.host.request({ type: 'set-headers', host, headers: given })] = given;
  }

  /** False if there were none. @throws QueryError `HTTP_ERROR` for what is no host */
  async remove(host: string): Promise<boolean> {
    await this.host.ready();
    const origin = await this.host.request({ type: 'set-headers', host, headers: null });
    return origin in this.kept && Reflect.deleteProperty(this.kept, origin);
  }

  async clear(): Promise<void> {
    for (const { origin } of this.names()) await this.remove(origin);
  }

  /** Which hosts get which, in the order in which they were set. */
  names(): HostHeaderNames[] {
    return Object.entries(this.kept).map(([origin, headers]) => ({ origin, names: Object.keys(headers) }));
  }

  /** What to send to an address: nothing where it is of any other host, scheme or port. */
  for(address: string): Record<string, string> {
    const { origin } = new URL(address);
    return { ...(Object.hasOwn(this.kept, origin) ? this.kept[origin] : {}) };
  }
}
