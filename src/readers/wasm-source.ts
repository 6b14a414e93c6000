import { fileError } from './file-error';

/** Where a reader's wasm is: its bytes, or the address that it is fetched from. */
export type WasmSource = () => Promise<BufferSource | URL>;

/** A reader's wasm library, started when it is first needed; a failed start is tried again the next time. */
export class WasmLibrary<T> {
  #started: Promise<T> | undefined;

  /** @param kind names the files that it reads, for an error: `Parquet` */
  constructor(
    private readonly kind: string,
    private source: WasmSource,
    private readonly start: (wasm: BufferSource) => Promise<T>,
  ) {}

  /** Brings the wasm from elsewhere, before the library is used: tests read it from the package. */
  setSource(source: WasmSource): void {
    this.source = source;
    this.#started = undefined;
  }

  /** @throws QueryError `FILE_ERROR` when the wasm cannot be fetched or does not compile */
  library(): Promise<T> {
    this.#started ??= this.#load().catch((thrown: unknown) => {
      this.#started = undefined;
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      throw fileError(`What reads ${this.kind} files could not be loaded: ${reason}`, 'Try again, or reload the page.');
    });
    return this.#started;
  }

  async #load(): Promise<T> {
    const source = await this.source();
    if (!(source instanceof URL)) return this.start(source);
    const response = await fetch(source);
    if (!response.ok) throw new Error(`${source.href} answered with ${response.status}.`);
    return this.start(await response.arrayBuffer());
  }
}
