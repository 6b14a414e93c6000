import type { StoredDatabase } from '../../protocol/kept-database';

/** A file that is open for reading and writing at once: what an OPFS sync access handle offers. Offsets and sizes are in bytes. */
export interface FileAccess {
  getSize(): number;
  /** How many bytes were read. */
  read(buffer: Uint8Array, options: { at: number }): number;
  /** How many bytes were written. Throws where there is no more room. */
  write(buffer: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  /** Returns when what was written survives a loss of power. */
  flush(): void;
}

/** The files of a database that is kept, for as long as they are held. Nobody else can open them meanwhile. */
export interface DatabaseFiles {
  database: FileAccess;
  /** What was committed since the last checkpoint: the write-ahead log. */
  log: FileAccess;
  /** Lets go of them. */
  release(): void;
}

/** Who has files open, as other pages of the origin see it. */
export interface DatabaseOwner {
  /** Closes a database for somebody who asked for it. @throws QueryError where that cannot be now */
  release(name: string): Promise<void>;
  /** A copy of a database as it is now. @throws QueryError */
  copy(name: string): Promise<Blob>;
}

/** Where databases are kept. Names are in lower case. */
export interface DatabaseStore {
  list(): Promise<StoredDatabase[]>;
  /**
   * Opens the files of a name; they are empty where there were none.
   *
   * @param takesOver asks whoever has them open to let go
   * @throws QueryError `STORAGE_UNAVAILABLE`, `STORAGE_FULL`, `DATABASE_IN_USE`
   */
  open(name: string, takesOver: boolean): Promise<DatabaseFiles>;
  /** A copy of a database that another page has open. @throws QueryError `DATABASE_IN_USE` */
  borrow(name: string): Promise<File>;
  /** Renames the files of a database that nobody has open, and writes down why. @returns what the database's is called now */
  setAside(name: string, reason: string): Promise<string>;
  /** The files of a database that was set aside, as they are. */
  setAsideFiles(name: string): Promise<File[]>;
  /** Deletes the files of a database that nobody has open, or that was set aside. @throws QueryError `DATABASE_IN_USE` */
  remove(name: string): Promise<void>;
  /** Bytes that can still be written; infinite where that cannot be told. */
  room(): Promise<number>;
  /** From now on others who ask for what is open here are answered by `owner`. */
  serve(owner: DatabaseOwner): void;
}
