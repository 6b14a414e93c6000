import type { SqlJsStatic } from 'sql.js';
import { WasmLibrary, type WasmSource } from './wasm-source';

/** Starts SQLite anew, in memory of its own: what a broken file does to it ends with the reading. */
export type StartSqlite = () => Promise<SqlJsStatic>;

const sqlite = new WasmLibrary<StartSqlite>('SQLite', wasmInBuild, async (wasm) => {
  const { default: start } = await import('sql.js');
  const wasmBinary = ArrayBuffer.isView(wasm)
    ? wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
    : wasm;
  return () => start({ wasmBinary: wasmBinary });
});

async function wasmInBuild(): Promise<URL> {
  const { default: address } = await import('sql.js/dist/sql-wasm.wasm?url');
  return new URL(address, import.meta.url);
}

/** Where the wasm is taken from; without a call, from the build. */
export function setSqliteWasm(source: WasmSource): void {
  sqlite.setSource(source);
}

/** @throws QueryError `FILE_ERROR` when it cannot be loaded */
export async function startSqlite(): Promise<SqlJsStatic> {
  return (await sqlite.library())();
}
