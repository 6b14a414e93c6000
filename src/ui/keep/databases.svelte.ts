import { QueryContext } from '../../client/query-context';
import type { SessionClient } from '../../client/session-client';
import { toPlaygroundError, type PlaygroundError } from '../../protocol/error';
import type { KeptDatabase, OpenMode } from '../../protocol/kept-database';
import { zip } from '../../results/archive/zip';
import { saveFile } from '../save-file';
import { exportDatabase, type ExportProgress } from './export-database';

/** Where the editor works, and where news are told. */
interface Place {
  readonly name: string;
  use(name?: string): void;
  tell(news?: { words: string; actions: readonly { label: string; act: () => void }[] }): void;
}

/** Bytes of what the browser keeps for this site; undefined where it does not say. */
export interface StorageUse {
  used: number;
  limit: number;
}

/** The databases that the browser keeps, as the page shows them. */
export class Databases {
  #all = $state.raw<readonly KeptDatabase[]>([]);
  #use = $state.raw<StorageUse>();
  #error = $state.raw<PlaygroundError>();
  #busy = $state('');
  #progress = $state.raw<ExportProgress>();
  #stop: AbortController | undefined;

  constructor(
    private readonly client: SessionClient,
    private readonly place: Place,
  ) {
    const { databases } = client;
    databases.onReleased = (name) => {
      this.#leave(name);
      this.place.tell({ words: `Another tab has taken over the database ${name}. It was closed here.`, actions: [] });
    };
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') databases.settle();
    });
  }

  /** Those that can be opened. */
  get all(): readonly KeptDatabase[] {
    return this.#all.filter(({ state }) => state !== 'set-aside');
  }

  get use(): StorageUse | undefined {
    return this.#use;
  }

  /** Why the last thing that was asked for could not be done. */
  get error(): PlaygroundError | undefined {
    return this.#error;
  }

  /** What is being done; empty while nothing is. */
  get busy(): string {
    return this.#busy;
  }

  /** Those that could not be read, and wait for somebody to save or delete them. */
  get setAside(): readonly KeptDatabase[] {
    return this.#all.filter(({ state }) => state === 'set-aside');
  }

  /** While a database is exported: which table is being written. */
  get progress(): ExportProgress | undefined {
    return this.#progress;
  }

  /** Looks at what there is. */
  look(): Promise<boolean> {
    return this.#doing('', () => Promise.resolve());
  }

  /** At the next visit: what was used last is opened again. */
  async reopen(name: string): Promise<void> {
    if (await this.enter(name)) return;
    const error = this.#error;
    const isElsewhere = error?.code === 'DATABASE_IN_USE';
    const open = (mode: OpenMode) => () => {
      this.place.tell();
      void this.enter(name, mode).then((isOpen) => {
        if (!isOpen) this.place.tell({ words: this.#error?.message ?? '', actions: [] });
      });
    };
    this.place.tell({
      words: [error?.message, error?.hint].filter(Boolean).join(' '),
      actions: isElsewhere
        ? [
            { label: 'Take over', act: open('take-over') },
            { label: 'Read a copy', act: open('read-along') },
          ]
        : [],
    });
  }

  /** Has the editor work in a kept database. False where it could not be opened, which `error` tells. */
  enter(name: string, mode: OpenMode = 'polite'): Promise<boolean> {
    return this.#doing(`Opening ${name}`, async () => {
      await this.client.databases.open(name, mode);
      this.place.use(name.toLowerCase());
    });
  }

  /** Has the editor work in memory. */
  leave(): void {
    this.place.use();
  }

  /** Keeps a new database, and has the editor work there. @param copies whether what is in memory goes along */
  keep(name: string, copies: boolean): Promise<boolean> {
    return this.#doing(`Making ${name}`, async () => {
      if (this.#all.length === 0) await navigator.storage.persist();
      await this.client.databases.open(name);
      if (copies) await this.#run(`COPY FROM DATABASE memory TO "${name.toLowerCase()}"`);
      this.place.use(name.toLowerCase());
    });
  }

  delete(name: string): Promise<boolean> {
    return this.#doing(`Deleting ${name}`, async () => {
      await this.client.databases.delete(name);
      this.#leave(name);
    });
  }

  download(name: string): Promise<boolean> {
    return this.#doing(`Copying ${name}`, async () => {
      saveFile(await this.client.databases.copy(name), `${name}.duckdb`);
    });
  }

  /** Saves a database as SQL and files. @param name its namespace @param label what it is called on the page */
  async export(name: string, label: string): Promise<void> {
    const stop = new AbortController();
    this.#stop = stop;
    const onProgress = (progress: ExportProgress): void => {
      this.#progress = progress;
    };
    await this.#doing(`Exporting ${label}`, async () => {
      saveFile(await exportDatabase(this.client, name, { signal: stop.signal, onProgress }), `${label}.zip`);
    });
    if (stop.signal.aborted) this.#error = undefined;
    this.#progress = undefined;
  }

  stopExport(): void {
    this.#stop?.abort();
  }

  /** Saves the files of a database that was set aside, as they are: in an archive where there are two. */
  downloadSetAside(name: string): Promise<boolean> {
    return this.#doing(`Copying ${name}`, async () => {
      const files = await this.client.databases.copySetAside(name);
      const [only] = files;
      if (only && files.length === 1) saveFile(only, only.name);
      else saveFile(await zip(files.map((data) => ({ name: data.name, data, isPacked: false }))), `${name}.zip`);
    });
  }

  #leave(name: string): void {
    if (this.place.name === name) this.leave();
  }

  async #run(sql: string): Promise<void> {
    const session = await this.client.ready();
    const { error } = await this.client.run(new QueryContext(session, sql, { role: 'admin', origin: 'editor' }));
    if (error) throw new Error(`The database is there, and what is in memory could not be copied: ${error.message}`);
  }

  async #doing(what: string, job: () => Promise<void>): Promise<boolean> {
    this.#busy = what;
    this.#error = undefined;
    try {
      await job();
    } catch (thrown) {
      this.#error = toPlaygroundError(thrown, 'FILE_ERROR');
    }
    await this.#refresh();
    this.#busy = '';
    return this.#error === undefined;
  }

  async #refresh(): Promise<void> {
    try {
      this.#all = await this.client.databases.list();
      const { usage, quota } = await navigator.storage.estimate();
      this.#use = usage === undefined || quota === undefined ? undefined : { used: usage, limit: quota };
    } catch (thrown) {
      this.#error ??= toPlaygroundError(thrown, 'STORAGE_UNAVAILABLE');
    }
  }
}
