import type { KeptDatabase, OpenMode } from '../protocol/kept-database';
import type { HostHeaderNames } from '../protocol/host-headers';
import type { PlaygroundError } from '../protocol/error';
import type { Parameters, Role } from '../protocol/query';
import type { FileInfo, SessionInfo } from '../protocol/session';
import type { QueryResult, StatementResult } from '../client/query-result';
import type { SessionState } from '../client/session-snapshot';

export type {
  FileInfo,
  HostHeaderNames,
  KeptDatabase,
  OpenMode,
  Parameters,
  PlaygroundError,
  QueryResult,
  Role,
  SessionInfo,
  SessionState,
  StatementResult,
};

export interface RunOptions {
  params?: Parameters;
  /** Default: where the editor works. */
  namespace?: string;
  /** Default: the most that the page's own SQL may do. */
  role?: Role;
  /** Rows given per statement, default 1,000. */
  maxRows?: number;
  /** Milliseconds; 0, the default: no limit. */
  timeoutMs?: number;
}

/**
 * `window.playground`: drives the page from demos, tests and the console. Arguments and results survive structured cloning and
 * JSON. `run` and `runEditor` resolve with everything that SQL can do wrong and reject only when they are misused.
 */
export interface PlaygroundDriver {
  readonly version: string;
  ready(): Promise<SessionInfo>;
  /** Runs SQL as the Run button does, and leaves the editor alone. */
  run(sql: string, options?: RunOptions): Promise<QueryResult>;
  /** Cancels a query, the running one by default. True if it was running or queued. */
  cancel(queryId?: string): Promise<boolean>;
  setSql(sql: string): void;
  getSql(): string;
  /**
   * Writes at the caret, as keys would: nothing is closed, indented or completed by itself, and suggestions show. Undo takes it
   * back as it takes back typing.
   */
  type(text: string): void;
  /**
   * As pressing Run: while it runs the same run, after a cancel the next one.
   *
   * @param statement index of the only one that is to run, from 0.
   */
  runEditor(statement?: number): Promise<QueryResult>;
  /** How the last run of the editor ended; null before the first has. */
  result(): QueryResult | null;
  addFile(name: string, data: Blob | ArrayBuffer | Uint8Array | string): Promise<FileInfo>;
  files(): Promise<FileInfo[]>;
  /**
   * A database as a zip archive: `load.sql`, which makes it again, and the rows of its tables as Parquet. @param namespace whose; by
   * default where the editor works. Rejects where it cannot be read as one: see docs/data.md.
   */
  exportDatabase(namespace?: string): Promise<Blob>;
  /** The databases that this browser keeps; null where the page may not have any: embedded and framed pages. */
  readonly databases: DatabasesDriver | null;
  /** What hosts get before they give a file, such as `Authorization`: in memory, until the page is closed. */
  readonly headers: HeadersDriver;
  /** Hard stop: a new worker and a new session; files are kept. */
  restart(): Promise<SessionInfo>;
  state(): SessionState;
}

/** A database that is open is the one of the namespace of its name: `run(sql, { namespace: name })` works on it. */
export interface DatabasesDriver {
  /** With those that could not be read, and were set aside. */
  list(): Promise<KeptDatabase[]>;
  /** Opens a database, and makes it where there is none of the name. Rejects where that cannot be: see docs/keep.md. */
  open(name: string, mode?: OpenMode): Promise<KeptDatabase>;
  /** False if it was not open. */
  close(name: string): Promise<boolean>;
  /** For good; also one that was set aside. */
  delete(name: string): Promise<void>;
}

/** Headers go to one host alone, also after a redirect. Nothing gives their values out again. See docs/data.md. */
export interface HeadersDriver {
  /**
   * Replaces a host's headers. Rejects where it is the name of none, or a header cannot be sent.
   *
   * @param host as `example.org` or `example.org:8443`, which means https, or as an origin; its subdomains are other hosts
   */
  set(host: string, headers: Record<string, string>): Promise<void>;
  /** False if it had none. */
  remove(host: string): Promise<boolean>;
  clear(): Promise<void>;
  list(): Promise<HostHeaderNames[]>;
}

declare global {
  interface Window {
    playground?: PlaygroundDriver;
  }
}
