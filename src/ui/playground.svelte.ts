import { tick } from 'svelte';
import { QueryContext } from '../client/query-context';
import type { QueryResult } from '../client/query-result';
import { lowerRole, type RunAs } from '../client/run-as';
import type { SessionClient } from '../client/session-client';
import { opening, type SessionSnapshot } from '../client/session-snapshot';
import type { Marker, RunKey, SqlEditor } from '../editor/sql-editor';
import { replacementAt } from '../language/quick-fix';
import { rangeToRun } from '../language/statement-at';
import { statementRanges } from '../language/statements';
import type { TextRange } from '../language/text-range';
import type { LinkContent } from '../client/link-content';
import type { Role } from '../protocol/query';
import { Catalog } from './catalog.svelte';
import { EditorText } from './editor-text.svelte';
import { examples } from './examples';
import { Home } from './home.svelte';
import { Intake } from './intake.svelte';
import { KeptFiles } from './kept-files.svelte';
import { LazyKnowledge } from './knowledge/lazy-knowledge';
import { LastRun } from './last-run.svelte';
import { LinkSupplies } from './link-supplies';
import { Memory } from './memory-use.svelte';
import { appPage, defaultRole, mayKeep, type PageOptions } from './page-options';
import { ParameterValues } from './parameter-values.svelte';
import { Results } from './result/results.svelte';
import { ResultLimits } from './result-limits.svelte';
import { isActive } from './run-view';
import { Runner, type RunEnd } from './runner.svelte';
import { SampleShelf } from './samples';

/** The page's state: the session, the text, the last run, and the catalog. Outlives the widgets that show it. */
export class Playground {
  readonly runner: Runner;
  readonly catalog: Catalog;
  readonly knowledge: LazyKnowledge;
  readonly memory: Memory;
  readonly limits = new ResultLimits();
  readonly results: Results;
  readonly draft: EditorText;
  readonly home: Home;
  readonly intake: Intake;
  readonly kept: KeptFiles;
  readonly #samples: SampleShelf;
  readonly #supplies: LinkSupplies;
  #problems = $state.raw<readonly string[]>([]);
  #session = $state.raw<SessionSnapshot>(opening);
  #transactionProblem = $state('');
  readonly ran = new LastRun();
  readonly parameters: ParameterValues;
  #end: RunEnd | undefined;
  #editor: SqlEditor | undefined;

  constructor(
    private readonly client: SessionClient,
    readonly page: PageOptions = appPage,
  ) {
    this.draft = new EditorText(examples[0].sql, mayKeep(page));
    this.parameters = new ParameterValues(() => this.text, mayKeep(page));
    this.kept = new KeptFiles(client, mayKeep(page), this);
    this.#samples = new SampleShelf(client, this.kept);
    this.#supplies = new LinkSupplies(client, this.#samples);
    this.runner = new Runner(client, this.#samples, this.limits);
    this.catalog = new Catalog(client, () => this.namespace, this.kept);
    this.knowledge = new LazyKnowledge(client, () => this.namespace);
    this.memory = new Memory(client);
    this.home = new Home(client, page, this.refresh);
    this.intake = new Intake(client, this.#samples, this);
    this.results = new Results(client, this.limits);
    client.subscribe((snapshot) => {
      this.#session = snapshot;
    });
  }

  /** Looks again at what the session holds. */
  readonly refresh = (): void => {
    this.catalog.refresh();
    this.knowledge.refresh();
  };

  get session(): SessionSnapshot {
    return this.#session;
  }

  get text(): string {
    return this.draft.text;
  }

  /** Where the editor's SQL runs. */
  get namespace(): string {
    return this.page.namespace ?? this.draft.link?.content.namespace ?? this.home.name;
  }

  /** The most that the page's SQL may do. */
  get role(): Role {
    return lowerRole(defaultRole(this.page), this.page.role ?? 'admin');
  }

  /** As whom the editor's text runs now: what came from a link only reads until it is taken over. */
  get runAs(): RunAs {
    const { role, namespace, draft } = this;
    if (draft.source === 'link') return { origin: 'link', role: 'reader', namespace };
    return { origin: draft.source === 'embedder' ? 'embed' : 'editor', role, namespace };
  }

  /** What the address asks for and cannot have, a sentence each. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** Shows what the address brings, or why it cannot. What is in the editor stays where there is nothing better. */
  open(fragment: string, content: LinkContent | undefined, problems: readonly string[]): void {
    this.#problems = problems;
    if (!content) return;
    this.draft.open(fragment, content);
    this.refresh();
  }

  dismissProblems(): void {
    this.#problems = [];
  }

  /** Back to the visitor's own text, from what a link brought. */
  closeLink(): void {
    this.draft.back();
    this.refresh();
    history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  }

  /** Where the last run failed, as long as its text is still the editor's. */
  get marker(): Marker | undefined {
    return this.ran.markerIn(this.text, this.runner.view.error);
  }

  readonly getSql = (): string => this.text;

  setSql(text: string): void {
    this.draft.write(text);
  }

  setSqlForEmbedder(text: string): void {
    this.draft.writeForEmbedder(text);
  }

  /** Writes at the caret, as keys would. */
  type(text: string): void {
    this.#editor?.type(text);
  }

  /** @param most what it may do at most, whoever the text is from. */
  async run(most?: Role): Promise<QueryResult> {
    const end = await this.start(most);
    return end();
  }

  /** Runs one statement of the text. @param index from 0. @throws RangeError where there is none. */
  async runStatement(index: number): Promise<QueryResult> {
    const ranges = statementRanges(this.text);
    const range = ranges[index];
    if (!range) throw new RangeError(`The editor has ${ranges.length} statements, none with the index ${index}.`);
    const end = await this.#start(range);
    return end();
  }

  /** Adds a statement to the end of the text, and runs it. */
  async runAppended(sql: string): Promise<void> {
    this.draft.append(sql);
    await this.runStatement(statementRanges(this.text).length - 1);
  }

  /** Adds a statement to the end of the text, and goes there. */
  append(sql: string): void {
    this.draft.append(sql);
    // The editor has it a moment later.
    void tick().then(() => this.select(statementRanges(this.text).at(-1) ?? { start: 0, end: 0 }));
  }

  /** How the last run ended; null before the first has. */
  readonly result = (): QueryResult | null => this.#end?.() ?? null;

  /** As pressing Run. */
  start(most?: Role): Promise<RunEnd> {
    return this.#start({ start: 0, end: this.text.length }, most);
  }

  /** What a key in the editor asks for. */
  async press(key: RunKey): Promise<void> {
    const range = this.#editor && rangeToRun(this.text, this.#editor.getSelection());
    if (key === 'explain') await (range && this.explain(range));
    else await (range && key === 'run' ? this.#start(range) : this.start());
  }

  async runRange(range: TextRange): Promise<void> {
    await this.#start(range);
  }

  /** Shows a statement's plan. */
  async explain({ start, end }: TextRange): Promise<void> {
    const isAsked = /^explain\b/i.test(this.text.slice(start, end));
    await this.#start({ start, end }, undefined, isAsked ? '' : 'EXPLAIN ');
  }

  /** @param prefix what goes in front, and is not in the editor. */
  async #start({ start, end }: TextRange, most: Role = 'admin', prefix = ''): Promise<RunEnd> {
    const { text } = this;
    const runAs = { ...this.runAs, role: lowerRole(this.runAs.role, most) };
    const sql = text.slice(start, end);
    const place = { text, offset: start - prefix.length };
    const ended = await this.runner.start(prefix + sql, runAs, {
      supply: this.#supplies.supplyFor(this.draft.link?.content, runAs),
      values: () => this.parameters.valuesFor(sql),
      onBegin: () => {
        this.ran.begin(place);
      },
    });
    this.#end = ended;
    // A plan is not what came of its statement.
    if (prefix === '') this.ran.end(place, this.runner.view, this.text);
    return ended;
  }

  /** As pressing Cancel. False if nothing runs. */
  stop(): boolean {
    if (!isActive(this.runner.view)) return false;
    this.runner.cancel();
    return true;
  }

  /** Brings the sample files that `sql` names; undefined where they are there. @throws QueryError `FILE_ERROR` */
  prepare(sql: string): Promise<void> | undefined {
    return this.#samples.has(sql) ? undefined : this.#samples.deliverFor(sql);
  }

  async restart(): Promise<void> {
    await this.client.restart().catch(() => undefined); // The snapshot tells how it went.
  }

  /** Cancels a query, whoever asked it. */
  cancel(queryId: string): void {
    this.client.cancel(queryId).catch(() => undefined);
  }

  /** Ends the open transaction of a namespace; the results on the page stay. */
  async endTransaction(namespace: string, sql: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    this.#transactionProblem = '';
    const as = { namespace, role: this.role, origin: 'editor' } as const;
    const { error } = await this.client.run(new QueryContext(await this.client.ready(), sql, as));
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
    const edit = replacementAt(this.text, this.marker.position.offset, name);
    if (!edit) return;
    this.select(edit);
    this.insert(edit.text);
  }

  /** Goes to a place of the text, in UTF-16 units. */
  select(range: TextRange): void {
    this.#editor?.select(range);
    this.#editor?.focus();
  }
}
