import { sourceOf, whyUnreachable } from '../protocol/build-file';
import type { HostPacket, PagePacket } from '../protocol/message';
import type { Transport } from './transport';
import { hearShim } from './worker-shim';
import { workerTransport } from './worker-transport';

/** After so long without a word of a worker, in milliseconds, it is time to ask why. */
const SILENCE_MS = 3500;

/**
 * A worker whose script is there has so much longer to begin, in milliseconds. Chromium fails with an event where one cannot; this is
 * for what fails without. On a busy machine a worker was seen to take more than eight seconds.
 */
const START_MS = 60_000;

/** What loading a worker can be refused by. */
const DIRECTIVE = /^(?:worker|child|script)-src/;

/**
 * A worker's transport that tells why a worker does not start: browsers give an error event without words, or none at all. What
 * the page's policy refused meanwhile is the reason, or what becomes of its script when it is fetched.
 */
export class WatchedWorker implements Transport {
  readonly #transport: Transport;
  readonly #refused: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasSpoken = false;
  #isEnded = false;
  #onDeath: (reason: string) => void = () => undefined;

  /** @param free called when the address that it was started from is not needed any more, where that is not its script's. */
  constructor(
    worker: Worker,
    private readonly address: string,
    private readonly free?: () => void,
  ) {
    document.addEventListener('securitypolicyviolation', this.#onRefused);
    // Before the transport, which would take the shim's word for a packet.
    hearShim(worker, ({ refused }) => {
      this.#refused.push(...refused.map((directive) => `${directive} refuses ${address}`));
      void this.#explain('');
    });
    this.#transport = workerTransport(worker);
  }

  post(packet: PagePacket, transfer?: Transferable[]): void {
    this.#transport.post(packet, transfer);
  }

  listen(onPacket: (packet: HostPacket) => void, onDeath: (reason: string) => void): void {
    this.#onDeath = onDeath;
    this.#timer = setTimeout(() => void this.#ask(), SILENCE_MS);
    this.#transport.listen(
      (packet) => {
        if (!this.#hasSpoken) this.#settle();
        this.#hasSpoken = true;
        onPacket(packet);
      },
      (reason) => {
        if (this.#hasSpoken) onDeath(reason);
        else void this.#explain(reason);
      },
    );
  }

  close(): void {
    this.#isEnded = true;
    this.#settle();
    this.#transport.close();
  }

  readonly #onRefused = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    const isOurs = blockedURI === this.address || (this.free !== undefined && blockedURI.startsWith('blob'));
    if (isOurs && DIRECTIVE.test(effectiveDirective)) this.#refused.push(`${effectiveDirective} refuses ${blockedURI}`);
  };

  /** It has said nothing so far. A slow line is no failure: its script is followed until it has come. */
  async #ask(): Promise<void> {
    const reason = await this.#whyUnreachable();
    if (reason !== undefined || this.#refused.length > 0) this.#die(reason ?? this.#whySilent());
    else this.#timer = setTimeout(() => void this.#explain(''), START_MS);
  }

  /** It will not start any more. */
  async #explain(given: string): Promise<void> {
    clearTimeout(this.#timer);
    const reason = await this.#whyUnreachable();
    this.#die(reason ?? `${this.#whySilent()} ${given}`.trim());
  }

  #whyUnreachable(): Promise<string | undefined> {
    if (this.#refused.length > 0) return Promise.resolve(undefined);
    return whyUnreachable({ what: 'The worker', address: this.address });
  }

  #die(reason: string): void {
    if (this.#hasSpoken || this.#isEnded) return;
    this.#isEnded = true;
    this.#settle();
    this.#onDeath(reason);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('securitypolicyviolation', this.#onRefused);
    this.free?.();
  }

  #whySilent(): string {
    const source = sourceOf(this.address);
    const rule =
      source === "'self'"
        ? "worker-src 'self'"
        : `worker-src blob:; script-src ${source} 'wasm-unsafe-eval'; connect-src ${source}`;
    if (this.#refused.length > 0) {
      return `The page's content security policy forbids the worker (${this.#refused.join(', ')}). It needs: ${rule}.`;
    }
    return `The worker at ${this.address} did not start. Check that all files of the build are there and of one version, and that the page's policy allows it: ${rule}. Where the page is sent with Cross-Origin-Embedder-Policy, its worker has to be too.`;
  }
}
