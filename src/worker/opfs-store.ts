import { queryError, type QueryError } from '../protocol/error';
import type { SetAside, StoredDatabase } from '../protocol/kept-database';
import type { DatabaseFiles, DatabaseOwner, DatabaseStore } from '../session/kept/file-access';
import { DatabaseClaims } from './database-claims';

const FOLDER = 'dabble';
const ENDING = '.db';
const LOG_ENDING = '.db.wal';
/** Beside what was set aside: when, and why. */
const NOTE_ENDING = '.json';
const SET_ASIDE = '.damaged-';

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
    const names = [...sizes.keys()].sort();
    return Promise.all(
      names.map(async (name): Promise<StoredDatabase> => {
        const stored = { name, sizeBytes: sizes.get(name) ?? 0 };
        return isSetAside(name) ? { ...stored, setAside: await noteOf(folder, name) } : stored;
      }),
    );
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

  async setAside(name: string, reason: string): Promise<string> {
    const folder = await openFolder();
    const day = new Date().toISOString().slice(0, 10);
    const taken = new Set<string>();
    for await (const other of folder.keys()) taken.add(other);
    let place = `${name}${SET_ASIDE}${day}`;
    for (let i = 2; taken.has(`${place}${ENDING}`); i++) place = `${name}${SET_ASIDE}${day}-${String(i)}`;
    for (const ending of [ENDING, LOG_ENDING]) {
      if (taken.has(`${name}${ending}`)) await rename(folder, `${name}${ending}`, `${place}${ending}`);
    }
    // It is out of the way, also where there is no room for a word on it.
    await writeNote(folder, place, { at: Date.now(), reason }).catch(() => undefined);
    return `${place}${ENDING}`;
  }

  async setAsideFiles(name: string): Promise<File[]> {
    if (!isSetAside(name)) return [];
    const folder = await openFolder();
    const found = await Promise.all([ENDING, LOG_ENDING].map((ending) => fileOf(folder, `${name}${ending}`)));
    // A log that is empty says nothing.
    return found.filter((file): file is File => file !== undefined && file.size > 0);
  }

  async remove(name: string): Promise<void> {
    const folder = await openFolder();
    const letGo = await this.#claims.claim(name, false);
    try {
      // The log first: without its database it would be taken for the next one's.
      for (const ending of [LOG_ENDING, ENDING, ...(isSetAside(name) ? [NOTE_ENDING] : [])]) {
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

/** The database that a file belongs to. */
function nameOf(file: string): string | undefined {
  const ending = [LOG_ENDING, ENDING].find((each) => file.endsWith(each));
  const name = ending && file.slice(0, -ending.length);
  return name === undefined || (name.includes('.') && !isSetAside(name)) ? undefined : name;
}

/** No other name has a point. */
function isSetAside(name: string): boolean {
  return name.includes(SET_ASIDE);
}

async function fileOf(folder: FileSystemDirectoryHandle, name: string): Promise<File | undefined> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (thrown) {
    if (isNamed(thrown, 'NotFoundError')) return undefined;
    throw thrown;
  }
}

async function writeNote(folder: FileSystemDirectoryHandle, name: string, note: SetAside): Promise<void> {
  const file = await folder.getFileHandle(`${name}${NOTE_ENDING}`, { create: true });
  const handle = await file.createSyncAccessHandle();
  try {
    handle.write(new TextEncoder().encode(JSON.stringify(note)), { at: 0 });
    handle.flush();
  } finally {
    handle.close();
  }
}

async function noteOf(folder: FileSystemDirectoryHandle, name: string): Promise<SetAside> {
  try {
    const text = await (await fileOf(folder, `${name}${NOTE_ENDING}`))?.text();
    return JSON.parse(text ?? '') as SetAside;
  } catch {
    // Set aside by an earlier release, or without room: its name has the day.
    const day = /\d{4}-\d\d-\d\d/.exec(name.slice(name.indexOf(SET_ASIDE)))?.[0] ?? '';
    return { at: Date.parse(day) || 0, reason: null };
  }
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
