/** Brings what the engine cannot read itself, or not without keeping everybody waiting. */
export interface Supplier {
  /**
   * The rows of a file of another format as Arrow IPC streams, each complete.
   *
   * @param name tells the format, by its ending
   * @param part a sheet or table of it
   * @throws QueryError
   */
  read(name: string, data: Blob, part: string | undefined, signal: AbortSignal): AsyncIterable<Uint8Array>;

  /** Text as it was before it was packed. @throws QueryError */
  unpack(data: Blob): Promise<Blob>;

  /** What an address has. @throws QueryError `HTTP_ERROR` */
  fetch(address: string, signal: AbortSignal): Promise<Blob>;

  /** What an address has, to be read column by column; null where it is better fetched. @throws QueryError */
  openColumns(address: string, signal: AbortSignal): Promise<ColumnFile | null>;

  /** Fetches an extension of the engine's, which finds it there when it asks again. @throws QueryError within a few seconds */
  loadExtension(address: string, signal: AbortSignal): Promise<void>;

  readonly addresses: AskedAddresses;
}

/** A file that stays where it is, and of which columns are read by themselves. */
export interface ColumnFile {
  readonly sizeBytes: number;
  readonly rowCount: number;
  readonly columnCount: number;
  /** An Arrow stream without rows, with all columns under their own names. */
  readonly schema: Uint8Array;
  /** True once it turned out to be another file by now. */
  readonly hasChanged: boolean;
  /** How many rows are read where so many are wanted: more, as they come in groups. */
  rowsInGroups(rowCount: number): number;
  /**
   * The rows as Arrow IPC streams, each complete.
   *
   * @param wanted `columns` by their places, which are then called `c0`, `c1`, … by these; undefined: all, by their own names.
   *   `rowCount`: at least so many rows, from the first on
   * @throws QueryError
   */
  read(wanted: ColumnsWanted): AsyncIterable<Uint8Array>;
}

export interface ColumnsWanted {
  columns?: ReadonlySet<number>;
  rowCount?: number;
  signal?: AbortSignal;
}

/** What the engine has asked the network for, and was refused at once. */
export interface AskedAddresses {
  readonly all: Set<string>;
  /** From now on the engine is told that there is such a file, of so many bytes: it is registered under its address. */
  markRegistered(address: string, bytes: number): void;
}
