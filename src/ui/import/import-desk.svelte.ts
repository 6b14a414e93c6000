import { tick } from 'svelte';
import { QueryContext } from '../../client/query-context';
import type { SessionClient } from '../../client/session-client';
import type { FileInfo } from '../../protocol/session';
import { countOf, formatBytes } from '../amounts';
import type { Clipboard } from '../clipboard';
import type { Dropped } from '../dropped';
import type { FetchProgress } from '../fetch-data';
import type { SampleShelf } from '../samples';
import { addFiles } from './add-files';
import { opened } from './archives';
import type { Bench } from './bench';
import type { DeskDialog, DuplicateChoice } from './desk-dialog';
import { filesIn } from './dropped-folders';
import type { FileCard } from './file-card.svelte';
import { FileCards } from './file-cards.svelte';
import { fetchWork, type Work } from './fetch-work';
import { FileShelf } from './file-shelf.svelte';
import { fromAddress } from './from-address';
import { rowsOfTable } from './html-table';
import { incoming, sift, type Batch, type Incoming } from './incoming';
import { messageOf } from './message-of';
import { pastedTable, pastedText } from './pasted';
import { Saving } from './saving.svelte';
import { ScriptOffer } from './script-offer.svelte';

/** Takes files in from wherever they come, and shows what came. */
export class ImportDesk {
  readonly shelf: FileShelf;
  readonly saving: Saving;
  readonly offer: ScriptOffer;
  #dialog = $state.raw<DeskDialog>();
  readonly #cards: FileCards;
  #problems = $state.raw<readonly string[]>([]);
  #notes = $state.raw<readonly string[]>([]);
  #work = $state.raw<Work>();
  #news = $state('');
  /** One after the other: each asks what is there. */
  #turn = Promise.resolve();

  constructor(
    readonly client: SessionClient,
    readonly samples: SampleShelf,
    readonly bench: Bench,
  ) {
    this.#cards = new FileCards(client);
    this.shelf = new FileShelf(client, bench.kept, {
      changed: bench.refresh,
      gone: (name) => {
        samples.forget(name);
        bench.refresh();
        this.close(name);
      },
      ask: (files) => this.add({ files, notes: [] }),
    });
    this.saving = new Saving(client, samples, bench);
    this.offer = new ScriptOffer(bench);
  }

  get dialog(): DeskDialog | undefined {
    return this.#dialog;
  }

  /** The files of the last batch, and those that were looked at since. */
  get cards(): readonly FileCard[] {
    return this.#cards.all;
  }

  /** How many files of the last batch have no card. */
  get unshown(): number {
    return this.#cards.unshown;
  }

  /** Why some could not be taken, a sentence each. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** What was left out knowingly, a sentence each. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  get work(): Work | undefined {
    return this.#work;
  }

  /** For who does not see the cards. */
  get news(): string {
    return this.shelf.news === '' ? this.#news : this.shelf.news;
  }

  show(dialog: DeskDialog): void {
    this.closeDialog();
    this.#dialog = dialog;
  }

  /** Whatever is asked is not answered. */
  closeDialog(): void {
    const closed = this.#dialog;
    this.#dialog = undefined;
    if (closed?.kind === 'duplicates') closed.answer('cancel');
  }

  async addDropped(dropped: readonly Dropped[]): Promise<void> {
    await this.add(sift(await filesIn(dropped)));
  }

  async addChosen(files: readonly File[]): Promise<void> {
    await this.add(sift(files.map(incoming)));
  }

  /** Takes what was pasted onto the page, if it is data. */
  async paste({ files, text, html }: Clipboard): Promise<void> {
    // Spreadsheets give a picture of the cells besides.
    const table = pastedTable(text, rowsOfTable(html));
    if (table) return this.#addFree(table.name, table.text);
    if (files.length > 0) return this.addChosen(files);
    this.#notes = ['What was pasted is no table. Text of any kind can be pasted in the dialog “Add data”.'];
    this.#news = this.#notes.join(' ');
  }

  /** Takes text that somebody says is data. */
  async addText(text: string): Promise<void> {
    const table = pastedText(text);
    await this.#addFree(table.name, table.text);
  }

  async #addFree(name: string, text: string): Promise<void> {
    await this.add({ files: [{ name, data: new Blob([text]) }], notes: [] }, 'keep');
  }

  /** Fetches a file and adds it; the page shows how it goes. */
  async addFromUrl(url: string): Promise<void> {
    const stop = new AbortController();
    const onprogress = (progress: FetchProgress): void => {
      this.#work = fetchWork(progress, () => {
        stop.abort();
      });
    };
    this.#begin();
    try {
      const found = await fromAddress(this.client, url, onprogress, stop.signal);
      this.#work = undefined;
      if ('data' in found) {
        await this.add({ files: [{ ...found, sourceUrl: url }], notes: [] });
        return;
      }
      this.#show([found]);
      this.bench.refresh();
    } catch (thrown) {
      this.#work = undefined;
      if (!stop.signal.aborted) this.#problems = [messageOf(thrown)];
    }
  }

  /** Does something here. Never rejects: the page says what went wrong. */
  async attempt(work: (desk: ImportDesk) => void | Promise<void>): Promise<void> {
    try {
      await work(this);
    } catch (thrown) {
      this.#problems = [messageOf(thrown)];
    }
  }

  /** @param choice what is done about names that are taken; asked if not given */
  add(batch: Batch, choice?: DuplicateChoice): Promise<void> {
    this.#turn = this.#turn
      .then(() => this.#add(batch, choice))
      .catch((thrown: unknown) => {
        this.#work = undefined;
        this.#problems = [messageOf(thrown)];
      });
    return this.#turn;
  }

  async #add({ files: brought, notes }: Batch, given: DuplicateChoice | undefined): Promise<void> {
    this.#begin();
    this.#notes = notes;
    const {
      files,
      script,
      problems: unopened,
    } = await opened(brought, (name) => {
      this.#work = { words: `Opening ${name}`, share: undefined };
    });
    const taken = (await this.client.files()).map(({ name }) => name);
    const clashes = files.filter(({ name }) => taken.includes(name));
    const choice = given ?? (clashes.length === 0 ? 'keep' : await this.#ask(clashes, taken));
    const { added, problems } = await addFiles(this.client, files, { taken, choice }, (name, share) => {
      if (files.length > 1) this.#work = { words: `Adding ${name}`, share };
    });
    this.#work = undefined;
    this.#problems = [...unopened, ...problems];
    // In their order, if all could be added.
    this.offer.make(script, added.length < files.length || added.some(({ name }, i) => name !== files[i]?.name));
    this.#show(added);
    this.bench.refresh();
  }

  #begin(): void {
    this.closeDialog();
    this.#problems = [];
    this.#notes = [];
    this.offer.dismiss();
    this.shelf.forgetRemoved();
  }

  #ask(clashes: readonly Incoming[], taken: readonly string[]): Promise<DuplicateChoice> {
    return new Promise((resolve) => {
      const answer = (choice: DuplicateChoice): void => {
        this.#dialog = undefined;
        resolve(choice);
      };
      this.#dialog = { kind: 'duplicates', names: clashes.map(({ name }) => name), taken, answer };
    });
  }

  #show(added: readonly FileInfo[]): void {
    if (added.length === 0) return;
    const [first] = added;
    const bytes = formatBytes(added.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
    void this.#say(
      first && added.length === 1
        ? `${first.name} is here, ${bytes}.`
        : `${countOf(added.length, 'file')} are here, ${bytes}.`,
    );
    void this.#cards.show(added);
  }

  /** The same words again are news, too. */
  async #say(words: string): Promise<void> {
    this.#news = '';
    await tick();
    this.#news = words;
  }

  /** Shows the card of a file again. Brings it, if it is a sample. */
  async preview(name: string): Promise<void> {
    await this.samples.deliverFor(`'${name}'`);
    const file = (await this.client.files()).find((each) => each.name === name);
    if (file) await this.#cards.preview(file);
  }

  /** Keeps a file for the next visit; asked where another one of its name is kept. */
  async keep(name: string): Promise<void> {
    if (!(await this.shelf.keep(name, false))) this.show({ kind: 'keep', name });
  }

  /** Puts a file's card away. */
  close(name: string): void {
    this.#cards.close(name);
  }

  /** Writes a statement into the editor, which cannot take the focus before the dialog is gone. */
  async write(sql: string): Promise<void> {
    this.closeDialog();
    await tick();
    this.bench.append(sql);
  }

  /** Runs a statement of the visitor's beside the editor. Gives why it failed, or nothing. */
  async runAside(sql: string): Promise<string> {
    const { namespace, role } = this.bench;
    try {
      const session = await this.client.ready();
      const { error } = await this.client.run(new QueryContext(session, sql, { namespace, role, origin: 'editor' }));
      return error?.message ?? '';
    } catch (thrown) {
      return messageOf(thrown);
    }
  }

  /** Puts everything away that is shown. */
  dismiss(): void {
    this.#cards.clear();
    this.dismissNews();
  }

  /** Puts away what was said, and leaves the files. */
  dismissNews(): void {
    this.#problems = [];
    this.#notes = [];
    this.shelf.forgetRemoved();
  }
}
