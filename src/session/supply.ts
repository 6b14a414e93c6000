import { QueryError, queryError, toPlaygroundError } from '../protocol/error';
import { EngineError } from './c-api/error';
import type { Replacement } from './c-api/replacement-scan';
import { isExtension } from './extensions';
import { addressInError, engineMessage } from './engine-error';
import type { FileRegistry } from './files';
import { isAddress, isForeign } from './file-format';
import { askedName, fileAndPart, matchingNames } from './replacement-names';
import type { StandIns } from './stand-ins';
import type { Stop } from './stop';
import type { TimeSlice } from './time-slice';

/** Brings what the engine cannot read itself, or not without keeping everybody waiting. */
export interface Supplier {
  /**
   * The rows of a file of another format as Arrow IPC streams, each complete.
   *
   * @param name tells the format, by its ending
   * @param part a sheet or table of it
   * @throws QueryError
   */
  read(name: string, data: Blob, part: string | undefined, signal: AbortSignal): AsyncIterable<Uint8Array>;

  /** What an address has. @throws QueryError `HTTP_ERROR` */
  fetch(address: string, signal: AbortSignal): Promise<Blob>;

  /** Fetches an extension of the engine's, which finds it there when it asks again. @throws QueryError within a few seconds */
  loadExtension(address: string, signal: AbortSignal): Promise<void>;

  readonly addresses: AskedAddresses;
}

/** What the engine has asked the network for, and was refused at once. */
export interface AskedAddresses {
  readonly all: Set<string>;
  /** From now on the engine is told that there is such a file, of so many bytes: it is registered under its address. */
  markRegistered(address: string, bytes: number): void;
}

/** Begins the engine's error of files that were not read before. */
const NOT_YET = 'Not read in yet: ';

export interface SupplyHost {
  readonly files: FileRegistry;
  readonly slice: TimeSlice;
}

/**
 * What statements turn out to need, and the engine has not: files of formats that it reads by extensions only, and what is behind
 * an address. A statement that lacks something fails before it has done anything; then what it lacked is brought, and it is tried
 * again. So nothing is read before it is asked for, nobody else waits meanwhile, and it can be cancelled.
 */
export class Supply {
  /** What is on its way. */
  readonly #deliveries = new Map<string, { done: Promise<void>; signal: AbortSignal }>();

  constructor(
    private readonly supplier: Supplier,
    private readonly standIns: StandIns,
    private readonly host: SupplyHost,
  ) {}

  /** What the engine is told of a name that it finds no table for. */
  replace = (name: string): Replacement | undefined => {
    const { path, isByReader } = askedName(name);
    const sources = this.#sources(path);
    if (sources === undefined) {
      // A name without an ending is a table's that is not there, and the engine knows what may have been meant.
      if (!isByReader && !isForeign(path)) return undefined;
      return { error: `No files found that match the pattern "${path}"` };
    }
    const lacking = sources.filter(({ sql }) => sql === undefined).map(({ path: each }) => each);
    if (lacking.length > 0) return { error: `${NOT_YET}${JSON.stringify(lacking)}` };
    return { tableFunction: 'query', argument: sources.map(({ sql }) => sql).join(' UNION ALL BY NAME ') };
  };

  /**
   * Tries a statement, and again each time that what it lacked has been brought.
   *
   * @param canRepeat whether an attempt that failed has left nothing behind
   * @throws what the last attempt threw; QueryError that says why something is not to be had, or what the stop stands for
   */
  async during(attempt: (isRepeated: boolean) => Promise<void>, canRepeat: () => boolean, stop: Stop): Promise<void> {
    const brought = new Set<string>();
    let lacking: string[];
    for (let isRepeated = false; ; isRepeated = true) {
      try {
        this.supplier.addresses.all.clear();
        await attempt(isRepeated);
        return;
      } catch (thrown) {
        if (!(thrown instanceof EngineError) || !canRepeat()) throw thrown;
        lacking = this.#lackingBy(thrown);
        // What was brought and is lacking all the same cannot be helped.
        if (lacking.every((path) => brought.has(path))) throw thrown;
      }
      try {
        for (const path of lacking) {
          await this.#deliver(path, stop.signal);
          brought.add(path);
        }
      } catch (thrown) {
        throw stop.isDue ? stop.error(0) : thrown;
      }
    }
  }

  /** By the error itself where it says so: other statements are tried at the same time. */
  #lackingBy({ message }: EngineError): string[] {
    const words = engineMessage(message);
    const names = words.split(NOT_YET)[1];
    if (names !== undefined) return JSON.parse(names) as string[];
    const address = addressInError(words);
    return address === undefined ? [...this.supplier.addresses.all] : [address];
  }

  /** True for what somebody else has brought meanwhile. */
  #isThere(path: string): boolean {
    if (this.standIns.source(path) !== undefined) return true;
    return isAddress(path) && !isForeign(path) && this.host.files.has(path);
  }

  /** Undefined where there is nothing that the path can mean. */
  #sources(path: string): { path: string; sql: string | undefined }[] | undefined {
    const sourceOf = (each: string) => ({ path: each, sql: this.standIns.source(each) });
    if (isAddress(path)) return isForeign(path) ? [sourceOf(path)] : undefined;
    const { files } = this.host;
    const { name } = fileAndPart(path, (each) => files.has(each));
    const attached = files.attached.source(name);
    if (attached !== undefined) return [{ path, sql: attached }];
    if (files.has(name)) return isForeign(name) ? [sourceOf(path)] : undefined;
    const names = files.list().map((file) => file.name);
    const matching = /[*?[]/.test(path) ? matchingNames(path, names.filter(isForeign)) : [];
    return matching.length > 0 ? matching.map(sourceOf) : undefined;
  }

  async #deliver(path: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (this.#isThere(path)) return;
      const known = this.#deliveries.get(path);
      const delivery = known ?? this.#begin(path, signal);
      try {
        await Promise.race([delivery.done, aborted(signal)]);
        return;
      } catch (thrown) {
        // Who had asked for it first has given up; here it is still wanted.
        if (!known?.signal.aborted || signal.aborted) throw thrown;
      }
    }
  }

  #begin(path: string, signal: AbortSignal): { done: Promise<void>; signal: AbortSignal } {
    const done = this.#fetchAndFill(path, signal).finally(() => this.#deliveries.delete(path));
    const delivery = { done, signal };
    this.#deliveries.set(path, delivery);
    return delivery;
  }

  async #fetchAndFill(path: string, signal: AbortSignal): Promise<void> {
    const { files } = this.host;
    if (isExtension(path)) return this.supplier.loadExtension(path, signal);
    if (isAddress(path)) {
      const data = await this.supplier.fetch(path, signal);
      files.addFetched(path, await data.arrayBuffer());
      this.supplier.addresses.markRegistered(path, data.size);
      if (!isForeign(path)) return;
    }
    const { name, part } = fileAndPart(path, (each) => files.has(each));
    const data = files.data(name);
    if (!data) throw queryError('FILE_ERROR', `The file ${name} is gone.`, 'Add it again, then run the query again.');
    await this.#fill(path, name, data, part, signal);
  }

  async #fill(path: string, name: string, data: Blob, part: string | undefined, signal: AbortSignal): Promise<void> {
    try {
      const streams = this.supplier.read(name, data, part, signal);
      await this.standIns.fill(path, streams, () => this.host.slice.next());
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const error = toPlaygroundError(thrown, 'FILE_ERROR');
      const message = error.message.includes(name) ? error.message : `${name} could not be read: ${error.message}`;
      throw new QueryError({ ...error, message });
    }
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
