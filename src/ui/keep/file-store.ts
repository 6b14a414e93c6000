import { queryError, type QueryError } from '../../protocol/error';

/** A file that the browser keeps, by the name that SQL reads it by. */
export interface StoredFile {
  id: string;
  name: string;
  sourceUrl: string | null;
  /** Milliseconds since the epoch. */
  keptAt: number;
}

const FOLDER = 'dabble-files';
/** Of what says that there is a file, and how it is called: without it, the file is forgotten. */
const CARD_ENDING = '.json';
const LOCK = 'dabble-files';
/** What is left for all else. */
const ROOM_BYTES = 1 << 20;

/**
 * Files in the origin's own file system (OPFS). A file that is forgotten may be read on by a page that has it: it goes when no page is
 * left that may.
 */
export class FileStore {
  #isShared = false;

  /** Has the files stay, as long as this page is there. What nobody needs goes before that. @returns whether nothing is left */
  async enter(): Promise<boolean> {
    if (this.#isShared) return false;
    this.#isShared = true;
    const { locks } = navigator as { locks?: LockManager };
    if (!locks) return false;
    const isEmpty = await locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? sweep() : false));
    await new Promise<void>((entered, failed) => {
      locks
        .request(LOCK, { mode: 'shared' }, () => {
          entered();
          // It ends with the page.
          return new Promise<never>(() => undefined);
        })
        .catch(failed);
    });
    return isEmpty;
  }

  /** In the order in which they were kept. */
  async list(): Promise<StoredFile[]> {
    const folder = await openFolder();
    const found: StoredFile[] = [];
    for await (const entry of folder.values()) {
      if (entry.kind !== 'file' || !entry.name.endsWith(CARD_ENDING)) continue;
      try {
        found.push(JSON.parse(await (await entry.getFile()).text()) as StoredFile);
      } catch {
        // Another page is just writing it, or has forgotten it.
      }
    }
    return found.sort((a, b) => a.keptAt - b.keptAt);
  }

  /** @throws QueryError `STORAGE_UNAVAILABLE`, `STORAGE_FULL` */
  async put(name: string, data: Blob, sourceUrl: string | null): Promise<StoredFile> {
    const folder = await openFolder();
    const { quota, usage } = await navigator.storage.estimate();
    if (quota !== undefined && usage !== undefined && data.size + ROOM_BYTES > quota - usage) throw full(name);
    const stored = { id: crypto.randomUUID(), name, sourceUrl, keptAt: Date.now() };
    try {
      await write(folder, stored.id, data);
      await writeCard(folder, stored);
    } catch (thrown) {
      await folder.removeEntry(stored.id).catch(() => undefined);
      throw isNamed(thrown, 'QuotaExceededError') ? full(name) : thrown;
    }
    return stored;
  }

  /** Undefined where its bytes are gone. */
  async read({ id }: StoredFile): Promise<File | undefined> {
    try {
      return await (await (await openFolder()).getFileHandle(id)).getFile();
    } catch (thrown) {
      if (isNamed(thrown, 'NotFoundError')) return undefined;
      throw thrown;
    }
  }

  /** Calls it otherwise, or has it kept again that was forgotten in this page. */
  async note(stored: StoredFile): Promise<void> {
    await writeCard(await openFolder(), stored);
  }

  async forget({ id }: StoredFile): Promise<void> {
    await (await openFolder()).removeEntry(`${id}${CARD_ENDING}`).catch((thrown: unknown) => {
      if (!isNamed(thrown, 'NotFoundError')) throw thrown;
    });
  }
}

/** Removes the bytes of files that were forgotten. @returns whether nothing is left */
async function sweep(): Promise<boolean> {
  const folder = await openFolder();
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  const cards = names.filter((name) => name.endsWith(CARD_ENDING));
  for (const name of names) {
    if (!cards.includes(name) && !cards.includes(`${name}${CARD_ENDING}`)) await folder.removeEntry(name);
  }
  return cards.length === 0;
}

async function openFolder(): Promise<FileSystemDirectoryHandle> {
  const { storage } = navigator as { storage?: StorageManager };
  if (!storage || !('getDirectory' in storage) || !('createWritable' in FileSystemFileHandle.prototype)) {
    throw unavailable('');
  }
  try {
    const root = await storage.getDirectory();
    return await root.getDirectoryHandle(FOLDER, { create: true });
  } catch (thrown) {
    throw unavailable(`: ${thrown instanceof Error ? thrown.message.replace(/\.$/, '') : String(thrown)}`);
  }
}

/** All of it or nothing: what is written takes the file's place when it is closed. */
async function write(folder: FileSystemDirectoryHandle, name: string, data: Blob): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  await data.stream().pipeTo(await file.createWritable());
}

function writeCard(folder: FileSystemDirectoryHandle, stored: StoredFile): Promise<void> {
  return write(folder, `${stored.id}${CARD_ENDING}`, new Blob([JSON.stringify(stored)]));
}

function unavailable(why: string): QueryError {
  const hint = 'Private windows, addresses without https, some settings for privacy and older browsers do not have it.';
  return queryError('STORAGE_UNAVAILABLE', `This browser gives the page no place to keep files in${why}.`, hint);
}

function full(name: string): QueryError {
  const hint = 'Stop keeping other files, delete a database, or other data of the site.';
  return queryError('STORAGE_FULL', `The browser has no room to keep ${name}.`, hint);
}

function isNamed(thrown: unknown, name: string): boolean {
  return thrown instanceof Error && thrown.name === name;
}
