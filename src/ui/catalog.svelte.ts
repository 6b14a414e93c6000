import type { SessionClient } from '../client/session-client';
import { formatBytes, formatCount } from './amounts';
import { lookUp, type Found } from './catalog-lookup';
import type { KeptFiles } from './kept-files.svelte';
import { visibleRows, type CatalogNode, type CatalogRow } from './catalog-tree';
import { samples } from './samples';
import { quoteText } from '../results/sql-text';
import { whenQuiet } from './when-quiet';

const sampleNodes = samples.map(({ name, description, rows, bytes }): CatalogNode => ({
  id: `sample:${name}`,
  kind: 'file',
  label: name,
  detail: formatBytes(bytes),
  description: `${description}; ${formatCount(rows)} rows`,
  insert: quoteText(name),
  subject: { kind: 'sample', name },
}));

/** What can be queried: asked anew after each query that ended. */
export class Catalog {
  #found = $state.raw<Found>({ namespaces: [], systemViews: [], files: [] });
  #open = $state.raw<readonly string[]>(['namespace:main', 'files', 'samples', 'system']);
  #home = 'namespace:main';
  readonly #nodes = $derived<readonly CatalogNode[]>([
    ...this.#found.namespaces,
    ...(this.#found.files.length > 0
      ? [{ id: 'files', kind: 'group', label: 'Files', children: this.#found.files } as const]
      : []),
    { id: 'samples', kind: 'group', label: 'Sample data', children: sampleNodes },
    { id: 'system', kind: 'group', label: 'System views', detail: 'sys', children: this.#found.systemViews },
  ]);
  readonly #rows = $derived(visibleRows(this.#nodes, (id) => this.#open.includes(id)));

  /** Asks anew. */
  readonly refresh: () => void;

  /** @param namespace where the editor works: names from there need no more than themselves. */
  constructor(client: SessionClient, namespace: () => string, kept: Pick<KeptFiles, 'isKept'>) {
    const { request } = whenQuiet(client, async () => {
      const home = namespace();
      this.#found = await lookUp(client, home, kept);
      this.#openFirst(`namespace:${home}`);
    });
    this.refresh = request;
  }

  get rows(): readonly CatalogRow[] {
    return this.#rows;
  }

  toggle(id: string, isOpen: boolean): void {
    const others = this.#open.filter((each) => each !== id);
    this.#open = isOpen ? [...others, id] : others;
  }

  /** Once: who closes it finds it closed. */
  #openFirst(id: string): void {
    if (this.#home === id) return;
    this.#home = id;
    this.toggle(id, true);
  }
}
