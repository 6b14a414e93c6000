/** Databases that the browser keeps, and the messages about them: part of those in `message.ts`. */

/** A database that the browser keeps, by its name and what it takes up. */
export interface StoredDatabase {
  /** In lower case: names differ by more than case. */
  name: string;
  /** With what waits to be moved into it. */
  sizeBytes: number;
  /** Given for one that could not be read and was put out of the way, as it is; its name is `<name>.damaged-<date>`. */
  setAside?: SetAside;
}

export interface SetAside {
  /** Milliseconds since the epoch. */
  at: number;
  /** Why it could not be read; null where that was not written down. */
  reason: string | null;
}

/** A kept database as the session sees it. */
export interface KeptDatabase extends StoredDatabase {
  /**
   * `open`: it is the database of the namespace of its name; `read-only`: a copy of what another tab has open is; `set-aside`: it
   * cannot be opened.
   */
  state: 'closed' | 'open' | 'read-only' | 'set-aside';
}

/** How to open a database that another tab may have open: not then, by taking it over, or as a copy that can only be read. */
export type OpenMode = 'polite' | 'take-over' | 'read-along';

export interface ListDatabasesMessage {
  type: 'list-databases';
  id: number;
}

/** Opens a kept database, and makes it where there is none: from then on the namespace of its name works on it. */
export interface KeepDatabaseMessage {
  type: 'keep-database';
  id: number;
  name: string;
  mode: OpenMode;
}

/** What is asked of a kept database by its name. */
interface NamedDatabaseMessage<Type extends string> {
  type: Type;
  id: number;
  name: string;
}

export type DatabaseRequestMessage =
  | ListDatabasesMessage
  | KeepDatabaseMessage
  | NamedDatabaseMessage<'close-database'>
  /** For good, open or not. */
  | NamedDatabaseMessage<'delete-database'>
  | NamedDatabaseMessage<'copy-database'>
  /** For one that was set aside. */
  | NamedDatabaseMessage<'copy-set-aside'>;

/** What each of them is answered with. */
export interface DatabaseReplies {
  'list-databases': KeptDatabase[];
  'keep-database': KeptDatabase;
  /** False if it was not open. */
  'close-database': boolean;
  'delete-database': null;
  /** The database as a file. */
  'copy-database': Blob;
  /** Its files as they are: the database, and its log where there is one. */
  'copy-set-aside': File[];
}

/** The page may be gone soon: what waits for a quiet moment is better done now. Not answered. */
export interface SettleMessage {
  type: 'settle';
}

/** A kept database was closed, because another page has asked for it. */
export interface DatabaseReleasedMessage {
  type: 'database-released';
  name: string;
}
