import { DuckDBDataProtocol, type DuckDBBindings } from '@duckdb/duckdb-wasm/blocking-browser';
import { queryError } from '../protocol/error';
import type { FileInfo } from '../protocol/session';
import type { LiveRow } from '../system/catalogue';
import { now } from './query-log';

const FORMATS: Record<string, string> = {
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  ndjson: 'json',
  jsonl: 'json',
  parquet: 'parquet',
  arrow: 'arrow',
  feather: 'arrow',
  txt: 'text',
  sql: 'text',
};

/** The files that SQL can read by name. */
export class FileRegistry {
  readonly #files = new Map<string, FileInfo>();
  /** The page's own, which nobody else has to do with. */
  readonly #internal = new Set<string>();

  constructor(private readonly bindings: DuckDBBindings) {}

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
    try {
      if (isBuffer) this.bindings.registerFileBuffer(name, new Uint8Array(data));
      else this.bindings.registerFileHandle(name, data, DuckDBDataProtocol.BROWSER_FILEREADER, true);
    } catch (thrown) {
      throw queryError('FILE_ERROR', `The file ${name} could not be registered: ${String(thrown)}`);
    }
    const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
    const info: FileInfo = {
      name,
      kind: isBuffer ? 'buffer' : 'handle',
      format: FORMATS[extension] ?? 'unknown',
      sizeBytes: isBuffer ? data.byteLength : data.size,
      registeredAt: now(),
      sourceUrl,
    };
    if (isInternal) this.#internal.add(name);
    else this.#files.set(name, info);
    return info;
  }

  /** False if there is no such file. */
  drop(name: string): boolean {
    if (!this.#files.delete(name) && !this.#internal.delete(name)) return false;
    this.bindings.dropFile(name);
    return true;
  }

  list(): FileInfo[] {
    return [...this.#files.values()];
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
}
