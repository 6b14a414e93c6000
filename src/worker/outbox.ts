import type { HostMessage, HostPacket } from '../protocol/message';

/** What is said in one go crosses as one message; more than this, in bytes, waits no longer. */
const PACKET_BYTES = 1024 * 1024;

/** Smaller buffers are quicker copied than transferred. */
const COPIED_BYTES = 16 * 1024;

/** What the host has to say to the page, in packets that are numbered without gaps. */
export class Outbox {
  #count = 0;
  #messages: HostMessage[] = [];
  #transfer: Transferable[] = [];
  #bytes = 0;

  constructor(private readonly post: (packet: HostPacket, transfer: Transferable[]) => void) {}

  /** @param body a buffer that goes with the message, and is given away */
  add(message: HostMessage, body?: ArrayBuffer): void {
    this.#messages.push(message);
    if (!body || body.byteLength < COPIED_BYTES) return;
    this.#transfer.push(body);
    this.#bytes += body.byteLength;
    if (this.#bytes >= PACKET_BYTES) this.flush();
  }

  flush(): void {
    if (this.#messages.length === 0) return;
    const packet: HostPacket = { number: ++this.#count, messages: this.#messages };
    const transfer = this.#transfer;
    this.#messages = [];
    this.#transfer = [];
    this.#bytes = 0;
    this.post(packet, transfer);
  }
}
