import type { Component } from 'svelte';
import type { SessionClient } from '../client/session-client';
import type { CatalogSubject } from './catalog-tree';
import type { Bench } from './import/bench';
import type { ImportDesk } from './import/import-desk.svelte';
import type { SampleShelf } from './samples';

/** What is opened on a node of the catalog. */
interface CatalogMenuProps {
  desk: ImportDesk;
  subject: CatalogSubject;
  anchor: HTMLElement;
  onclose: () => void;
  onchoose: (work: (desk: ImportDesk) => void | Promise<void>) => void;
  /** For who does not see what was done. */
  onsay: (words: string) => void;
}

/** The desk that takes data in, and what shows it. */
interface OpenDesk {
  desk: ImportDesk;
  View: Component<{ desk: ImportDesk; isCompact: boolean }>;
  /** Of a node of the catalog. */
  Menu: Component<CatalogMenuProps>;
}

/** Where data comes in. What that takes is loaded when somebody brings some. */
export class Intake {
  #open = $state.raw<OpenDesk>();
  #problem = $state('');
  #opening: Promise<OpenDesk> | undefined;

  constructor(
    private readonly client: SessionClient,
    private readonly samples: SampleShelf,
    private readonly bench: Bench,
  ) {}

  /** Undefined until somebody brings something. */
  get open(): OpenDesk | undefined {
    return this.#open;
  }

  /** Why it could not be loaded. */
  get problem(): string {
    return this.#problem;
  }

  /** Does something at the desk, as soon as it is there. Never rejects: the page says what went wrong. */
  async use(work: (desk: ImportDesk) => void | Promise<void>): Promise<void> {
    this.#opening ??= this.#load();
    try {
      this.#open = await this.#opening;
      this.#problem = '';
    } catch {
      this.#opening = undefined;
      this.#problem =
        'A part of the page that takes data in could not be loaded. Check the connection, then try again.';
      return;
    }
    await this.#open.desk.attempt(work);
  }

  /** Fetches a file and adds it. The page shows how it goes. */
  addFromUrl(url: string): Promise<void> {
    return this.use((desk) => desk.addFromUrl(url));
  }

  async #load(): Promise<OpenDesk> {
    const { CatalogMenu, ImportDesk, ImportView } = await import('./import/parts');
    return {
      desk: new ImportDesk(this.client, this.samples, this.bench),
      View: ImportView,
      Menu: CatalogMenu,
    };
  }
}
