import type { KeptFile } from '../../client/journal';
import type { SessionClient } from '../../client/session-client';
import { toPlaygroundError } from '../../protocol/error';
import type { Restored } from '../keep/file-keeper.svelte';
import type { KeptFiles } from '../kept-files.svelte';
import { saveFile } from '../save-file';
import { baseName } from './file-sql';
import type { Incoming } from './incoming';

/** What of the page has to do with them. */
interface ShelfPage {
  changed: () => void;
  /** A file is gone, or has come back. */
  gone: (name: string) => void;
  /** Adds files; asked where their names are taken. */
  ask: (files: readonly Incoming[]) => Promise<void>;
}

/** The files that are there, for who takes one away, gives it another name or saves it. */
export class FileShelf {
  #removed = $state.raw<KeptFile>();
  #news = $state('');
  /** Whether the file that was removed last was kept. */
  #wasKept = false;

  constructor(
    private readonly client: SessionClient,
    private readonly kept: KeptFiles,
    private readonly page: ShelfPage,
  ) {}

  /** The file that was removed last, as long as that can be undone. */
  get removed(): KeptFile | undefined {
    return this.#removed;
  }

  /** What has been done, for who does not see it. */
  get news(): string {
    return this.#news;
  }

  /** Whether files can be kept for the next visit. */
  get mayKeep(): boolean {
    return this.kept.isAllowed;
  }

  readonly isKept = (name: string): boolean => this.kept.isKept(name);

  /** Keeps a file for the next visit. False where another one of its name is kept. @throws Error in words that say what to do */
  async keep(name: string, replaces: boolean): Promise<boolean> {
    const keeper = await this.kept.load();
    const isKept = await keeper.keep(name, replaces).catch((thrown: unknown) => {
      const { message, hint } = toPlaygroundError(thrown, 'FILE_ERROR');
      throw new Error([message, hint].filter((part) => part !== undefined).join(' '));
    });
    if (!isKept) return false;
    this.#news = `${name} is kept in this browser.`;
    this.page.changed();
    return true;
  }

  /** It stays on the page. */
  async stopKeeping(name: string): Promise<void> {
    await (await this.kept.load()).stop(name);
    this.#news = `${name} is not kept any more.`;
    this.page.changed();
  }

  /** Tells what could not be brought back at the beginning of a visit. @throws Error about files that are gone */
  async welcome({ taken, gone }: Restored): Promise<void> {
    if (taken.length > 0) await this.page.ask(taken);
    if (gone.length > 0) throw new Error(`Kept files are gone from the browser's storage: ${gone.join(', ')}.`);
  }

  async remove(name: string): Promise<void> {
    const file = this.client.keptFile(name);
    this.#wasKept = this.isKept(name);
    if (this.#wasKept) await (await this.kept.load()).stop(name);
    await this.client.dropFile(name);
    this.#removed = file;
    this.#news = `Removed ${name}. It can be undone.`;
    this.page.gone(name);
  }

  async undoRemove(): Promise<void> {
    const file = this.#removed;
    if (!file) return;
    this.#removed = undefined;
    await this.client.addFile(file.name, file.data, file.sourceUrl);
    if (this.#wasKept) await this.keep(file.name, false);
    this.#news = `${file.name} is back.`;
    this.page.gone(file.name);
  }

  forgetRemoved(): void {
    this.#removed = undefined;
    this.#news = '';
  }

  /** True if there is a file of the name. */
  async has(name: string): Promise<boolean> {
    return (await this.client.files()).some((file) => file.name === name);
  }

  /** Under the new name first: whatever goes wrong, the file stays. @throws QueryError */
  async rename(name: string, to: string): Promise<void> {
    const kept = this.client.keptFile(name);
    if (!kept || name === to) return;
    const isKept = this.isKept(name);
    await this.client.addFile(to, kept.data, kept.sourceUrl);
    if (isKept) await (await this.kept.load()).rename(name, to);
    await this.client.dropFile(name);
    this.#removed = undefined;
    this.#news = `${name} is called ${to} now.`;
    this.page.gone(name);
  }

  /** Gives the browser the file to save. */
  save(name: string): void {
    const kept = this.client.keptFile(name);
    if (kept) saveFile(kept.data, baseName(name));
  }
}
