import type { SessionClient } from '../../client/session-client';
import type {
  CatalogSnapshot,
  ColumnInfo,
  ColumnProfile,
  EngineVocabulary,
  Knowledge,
  Problem,
  TableInfo,
} from '../../language/knowledge';
import { samples } from '../samples';
import { whenQuiet, type QuietLook } from '../when-quiet';
import { CarefulLooks } from './careful-looks';
import { emptyCatalog, loadHome, loadTables, type Home } from './catalog-snapshot';
import { loadProfile } from './column-profile';
import { Memo } from './memo';
import { problemsOf } from './problems';
import { loadMacros, loadVocabulary } from './vocabulary';

/** What the last look saw. */
interface Seen extends Home {
  namespace: string;
}

/**
 * What the editor knows of the open session. It asks on the side, when the session has come to rest after a query; where it
 * gets no answer it says nothing, and what was known stays.
 */
export class SessionKnowledge implements Knowledge {
  #isEngineWanted = false;
  #vocabulary: EngineVocabulary | undefined;
  #engine: EngineVocabulary | undefined;
  #catalog: CatalogSnapshot = emptyCatalog;
  #seen: Seen | undefined;
  #lookCount = 0;
  readonly #columns = new Memo<readonly ColumnInfo[]>();
  readonly #profiles = new Memo<ColumnProfile>();
  readonly #looks: CarefulLooks;
  readonly #listeners = new Set<() => void>();
  readonly #quietLook: QuietLook;

  /**
   * @param namespace where the editor works
   * @param supplies names of files that the page brings when a script that reads them is run
   */
  constructor(
    private readonly client: SessionClient,
    private readonly namespace: () => string,
    private readonly supplies: readonly string[] = samples.map(({ name }) => name),
  ) {
    this.#looks = new CarefulLooks(client);
    this.#quietLook = whenQuiet(client, () => this.#look());
  }

  /** Asked for when it is first wanted, and there a little later: see `onChange`. */
  get engine(): EngineVocabulary | undefined {
    this.prepare();
    return this.#engine;
  }

  prepare(): void {
    if (this.#isEngineWanted) return;
    this.#isEngineWanted = true;
    this.refresh();
  }

  get catalog(): CatalogSnapshot {
    return this.#catalog;
  }

  /** Looks again once the session is at rest, also where no query ran: files came, or the editor moved to another namespace. */
  refresh(): void {
    this.#quietLook.request();
  }

  settled(): Promise<void> {
    return this.#quietLook.hurry();
  }

  /** Calls `listener` whenever the session has been looked at again; returns how to stop. A script may be worth a new check then. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async columnsOf(query: string): Promise<readonly ColumnInfo[] | undefined> {
    const namespace = this.namespace();
    return this.#columns.get([namespace, query], () => this.#looks.describe(namespace, query));
  }

  async profileOf(table: TableInfo, column: string): Promise<ColumnProfile | undefined> {
    const namespace = this.namespace();
    if (!this.client.snapshot.info) return undefined;
    const { database, schema, name } = table;
    return this.#profiles.get([namespace, database, schema, name, column], () =>
      loadProfile(this.client, namespace, table, column),
    );
  }

  async check(script: string): Promise<readonly Problem[] | undefined> {
    const errors = await this.#looks.check(this.namespace(), script);
    return errors && problemsOf(errors, this.supplies);
  }

  async #look(): Promise<void> {
    const number = ++this.#lookCount;
    const isLatest = (): boolean => number === this.#lookCount;
    try {
      await this.#lookAtEngine();
      await this.#lookAtCatalog(isLatest);
    } catch {
      // The session is gone or busy with its own end. The editor does without.
    }
    if (isLatest()) for (const listener of this.#listeners) listener();
  }

  async #lookAtEngine(): Promise<void> {
    if (!this.#isEngineWanted || this.#vocabulary) return;
    const namespace = this.namespace();
    this.#vocabulary = await loadVocabulary(this.client, namespace);
    // The macros come with the next look at what changes, and both are known together.
    this.#seen = undefined;
  }

  async #lookAtCatalog(isLatest: () => boolean): Promise<void> {
    const namespace = this.namespace();
    const isElsewhere = this.#isServedElsewhere(namespace);
    const files = await this.client.files();
    const home = await loadHome(this.client, namespace);
    const before = this.#seen?.namespace === namespace ? this.#seen : undefined;
    // Where the session's own connection answered, what it calls current is not the namespace's.
    const { database, schema } = isElsewhere ? (before ?? defaultHome(namespace)) : home;
    const isSame = home.generation === before?.generation && database === before?.database && schema === before.schema;
    if (isSame && !isElsewhere) return;
    const tables = await loadTables(this.client, namespace);
    const macros = this.#vocabulary ? await loadMacros(this.client, namespace) : undefined;
    if (!isLatest()) return;
    if (this.#vocabulary && macros) {
      this.#engine = { ...this.#vocabulary, functions: new Map([...macros, ...this.#vocabulary.functions]) };
    }
    const names = new Set([...files.map(({ name }) => name), ...this.supplies]);
    // Temporary tables are seen from the namespace's own connection only.
    const passing = isElsewhere && before ? this.#catalog.tables.filter((table) => table.database === 'temp') : [];
    this.#catalog = { database, schema, tables: [...tables, ...passing], files: [...names] };
    this.#seen = { namespace, database, schema, generation: isElsewhere ? undefined : home.generation };
    this.#columns.clear();
    this.#profiles.clear();
  }

  #isServedElsewhere(namespace: string): boolean {
    const { state, transactions } = this.client.snapshot;
    return state === 'running' || transactions[namespace.toLowerCase()] !== undefined;
  }
}

/** Where a namespace's names are before anybody says `USE`. */
function defaultHome(namespace: string): Pick<Home, 'database' | 'schema'> {
  return { database: namespace.toLowerCase() === 'main' ? 'memory' : namespace, schema: 'main' };
}
