/**
 * Formats that the engine reads only by extensions, or not at all: brought into Arrow, which it takes. Nothing here knows the
 * engine or a page: bytes in, Arrow out.
 */
export type OwnFormat = 'parquet' | 'json' | 'ndjson' | 'arrow' | 'xlsx' | 'sqlite';

export interface ReadOptions {
  /** A sheet's or a table's name, where a file has several: the first by default. */
  part?: string;
  /** No more rows than these: for a first look. */
  rowLimit?: number;
  signal?: AbortSignal;
}

/** A reader of one format. */
export interface Reader {
  /**
   * The rows of a file, in order.
   *
   * @returns Arrow IPC streams, each complete (schema, one or more record batches, end of stream) and of the same schema, of some ten
   *   thousand to hundred thousand rows each; a file without rows gives one with an empty batch. At least one column.
   * @throws QueryError `FILE_ERROR` that says what is wrong with the file, and what to do
   */
  read(file: Blob, options: ReadOptions): AsyncIterable<Uint8Array>;

  /** Names of its sheets or tables, for formats that have them; otherwise none. @throws QueryError `FILE_ERROR` */
  parts(file: Blob): Promise<string[]>;
}
