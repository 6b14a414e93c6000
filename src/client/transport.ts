import type { HostPacket, PagePacket } from '../protocol/message';

/** The worker as the client sees it; a test puts its own host behind this. */
export interface Transport {
  post(packet: PagePacket, transfer?: Transferable[]): void;
  listen(onPacket: (packet: HostPacket) => void, onDeath: (reason: string) => void): void;
  /** Ends the worker. No packet arrives after this. */
  close(): void;
}
