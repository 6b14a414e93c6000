import type { HostMessage, PageMessage } from '../protocol/message';

/** The worker as the client sees it; a test puts its own host behind this. */
export interface Transport {
  post(message: PageMessage, transfer?: Transferable[]): void;
  listen(onMessage: (message: HostMessage) => void, onDeath: (reason: string) => void): void;
  /** Ends the worker. No message arrives after this. */
  close(): void;
}
