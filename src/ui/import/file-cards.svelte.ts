import type { SessionClient } from '../../client/session-client';
import type { FileInfo } from '../../protocol/session';
import { FileCard } from './file-card.svelte';

/** The most files that are shown one by one. */
const MOST_CARDS = 20;

/** So many files are shown with their rows at once. */
const MOST_OPEN = 2;

/** The files that are shown: those of the last batch, and those that were looked at since. */
export class FileCards {
  #all = $state.raw<readonly FileCard[]>([]);
  #unshown = $state(0);

  constructor(private readonly client: SessionClient) {}

  get all(): readonly FileCard[] {
    return this.#all;
  }

  /** How many files of the last batch have no card. */
  get unshown(): number {
    return this.#unshown;
  }

  /** Shows a batch in place of all. Resolves when their first rows are there. */
  async show(files: readonly FileInfo[]): Promise<void> {
    const cards = files.slice(0, MOST_CARDS).map((file) => new FileCard(file, files.length <= MOST_OPEN));
    this.#all = cards;
    this.#unshown = files.length - cards.length;
    for (const card of cards) await card.read(this.client);
  }

  /** Shows a file before the others. */
  async preview(file: FileInfo): Promise<void> {
    const card = new FileCard(file, true);
    this.#all = [card, ...this.#all.filter((each) => each.file.name !== file.name)].slice(0, MOST_CARDS);
    await card.read(this.client);
  }

  close(name: string): void {
    this.#all = this.#all.filter(({ file }) => file.name !== name);
  }

  clear(): void {
    this.#all = [];
    this.#unshown = 0;
  }
}
