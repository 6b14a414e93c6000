import { queryError, type QueryError } from '../protocol/error';
import type { StoredDatabase } from '../protocol/kept-database';
import type { DatabaseFiles, DatabaseOwner, DatabaseStore } from '../session/kept/file-access';
import { DatabaseClaims } from './database-claims';

const FOLDER = 'dabble';
const ENDING = '.db';
const LOG_ENDING = '.db.wal';

/** After a reload, what held a file before can go on doing so for a moment: it is asked for again, so often and so long, in milliseconds. */
const RETRY_EVERY_MS = 50;
const RETRY_FOR_MS = 5000;

/** Databases in the origin's own file system (OPFS): `dabble/<name>.db`, and its log beside it. */
export class OpfsStore implements DatabaseStore {
  readonly #claims = new DatabaseClaims();

  async list(): Promise<StoredDatabase[]> {
    const folder = await openFolder();
    const sizes = new Map<string, number>();
    for await (const entry of folder.values()) {
      if (entry.kind !== 'file') continue;
      const name = nameOf(entry.name);
      if (name === undefined) continue;
      // One that goes away meanwhile has no size.
      const { size } = await entry.getFile().catch(() => ({ size: 0 }));
      sizes.set(name, (sizes.get(name) ?? 0) + size);
    }
    return [...sizes].map(([name, sizeBytes]) => ({ name, sizeBytes })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async open(name: string, takesOver: boolean): Promise<DatabaseFiles> {
    const folder = await openFolder();
    const letGo = await this.#claims.claim(name, takesOver);
    const held: SyncAccessHandle[] = [];
    const release = (): void => {
      for (const handle of held) handle.close();
      letGo();
    };
    try {
      for (const ending of [ENDING, LOG_ENDING]) held.push(await hold(folder, name, ending));
      const [database, log] = held;
      if (!database || !log) throw stillHeld(name);
      return { database, log, release };
    } catch (thrown) {
      release();
      throw thrown;
    }
  }

  async borrow(name: string): Promise<File> {
    return new File([await this.#claims.borrow(name)], `${name}${ENDING}`);
  }

  async setAside(name: string): Promise<string> {
    const folder = await openFolder();
    const day = new Date().toISOString().slice(0, 10);
    const taken = new Set<string>();
    for await (const other of folder.keys()) taken.add(other);
    let place = `${name}.damaged-${day}`;
    for (let i = 2; taken.has(`${place}${ENDING}`); i++) place = `${name}.damaged-${day}-${String(i)}`;
    for (const ending of [ENDING, LOG_ENDING]) {
      if (taken.has(`${name}${ending}`)) await rename(folder, `${name}${ending}`, `${place}${ending}`);
    }
    return `${place}${ENDING}`;
  }

  async remove(name: string): Promise<void> {
    const folder = await openFolder();
    const letGo = await this.#claims.claim(name, false);
    try {
      // The log first: without its database it would be taken for the next one's.
      for (const ending of [LOG_ENDING, ENDING]) {
        await retrying(name, () => folder.removeEntry(`${name}${ending}`)).catch((thrown: unknown) => {
          if (!isNamed(thrown, 'NotFoundError')) throw thrown;
        });
      }
    } finally {
      letGo();
    }
  }

  async room(): Promise<number> {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : quota - usage;
  }

  serve(owner: DatabaseOwner): void {
    this.#claims.serve(owner);
  }
}

async function openFolder(): Promise<FileSystemDirectoryHandle> {
  const { storage } = navigator as { storage?: StorageManager };
  const hint = 'Private windows, addresses without https and some settings for privacy do not have it.';
  const unavailable = (why: string): QueryError =>
    queryError('STORAGE_UNAVAILABLE', `This browser gives the page no place to keep databases in${why}.`, hint);
  if (!storage || !('getDirectory' in storage)) throw unavailable('');
  try {
    const root = await storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch (thrown) {
    throw unavailable(`: ${thrown instanceof Error ? thrown.message.replace(/\.$/, '') : String(thrown)}`);
  }
}

/** The database that a file belongs to; undefined for one that was set aside. */
function nameOf(file: string): string | undefined {
  const ending = [LOG_ENDING, ENDING].find((each) => file.endsWith(each));
  const name = ending && file.slice(0, -ending.length);
  return name?.includes('.') ? undefined : name;
}

function hold(folder: FileSystemDirectoryHandle, name: string, ending: string): Promise<SyncAccessHandle> {
  return retrying(name, async () => {
    const file = await folder.getFileHandle(`${name}${ending}`, { create: true });
    return file.createSyncAccessHandle();
  });
}

async function retrying<T>(name: string, attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + RETRY_FOR_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (thrown) {
      if (isNamed(thrown, 'QuotaExceededError')) {
        throw queryError('STORAGE_FULL', `The browser has no more room for the database ${name}.`);
      }
      if (!isNamed(thrown, 'NoModificationAllowedError') && !isNamed(thrown, 'InvalidStateError')) throw thrown;
      if (performance.now() > until) throw stillHeld(name);
      await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
    }
  }
}

async function rename(folder: FileSystemDirectoryHandle, from: string, to: string): Promise<void> {
  const file = await folder.getFileHandle(from);
  await retrying(from, () => file.move(to));
}

function stillHeld(name: string): QueryError {
  const message = `The browser still holds the database ${name} from before.`;
  return queryError('DATABASE_IN_USE', message, 'Try again in a moment, or close other tabs of this page.');
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof Error && thrown.name === name;
}
