import type { DatabaseReplies, DatabaseRequestMessage, KeptDatabase, OpenMode } from '../protocol/kept-database';
import type { SessionInfo } from '../protocol/session';
import type { Journal } from './journal';
import type { Unnumbered } from './requests';

/** The session's host, as far as kept databases go. */
interface DatabaseHost {
  /** The open session. @throws QueryError */
  ready(): Promise<SessionInfo>;
  /** @throws QueryError */
  request<T extends DatabaseRequestMessage['type']>(
    request: Unnumbered<Extract<DatabaseRequestMessage, { type: T }>>,
  ): Promise<DatabaseReplies[T]>;
}

/**
 * The databases that the browser keeps. One that is open is the database of the namespace of its name, also in a session that takes
 * the place of this one.
 */
export class SessionDatabases {
  /** Called when another tab has taken a database over. */
  onReleased: (name: string) => void = () => undefined;

  constructor(
    private readonly host: DatabaseHost,
    private readonly journal: Journal,
    /** What waits for a quiet moment is better done now. */
    readonly settle: () => void,
  ) {}

  /** @throws QueryError `STORAGE_UNAVAILABLE` */
  async list(): Promise<KeptDatabase[]> {
    await this.host.ready();
    return this.host.request<'list-databases'>({ type: 'list-databases' });
  }

  /**
   * Opens a database, and makes it where there is none of the name.
   *
   * @throws QueryError `INVALID_CONTEXT` for the name, `STORAGE_UNAVAILABLE`, `STORAGE_FULL`, `DATABASE_IN_USE`, `DATABASE_DAMAGED`
   */
  async open(name: string, mode: OpenMode = 'polite'): Promise<KeptDatabase> {
    await this.host.ready();
    const opened = await this.host.request<'keep-database'>({ type: 'keep-database', name, mode });
    // Once it is ours, it is had back by asking.
    this.journal.openDatabase(opened.name, mode === 'read-along' ? mode : 'polite');
    return opened;
  }

  /** Closes a database; it stays. False if it was not open. @throws QueryError while a transaction may be using it */
  async close(name: string): Promise<boolean> {
    await this.host.ready();
    const wasOpen = await this.host.request<'close-database'>({ type: 'close-database', name });
    this.journal.closeDatabase(name.toLowerCase());
    return wasOpen;
  }

  /** Deletes a database for good, open or not. @throws QueryError `DATABASE_IN_USE` */
  async delete(name: string): Promise<void> {
    await this.host.ready();
    await this.host.request<'delete-database'>({ type: 'delete-database', name });
    this.journal.closeDatabase(name.toLowerCase());
  }

  /** The database as a file, with all that is committed. @throws QueryError */
  async copy(name: string): Promise<Blob> {
    await this.host.ready();
    return this.host.request<'copy-database'>({ type: 'copy-database', name });
  }

  /** The files of a database that was set aside, as they are: itself, and its log where there is one. @throws QueryError */
  async copySetAside(name: string): Promise<File[]> {
    await this.host.ready();
    return this.host.request<'copy-set-aside'>({ type: 'copy-set-aside', name });
  }

  released(name: string): void {
    this.journal.closeDatabase(name);
    this.onReleased(name);
  }
}
