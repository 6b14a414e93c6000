import { ByteRange } from './byte-range';

/** A place where the engine looks for `XMLHttpRequest`. */
interface RequestScope {
  XMLHttpRequest?: unknown;
}

/** What is known of an address: its bytes, or no more than how many the engine already has under this name. */
type Known = Uint8Array<ArrayBuffer> | number;

/**
 * Stands between the engine and the network. The engine asks for addresses by requests that block its thread; here each is refused at once and
 * noted, so that who runs the statement can fetch what it needs, and run it again.
 */
export class NeededAddresses {
  /** What the engine has asked for in vain, as it wrote it, since who reads this last cleared it. */
  readonly all = new Set<string>();
  readonly #known = new Map<string, Known>();

  /** From now on requests for the address are answered with these bytes: for what the engine reads by a request alone, its extensions. */
  answer(address: string, bytes: Uint8Array<ArrayBuffer>): void {
    this.#known.set(address, bytes);
  }

  /**
   * For a file that is registered with the engine under its address: before it opens one, the engine asks the network whether it is there.
   *
   * @param size in bytes
   */
  markRegistered(address: string, size: number): void {
    this.#known.set(address, size);
  }

  /** @returns false if nothing was known of the address. */
  forget(address: string): boolean {
    return this.#known.delete(address);
  }

  /** Takes the place of the scope's `XMLHttpRequest`. The function that it returns undoes that, unless another has taken it since. */
  install(scope: RequestScope): () => void {
    const before = scope.XMLHttpRequest;
    const ours = requestClass(this.#known, this.all);
    scope.XMLHttpRequest = ours;
    return () => {
      if (scope.XMLHttpRequest === ours) scope.XMLHttpRequest = before;
    };
  }
}

/** As much of `XMLHttpRequest` as the engine calls. */
function requestClass(known: ReadonlyMap<string, Known>, needed: Set<string>): new () => object {
  return class AnsweringRequest {
    status = 0;
    statusText = '';
    response: ArrayBuffer | null = null;
    responseType = '';
    #method = '';
    #address = '';
    #range: string | null = null;
    readonly #headers = new Map<string, string>();

    open(method: string, address: string): void {
      this.#method = method.toUpperCase();
      this.#address = address;
    }

    setRequestHeader(name: string, value: string): void {
      if (name.toLowerCase() === 'range') this.#range = value;
    }

    overrideMimeType(): void {
      // Bytes have none.
    }

    send(): void {
      const found = known.get(this.#address);
      if (found === undefined || !this.#answers(found)) this.#refuse();
    }

    getResponseHeader(name: string): string | null {
      return this.#headers.get(name.toLowerCase()) ?? null;
    }

    getAllResponseHeaders(): string {
      return [...this.#headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
    }

    /** False for what cannot be answered out of what is known. */
    #answers(found: Known): boolean {
      const isHead = this.#method === 'HEAD';
      if (!isHead && (this.#method !== 'GET' || typeof found === 'number')) return false;
      const size = typeof found === 'number' ? found : found.byteLength;
      const range = ByteRange.parse(this.#range, size);
      this.#headers.set('accept-ranges', 'bytes');
      if (range === 'unsatisfiable') {
        this.#headers.set('content-range', `bytes */${size}`);
        this.status = 416;
        this.response = new ArrayBuffer(0);
        return true;
      }
      this.status = range ? 206 : 200;
      if (range) this.#headers.set('content-range', range.contentRange);
      this.#headers.set('content-length', String(range ? range.length : size));
      // A copy: the engine may do with it what it wants.
      if (!isHead && typeof found !== 'number') {
        this.response = found.slice(range?.start, range?.end).buffer;
      }
      return true;
    }

    /**
     * In the way that the engine survives. It asks for extensions, and for a whole file, by a plain GET: an exception out of that goes
     * through its frames and breaks it, a status does not. Before it opens a file it asks by HEAD whether it is there: for some functions
     * (`read_text`, `glob`) a status that says no means a result without rows, and an exception an error.
     */
    #refuse(): void {
      needed.add(this.#address);
      if (this.#method === 'GET' && this.#range === null) {
        this.status = 404;
        return;
      }
      // In the words of the browser, which the session knows.
      throw new Error(`NetworkError: Failed to execute 'send' on 'XMLHttpRequest': Failed to load '${this.#address}'.`);
    }
  };
}
