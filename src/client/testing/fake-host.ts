import type { HostMessage, HostPacket, PageMessage, PagePacket } from '../../protocol/message';
import type { SessionInfo } from '../../protocol/session';
import type { Transport } from '../transport';

/** A host that answers nothing by itself: the test says what it says, and when. */
export class FakeHost implements Transport {
  readonly received: PageMessage[] = [];
  isClosed = false;
  die: (reason: string) => void = () => undefined;
  /** Packets as they arrive, for tests of the line itself. */
  arrive: (packet: HostPacket) => void = () => undefined;
  #sent = 0;

  post(packet: PagePacket): void {
    this.received.push(...structuredClone(packet).messages);
  }

  listen(onPacket: (packet: HostPacket) => void, onDeath: (reason: string) => void): void {
    this.arrive = onPacket;
    this.die = onDeath;
  }

  close(): void {
    this.isClosed = true;
  }

  say(...messages: HostMessage[]): void {
    this.arrive({ number: ++this.#sent, messages });
  }

  open(sessionId = 's-1'): void {
    this.say({ type: 'opened', info: sessionInfo(sessionId), engine: null });
  }

  finish(queryId: string, status: 'succeeded' | 'cancelled' = 'succeeded'): void {
    this.say({ type: 'query-finished', outcome: { queryId, status, elapsedMs: 1 } });
  }
}

export function sessionInfo(sessionId: string): SessionInfo {
  return {
    sessionId,
    engineVersion: 'v0',
    bundle: 'eh',
    threads: 1,
    openedAt: 0,
    bootMs: 1,
    crossOriginIsolated: false,
  };
}
