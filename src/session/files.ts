import { DuckDBDataProtocol, type DuckDBBindings } from '@duckdb/duckdb-wasm/blocking-browser';
import { queryError } from '../protocol/error';
import type { FileInfo } from '../protocol/session';
import type { LiveRow } from '../system/catalogue';
import type { AttachedFiles } from './attached-files';
import { formatOf, isForeign } from './file-format';
import { now } from './query-log';
import type { StandIns } from './stand-ins';

/** What reads a `File` slice by slice is there in browsers' workers only. */
const canReadInPlace = 'FileReaderSync' in globalThis;

/** The files that SQL can read by name. */
export class FileRegistry {
  readonly #files = new Map<string, FileInfo>();
  /** Of those that the page reads. */
  readonly #data = new Map<string, Blob>();
  /** Text that was packed in a way that the engine has no code for, and is there unpacked. */
  readonly #unpacked = new Set<string>();
  /** The page's own, which nobody else has to do with. */
  readonly #internal = new Set<string>();

  constructor(
    private readonly bindings: DuckDBBindings,
    readonly attached: AttachedFiles,
    private readonly standIns: StandIns,
  ) {}

  /**
   * Registers a file; one of the same name is replaced. A `File` is read in place, slice by slice.
   *
   * @throws QueryError `FILE_ERROR`
   */
  add(name: string, data: ArrayBuffer | File, sourceUrl: string | null, isInternal = false): FileInfo {
    if (typeof name !== 'string' || name.trim() === '' || name.includes('\0')) {
      throw queryError('FILE_ERROR', 'A file needs a name.', "Give one that SQL can use, as in FROM 'name.csv'.");
    }
    this.drop(name);
    const isBuffer = data instanceof ArrayBuffer;
    const blob = isForeign(name) ? (isBuffer ? new File([data], name) : data) : undefined;
    this.#register(name, blob && canReadInPlace ? blob : data);
    if (blob) this.#data.set(name, blob);
    try {
      this.attached.add(name);
    } catch (thrown) {
      this.bindings.dropFile(name);
      throw thrown;
    }
    const info: FileInfo = {
      name,
      kind: isBuffer ? 'buffer' : 'handle',
      format: formatOf(name),
      readBy: isForeign(name) ? 'page' : 'engine',
      sizeBytes: isBuffer ? data.byteLength : data.size,
      memoryBytes: isBuffer ? data.byteLength : 0,
      registeredAt: now(),
      sourceUrl,
    };
    if (isInternal) this.#internal.add(name);
    else this.#files.set(name, info);
    return info;
  }

  /** Registers what an address had, under the address. @throws QueryError `FILE_ERROR` */
  addFetched(address: string, data: ArrayBuffer): void {
    this.add(address, data, address);
    const info = this.#files.get(address);
    if (info) info.kind = 'url';
  }

  /** Lists a file that stays at its address. */
  addRemote(address: string, sizeBytes: number): void {
    this.drop(address);
    this.#files.set(address, {
      name: address,
      kind: 'url',
      format: formatOf(address),
      readBy: 'page',
      sizeBytes,
      memoryBytes: 0,
      registeredAt: now(),
      sourceUrl: address,
    });
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  /** What is in a file that the page reads. */
  data(name: string): Blob | undefined {
    return this.#data.get(name);
  }

  /** Gives the engine a text as it was before it was packed, in its place. @throws QueryError `FILE_ERROR` */
  async unpack(name: string, text: Blob): Promise<void> {
    const data = canReadInPlace ? new File([text], name) : await text.arrayBuffer();
    this.bindings.dropFile(name);
    this.#register(name, data);
    this.#unpacked.add(name);
  }

  /** SQL that gives the rows of a text that was unpacked. */
  unpackedSource(name: string): string | undefined {
    return this.#unpacked.has(name)
      ? `FROM read_csv('${name.replaceAll("'", "''")}', compression = 'none')`
      : undefined;
  }

  /** False if there is no such file. */
  drop(name: string): boolean {
    if (!this.#files.delete(name) && !this.#internal.delete(name)) return false;
    this.#data.delete(name);
    this.#unpacked.delete(name);
    this.standIns.forget(name);
    this.attached.remove(name);
    this.bindings.dropFile(name);
    return true;
  }

  list(): FileInfo[] {
    return Array.from(this.#files.values(), (file) => ({
      ...file,
      memoryBytes: file.memoryBytes + this.standIns.bytesOf(file.name),
    }));
  }

  rows(): LiveRow<'sys_live_files'>[] {
    return this.list().map((file) => ({
      file_name: file.name,
      kind: file.kind,
      format: file.format,
      size_bytes: file.sizeBytes,
      registered_at: file.registeredAt,
      source_url: file.sourceUrl,
    }));
  }

  #register(name: string, data: ArrayBuffer | File): void {
    try {
      if (data instanceof ArrayBuffer) this.bindings.registerFileBuffer(name, new Uint8Array(data));
      else this.bindings.registerFileHandle(name, data, DuckDBDataProtocol.BROWSER_FILEREADER, true);
    } catch (thrown) {
      throw queryError('FILE_ERROR', `The file ${name} could not be registered: ${String(thrown)}`);
    }
  }
}
