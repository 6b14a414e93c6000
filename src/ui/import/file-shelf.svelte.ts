import type { KeptFile } from '../../client/journal';
import type { SessionClient } from '../../client/session-client';
import { saveFile } from '../save-file';
import { baseName } from './file-sql';

/** The files that are there, for who takes one away, gives it another name or saves it. */
export class FileShelf {
  #removed = $state.raw<KeptFile>();
  #news = $state('');

  constructor(
    private readonly client: SessionClient,
    /** A file is gone, or has come back. */
    private readonly onChange: (name: string) => void,
  ) {}

  /** The file that was removed last, as long as that can be undone. */
  get removed(): KeptFile | undefined {
    return this.#removed;
  }

  /** What has been done, for who does not see it. */
  get news(): string {
    return this.#news;
  }

  async remove(name: string): Promise<void> {
    const kept = this.client.keptFile(name);
    await this.client.dropFile(name);
    this.#removed = kept;
    this.#news = `Removed ${name}. It can be undone.`;
    this.onChange(name);
  }

  async undoRemove(): Promise<void> {
    const file = this.#removed;
    if (!file) return;
    this.#removed = undefined;
    await this.client.addFile(file.name, file.data, file.sourceUrl);
    this.#news = `${file.name} is back.`;
    this.onChange(file.name);
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
    await this.client.addFile(to, kept.data, kept.sourceUrl);
    await this.client.dropFile(name);
    this.#removed = undefined;
    this.#news = `${name} is called ${to} now.`;
    this.onChange(name);
  }

  /** Gives the browser the file to save. */
  save(name: string): void {
    const kept = this.client.keptFile(name);
    if (kept) saveFile(kept.data, baseName(name));
  }
}
