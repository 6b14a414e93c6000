/** The yardsticks for files: the bare engine on a file's bytes in its memory, and the Parquet reader's own package. */
import { DuckDBDataProtocol, type DuckDBBindings } from '@duckdb/duckdb-wasm/blocking-browser';
import parquetWasmUrl from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import initParquet, { readParquet } from 'parquet-wasm/esm';
import { createEngine } from '../../../src/session/engine';

declare const self: DedicatedWorkerGlobalScope;

export type DataMessage =
  | { open: string }
  /** A file, as it is registered with the engine. */
  | { register: File; inPlace: boolean }
  | { sql: string }
  | { parquet: File };

let bindings: DuckDBBindings;

self.onmessage = (event: MessageEvent<DataMessage>) => {
  void answer(event.data).then((value) => {
    self.postMessage(value);
  });
};

/** Milliseconds. */
async function answer(message: DataMessage): Promise<number> {
  const startedAt = performance.now();
  if ('open' in message) {
    ({ bindings } = await createEngine(() => WebAssembly.compileStreaming(fetch(message.open))));
  } else if ('register' in message) {
    const { register: file, inPlace } = message;
    bindings.dropFiles();
    if (inPlace) bindings.registerFileHandle(file.name, file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
    else bindings.registerFileBuffer(file.name, new Uint8Array(await file.arrayBuffer()));
  } else if ('sql' in message) {
    const connection = bindings.connect();
    connection.query(message.sql);
    connection.close();
  } else {
    await initParquet({ module_or_path: parquetWasmUrl });
    readParquet(new Uint8Array(await message.parquet.arrayBuffer())).intoIPCStream();
  }
  return performance.now() - startedAt;
}
