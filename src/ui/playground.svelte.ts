import { QueryContext } from '../client/query-context';
import type { QueryResult } from '../client/query-result';
import type { SessionClient } from '../client/session-client';
import { opening, type SessionSnapshot } from '../client/session-snapshot';
import type { Marker, SqlEditor, TextRange } from '../editor/sql-editor';
import { errorRange } from '../editor/error-range';
import { Catalog } from './catalog.svelte';
import { examples } from './examples';
import { keep, recall } from './kept';
import { Memory } from './memory-use.svelte';
import { Results } from './result/results.svelte';
import { ResultLimits } from './result-limits.svelte';
import { Runner } from './runner.svelte';
import { SampleShelf } from './samples';
import { quoteText } from '../results/sql-text';
import { quoteName } from './sql-text';

/** The page's state: the session, the text, the last run, and the catalog. Outlives the widgets that show it. */
export class Playground {
  readonly runner: Runner;
  readonly catalog: Catalog;
  readonly memory: Memory;
  readonly limits = new ResultLimits();
  readonly results: Results;
  readonly #samples: SampleShelf;
  #text = $state('');
  #session = $state.raw<SessionSnapshot>(opening);
  #transactionProblem = $state('');
  #editor: SqlEditor | undefined;

  constructor(private readonly client: SessionClient) {
    this.#text = recall('sql') ?? examples[0].sql;
    this.#samples = new SampleShelf(client);
    this.runner = new Runner(client, this.#samples, this.limits);
    this.catalog = new Catalog(client);
    this.memory = new Memory(client);
    this.results = new Results(client, this.limits);
    client.subscribe((snapshot) => {
      this.#session = snapshot;
    });
  }

  get session(): SessionSnapshot {
    return this.#session;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    keep('sql', text);
  }

  /** Where the last run failed, as long as its text is still the editor's. */
  get marker(): Marker | undefined {
    const { error, sql } = this.runner.view;
    if (!error?.position || sql !== this.#text) return undefined;
    return { position: error.position, message: error.message };
  }

  getSql(): string {
    return this.#text;
  }

  setSql(text: string): void {
    this.text = text;
  }

  run(): Promise<QueryResult> {
    return this.runner.run(this.#text);
  }

  /** As pressing Run. */
  start(): void {
    void this.runner.start(this.#text);
  }

  /** Brings the sample files that `sql` names; undefined where they are there. @throws QueryError `FILE_ERROR` */
  prepare(sql: string): Promise<void> | undefined {
    return this.#samples.has(sql) ? undefined : this.#samples.deliverFor(sql);
  }

  async restart(): Promise<void> {
    // The snapshot tells how it went.
    await this.client.restart().catch(() => undefined);
  }

  /** Cancels a query, whoever asked it. */
  cancel(queryId: string): void {
    this.client.cancel(queryId).catch(() => undefined);
  }

  /** Ends the open transaction of a namespace; the results on the page stay. */
  async endTransaction(namespace: string, sql: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    this.#transactionProblem = '';
    const session = await this.client.ready();
    const { error } = await this.client.run(new QueryContext(session, sql, { namespace, origin: 'editor' }));
    this.#transactionProblem = error?.message ?? '';
  }

  /** Why a transaction could not be ended. */
  get transactionProblem(): string {
    return this.#transactionProblem;
  }

  /** Leaves out what a new session has not got back by now. */
  skipRecovery(): void {
    this.client.skipRecovery();
  }

  dismissReport(): void {
    this.client.dismissReport();
  }

  useEditor(editor: SqlEditor): void {
    this.#editor = editor;
  }

  focusEditor(): void {
    this.#editor?.focus();
  }

  insert(text: string): void {
    this.#editor?.insert(text);
  }

  /** Writes a name in place of what the marker underlines. */
  replaceMarked(name: string): void {
    if (!this.marker) return;
    const range = errorRange(this.#text, this.marker.position.offset);
    this.select(range);
    // A file's name stands in quotes; a qualified one is right as it is.
    const isText = this.#text[range.start] === "'";
    this.insert(isText ? quoteText(name) : /[."]/.test(name) ? name : quoteName(name));
  }

  /** Goes to a place of the text, in UTF-16 units. */
  select(range: TextRange): void {
    this.#editor?.select(range);
    this.#editor?.focus();
  }
}
