import type { SessionClient } from '../client/session-client';
import { formatBytes, formatCount } from './amounts';
import { lookUp, type Found } from './catalog-lookup';
import { visibleRows, type CatalogNode, type CatalogRow } from './catalog-tree';
import { samples } from './samples';
import { quoteText } from '../results/sql-text';

/** How long the session has to be quiet before the catalog asks it, in milliseconds. A script's queries come in rows. */
const QUIET_MS = 80;

const sampleNodes = samples.map(({ name, description, rows, bytes }): CatalogNode => ({
  id: `sample:${name}`,
  kind: 'file',
  label: name,
  detail: formatBytes(bytes),
  description: `${description}; ${formatCount(rows)} rows`,
  insert: quoteText(name),
}));

/** What can be queried: asked anew after each query that ended. */
export class Catalog {
  #found = $state.raw<Found>({ namespaces: [], systemViews: [] });
  #open = $state.raw<readonly string[]>(['namespace:main', 'samples', 'system']);
  readonly #nodes = $derived<readonly CatalogNode[]>([
    ...this.#found.namespaces,
    { id: 'samples', kind: 'group', label: 'Sample data', children: sampleNodes },
    { id: 'system', kind: 'group', label: 'System views', detail: 'sys', children: this.#found.systemViews },
  ]);
  readonly #rows = $derived(visibleRows(this.#nodes, (id) => this.#open.includes(id)));
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: SessionClient) {
    client.subscribe(({ state }) => {
      clearTimeout(this.#timer);
      if (state !== 'ready') return;
      this.#timer = setTimeout(() => {
        void this.#refresh();
      }, QUIET_MS);
    });
  }

  get rows(): readonly CatalogRow[] {
    return this.#rows;
  }

  toggle(id: string, isOpen: boolean): void {
    const others = this.#open.filter((each) => each !== id);
    this.#open = isOpen ? [...others, id] : others;
  }

  async #refresh(): Promise<void> {
    try {
      this.#found = await lookUp(this.client);
    } catch (thrown) {
      // A transaction that has failed answers nothing. What was there stays until there is something better.
      console.warn('The catalog could not be read:', thrown);
    }
  }
}
