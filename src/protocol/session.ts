/** What the page learns about the session, and about the files registered in it. */

export interface SessionInfo {
  sessionId: string;
  /** The engine's own version, `v1.4.3`. */
  engineVersion: string;
  bundle: 'eh' | 'mvp';
  threads: number;
  /** Milliseconds since the epoch. */
  openedAt: number;
  /** From the worker's first line to a session that answers, in milliseconds. */
  bootMs: number;
  crossOriginIsolated: boolean;
}

/** What chance decides otherwise: sessions that begin with the same, and are asked the same, answer the same. */
export interface SessionConstants {
  sessionId: string;
  /** What every connection begins with: the seed of `random()` and `uuid()`, from -1 to 1. */
  randomSeed: number;
}

/** How far opening is: first the engine's bytes, then compiling it, then opening the database. */
export type OpenProgress =
  { phase: 'engine'; loadedBytes: number; totalBytes: number } | { phase: 'compile' } | { phase: 'session' };

/** One wasm file of the engine, as it is shipped: gzipped. */
export interface EngineFile {
  /** Absolute address. The answer's body is the gzipped file: unpack it with `DecompressionStream`. */
  url: string;
  /** What travels: the total of a download's progress. */
  packedBytes: number;
  unpackedBytes: number;
}

/** Where the worker finds the engine; `virtual:engine-assets` has the page's. */
export interface EngineAssets {
  /** Needs WebAssembly exceptions. */
  eh: EngineFile;
  /** Runs everywhere. */
  mvp: EngineFile;
  /** A folder with DuckDB's extensions, as `npm run extensions` fills it. Absent: none are loaded. */
  extensionsUrl?: string;
}

/** The engine's code, compiled: can be posted to another worker of the page. */
export interface CompiledEngine {
  bundle: 'eh' | 'mvp';
  module: WebAssembly.Module;
}

export interface FileInfo {
  name: string;
  kind: 'buffer' | 'handle' | 'url' | 'opfs';
  /** By the name's ending: `csv`, `json`, `parquet`, `arrow`, `xlsx`, `sqlite`, `duckdb`, `text`, or `unknown`. */
  format: string;
  /** Who makes rows of it: the engine itself, or the page, where the engine would need an extension. */
  readBy: 'engine' | 'page';
  sizeBytes: number;
  /** What it takes in the engine's memory, with the rows that were read from it. */
  memoryBytes: number;
  /** Milliseconds since the epoch. */
  registeredAt: number;
  sourceUrl: string | null;
}
