import type { SessionClient } from '../../client/session-client';
import { keep } from '../kept';
import { FileStore, type StoredFile } from './file-store';

/** A kept file, and what of the page's files it is. */
interface Held {
  stored: StoredFile;
  data: Blob;
}

/** The page, as far as it is told of files that come. */
export interface Host {
  refresh: () => void;
  readonly intake: { use: (work: (desk: { shelf: Shelf }) => Promise<void>) => Promise<void> };
}

interface Shelf {
  welcome: (restored: Restored) => Promise<void>;
}

/** What of the kept files could not be brought back at the beginning of a visit. */
export interface Restored {
  /** Files of other content had their names by then. */
  taken: readonly { name: string; data: Blob; sourceUrl?: string }[];
  /** Names of those that are gone. */
  gone: readonly string[];
}

/** The files that the browser keeps for the next visit. */
export class FileKeeper {
  #held = $state.raw<readonly Held[]>([]);
  readonly #store = new FileStore();

  constructor(private readonly client: SessionClient) {
    // Another tab keeps a file, or stops to.
    addEventListener('storage', ({ key }) => {
      if (key === 'dabble.files') void this.#forgetGone().catch(() => undefined);
    });
  }

  /** True where the file that is there under the name is the one that is kept. */
  isKept(name: string): boolean {
    const held = this.#heldAs(name);
    return held !== undefined && this.client.keptFile(name)?.data === held.data;
  }

  /** Brings the files of earlier visits. What has a name by then keeps it. @throws QueryError `STORAGE_UNAVAILABLE` */
  async restore({ refresh, intake }: Host): Promise<void> {
    const isEmpty = await this.#store.enter();
    const stored = await this.#store.list();
    const present = (await this.client.files()).map(({ name }) => name);
    const taken: { name: string; data: Blob; sourceUrl?: string }[] = [];
    const gone: string[] = [];
    const held: Held[] = [];
    // Of one name there are two where two tabs kept one at the same time: the later one it is.
    for (const [i, each] of stored.entries()) {
      const { name, sourceUrl } = each;
      if (stored.slice(i + 1).some((later) => later.name === name)) {
        await this.#store.forget(each);
        continue;
      }
      const data = await this.#store.read(each);
      if (!data) {
        await this.#store.forget(each);
        gone.push(name);
        continue;
      }
      held.push({ stored: each, data });
      if (present.includes(name)) taken.push({ name, data, ...(sourceUrl === null ? {} : { sourceUrl }) });
      else await this.client.addFile(name, data, sourceUrl);
    }
    this.#held = held;
    // The next visit need not look.
    if (isEmpty) keep('files', '');
    refresh();
    if (taken.length + gone.length > 0) void intake.use(({ shelf }) => shelf.welcome({ taken, gone }));
  }

  /**
   * Keeps a file of the page. False where another one of its name is kept, which is replaced only if that is wished.
   *
   * @throws QueryError `STORAGE_UNAVAILABLE`, `STORAGE_FULL`
   */
  async keep(name: string, replaces: boolean): Promise<boolean> {
    const file = this.client.keptFile(name);
    if (!file || this.isKept(name)) return true;
    await this.#store.enter();
    const others = (await this.#store.list()).filter((stored) => stored.name === name);
    if (others.length > 0 && !replaces) return false;
    // Browsers that ask do it once; a refusal only means that the site's data may be cleared.
    await navigator.storage.persist().catch(() => false);
    const stored = await this.#store.put(name, file.data, file.sourceUrl);
    for (const other of others) await this.#store.forget(other);
    this.#set(name, { stored, data: file.data });
    return true;
  }

  /** The file stays on the page. */
  async stop(name: string): Promise<void> {
    const held = this.#heldAs(name);
    if (!held) return;
    await this.#store.forget(held.stored);
    this.#set(name, undefined);
  }

  /** It has another name on the page now. */
  async rename(name: string, to: string): Promise<void> {
    const held = this.#heldAs(name);
    if (!held) return;
    const stored = { ...held.stored, name: to };
    const replaced = (await this.#store.list()).filter((other) => other.name === to && other.id !== stored.id);
    await this.#store.note(stored);
    for (const other of replaced) await this.#store.forget(other);
    this.#set(name, undefined);
    this.#set(to, { stored, data: held.data });
  }

  #heldAs(name: string): Held | undefined {
    return this.#held.findLast(({ stored }) => stored.name === name);
  }

  #set(name: string, held: Held | undefined): void {
    const others = this.#held.filter(({ stored }) => stored.name !== name);
    this.#held = held ? [...others, held] : others;
    // Other tabs learn of it, and the next visit looks: also after the last one, whose bytes go then.
    keep('files', crypto.randomUUID());
  }

  async #forgetGone(): Promise<void> {
    const ids = (await this.#store.list()).map(({ id }) => id);
    this.#held = this.#held.filter(({ stored }) => ids.includes(stored.id));
  }
}
