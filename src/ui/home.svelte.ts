import type { SessionClient } from '../client/session-client';
import type * as KeepParts from './keep/keep-parts';
import { keep, recall } from './kept';
import { mayKeep, type PageOptions } from './page-options';

/** What is in memory. */
const IN_MEMORY = 'main';

/** What is loaded when somebody wants to keep data. */
type Loaded = typeof KeepParts & { databases: KeepParts.Databases };

/** Something about kept databases that is not asked for, and what to do about it. */
export interface HomeNews {
  words: string;
  actions: readonly { label: string; act: () => void }[];
}

/** Where the editor works by itself: in memory, or in a database that the browser keeps. What that takes is loaded when it is wanted. */
export class Home {
  #name = $state(IN_MEMORY);
  #news = $state.raw<HomeNews>();
  #parts = $state.raw<Loaded>();
  #loading: Promise<Loaded> | undefined;

  constructor(
    private readonly client: SessionClient,
    private readonly page: PageOptions,
    private readonly changed: () => void,
  ) {
    const last = recall('database') ?? '';
    // An address that names a namespace means that one.
    if (last !== '' && this.mayChange) void this.load().then(({ databases }) => databases.reopen(last));
  }

  /** Whether there is a choice. */
  get mayChange(): boolean {
    return mayKeep(this.page) && this.page.namespace === undefined;
  }

  /** The namespace. */
  get name(): string {
    return this.#name;
  }

  get isInMemory(): boolean {
    return this.#name === IN_MEMORY;
  }

  get news(): HomeNews | undefined {
    return this.#news;
  }

  /** What has been loaded by now. */
  get parts(): Loaded | undefined {
    return this.#parts;
  }

  load(): Promise<Loaded> {
    this.#loading ??= import('./keep/keep-parts').then((parts) => {
      this.#parts = { ...parts, databases: new parts.Databases(this.client, this) };
      return this.#parts;
    });
    return this.#loading;
  }

  /** @param name of a database that is open; undefined for what is in memory */
  use(name: string = IN_MEMORY): void {
    this.#name = name;
    keep('database', this.isInMemory ? '' : name);
    this.changed();
  }

  tell(news?: HomeNews): void {
    this.#news = news;
  }
}
