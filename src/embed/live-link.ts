import type { SessionInfo } from '../protocol/session';
import type { LiveHost, LivePart } from './live-part';
import { loadLive } from './load-live';

/** Who has a live part. */
export interface LiveOwner {
  isConnected(): boolean;
  liveHost(): LiveHost;
  /** The session is open. */
  onReady(session: SessionInfo): void;
}

/** The part of a playground that runs queries, which is loaded once, when it is first wanted. */
export class LiveLink {
  #loading: Promise<LivePart> | undefined;
  #part: LivePart | undefined;

  constructor(private readonly owner: LiveOwner) {}

  /** Once it is there. */
  get part(): LivePart | undefined {
    return this.#part;
  }

  /** Rejects with an Error in words for who serves the page; another call tries again. */
  load(): Promise<LivePart> {
    this.#loading ??= this.#begin().catch((thrown: unknown) => {
      this.#loading = undefined;
      throw thrown;
    });
    return this.#loading;
  }

  async #begin(): Promise<LivePart> {
    const host = this.owner.liveHost();
    const { goLive } = await loadLive();
    const part = goLive(host);
    this.#part = part;
    if (this.owner.isConnected()) part.attach();
    part.ready().then(
      (session) => {
        this.owner.onReady(session);
      },
      () => undefined,
    );
    return part;
  }
}
