import { DuckDBAccessMode, DuckDBDataProtocol } from '@duckdb/duckdb-wasm/blocking-browser';
import { createNodeEngine } from './node-engine';

/** The bytes of a DuckDB database file, made by the engine itself with `sql`. */
export async function databaseFile(sql: string): Promise<ArrayBuffer> {
  const { bindings } = await createNodeEngine();
  const file = new MemoryHandle();
  bindings.registerFileHandle('made.duckdb', file, DuckDBDataProtocol.BROWSER_FSACCESS, true);
  bindings.open({ path: 'made.duckdb', accessMode: DuckDBAccessMode.READ_WRITE, useDirectIO: true });
  const connection = bindings.connect();
  connection.query(sql);
  connection.query('CHECKPOINT');
  return file.bytes.slice().buffer;
}

/** A file in memory that is read and written as browsers have it for those of the origin (`FileSystemSyncAccessHandle`). */
class MemoryHandle {
  bytes = new Uint8Array(0);

  getSize(): number {
    return this.bytes.byteLength;
  }

  truncate(size: number): void {
    const bytes = new Uint8Array(size);
    bytes.set(this.bytes.subarray(0, size));
    this.bytes = bytes;
  }

  read(into: Uint8Array, { at = 0 } = {}): number {
    const part = this.bytes.subarray(at, at + into.byteLength);
    into.set(part);
    return part.byteLength;
  }

  write(from: Uint8Array, { at = 0 } = {}): number {
    if (at + from.byteLength > this.bytes.byteLength) this.truncate(at + from.byteLength);
    this.bytes.set(from, at);
    return from.byteLength;
  }

  flush(): void {
    // It is written.
  }

  close(): void {
    // Nothing is open.
  }
}
