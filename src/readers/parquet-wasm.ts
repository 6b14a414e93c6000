import type * as Library from 'parquet-wasm/esm';
import { WasmLibrary, type WasmSource } from './wasm-source';

/** Apache's own reader of Parquet and Arrow, as wasm. */
export type ParquetWasm = typeof Library;

const parquet = new WasmLibrary<ParquetWasm>('Parquet and Arrow', wasmInBuild, async (wasm) => {
  const library = await import('parquet-wasm/esm');
  await library.default({ module_or_path: wasm });
  return library;
});

async function wasmInBuild(): Promise<URL> {
  const { default: address } = await import('parquet-wasm/esm/parquet_wasm_bg.wasm?url');
  return new URL(address, import.meta.url);
}

/** Where the wasm is taken from; without a call, from the build. */
export function setParquetWasm(source: WasmSource): void {
  parquet.setSource(source);
}

/** The library, ready. @throws QueryError `FILE_ERROR` when it cannot be loaded */
export function parquetWasm(): Promise<ParquetWasm> {
  return parquet.library();
}
