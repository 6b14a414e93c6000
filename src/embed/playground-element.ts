import type { QueryResult } from '../client/query-result';
import type { SqlEditor } from '../editor/sql-editor';
import { textareaEditor } from '../editor/textarea-editor';
import { positionAt, QueryError, queryError, type PlaygroundError } from '../protocol/error';
import { BaseElement } from './base-element';
import { fetchText, readContent, type Content } from './content';
import { drawColors } from './light-editor';
import type { LiveHost, LivePart, PlaygroundState, Shown } from './live-part';
import { fillMenu } from './menu';
import { adoptMetrics, measure, type Metrics } from './metrics';
import { attributeNames, readOptions, type PlaygroundOptions } from './options';
import { schemeAround, watchScheme } from './page-scheme';
import { RegionText } from './regions';
import { createShell, drawRunButton, make, type Shell } from './shell';

/** For this module alone. */
const measured = Symbol('measured');
const drawn = Symbol('drawn');

let isolatedCount = 0;

/**
 * `<sql-playground>`: a block of SQL that can be run. Its light tree stays as it is; what it draws is in its shadow root. Attributes,
 * properties, methods, events and reflected state: docs/embedding.md.
 */
export class SqlPlayground extends BaseElement {
  static readonly observedAttributes: readonly string[] = attributeNames;

  #shell: Shell | undefined;
  #editor: SqlEditor | undefined;
  #options: PlaygroundOptions = readOptions({ getAttribute: () => null }).options;
  #problems: string[] = [];
  #content: Content | undefined;
  #text = new RegionText('');
  /** What `reset` brings back. */
  #original = '';
  #isEdited = false;
  #loadingSource: Promise<void> | undefined;
  #sourceError: QueryError | undefined;
  #running: Promise<QueryResult> | undefined;
  #live: Promise<LivePart> | undefined;
  #livePart: LivePart | undefined;
  #state: PlaygroundState = 'idle';
  #ownNamespace: string | undefined;
  #gone: AbortController | undefined;
  #error: PlaygroundError | undefined;

  /** What runs: the text as it is edited now, with the lines that are hidden. */
  get sql(): string {
    return this.#text.full;
  }

  set sql(sql: string) {
    this.#setText(new RegionText(sql));
    this.#isEdited = true;
    this.#changed();
  }

  get state(): PlaygroundState {
    return this.#state;
  }

  /** Of the last run; undefined before it has ended. */
  get result(): QueryResult | undefined {
    return this.#livePart?.result;
  }

  /** Runs the text as it is. Resolves with its end, whatever it was; a second call while it runs is the same run. */
  run(): Promise<QueryResult> {
    this.#running ??= this.#perform().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #perform(): Promise<QueryResult> {
    this.#needShell();
    this.dataset.run = String(Number(this.dataset.run ?? 0) + 1);
    this.#emit('run', { sql: this.sql });
    if (!this.#livePart)
      this.#show({ state: 'loading', status: 'Starting the engine…', isRunning: true, isStopping: false });
    let result: QueryResult;
    try {
      result = await (await this.#startLive()).run();
    } catch (thrown) {
      result = this.#failToStart(thrown);
    }
    this.#error = result.error;
    this.#drawColors();
    if (result.status === 'succeeded') this.#emit('result', result);
    else this.#emit('error', result.error);
    return result;
  }

  /** Ends the run. True if there was one. */
  async cancel(): Promise<boolean> {
    return (await this.#livePart?.cancel()) ?? false;
  }

  /** Brings back the author's text, and an empty namespace: its setup runs again before the next run. */
  async reset(): Promise<void> {
    this.#setText(new RegionText(this.#original));
    this.#isEdited = false;
    this.#error = undefined;
    this.#drawColors();
    await this.#livePart?.reset();
    delete this.dataset.rows;
    delete this.dataset.ms;
    if (this.#shell) this.#show({ state: 'idle', status: '', isRunning: false, isStopping: false });
    this.#emit('reset', null);
  }

  override focus(options?: FocusOptions): void {
    if (this.#editor) this.#editor.focus();
    else super.focus(options);
  }

  connectedCallback(): void {
    adoptEarlyProperty(this);
    this.#gone?.abort();
    this.#gone = new AbortController();
    if (this.#shell) this.#attach(this.#shell);
    else waiting.add(this);
    if (waiting.size === 1) queueMicrotask(drawWaiting);
  }

  disconnectedCallback(): void {
    waiting.delete(this);
    this.#gone?.abort();
    this.#livePart?.detach();
    // Moved elements are connected again at once.
    queueMicrotask(() => {
      if (!this.isConnected) void this.cancel();
    });
  }

  attributeChangedCallback(): void {
    this.#readOptions();
    if (this.#shell?.root.isConnected && this.#gone?.signal.aborted === false) this.#applyOptions(this.#shell);
  }

  /** Reads what the page looks like without us. */
  [measured](): Metrics | undefined {
    this.#content = readContent(this);
    return this.#content.code && measure(this.#content.code);
  }

  [drawn](metrics: Metrics | undefined): void {
    const shell = createShell(this);
    this.#shell = shell;
    this.#readOptions();
    this.#original = this.#content?.sql ?? '';
    if (!this.#isEdited) this.#setText(new RegionText(this.#original));
    this.#editor = textareaEditor(shell.textarea, {
      onChange: (text) => {
        this.#edit(text);
      },
      onRun: () => void this.run(),
    });
    this.#setText(this.#text);
    // Lines that are not shown need no place.
    if (metrics) adoptMetrics(shell, metrics, this.#text.shown === this.#original);
    if (this.#content?.result) {
      shell.givenResult.hidden = false;
      shell.givenResult.assign(this.#content.result);
    }
    shell.runButton.addEventListener('click', () => void (this.#running ? this.cancel() : this.run()));
    fillMenu(shell, [
      {
        label: 'Copy SQL',
        choose: async () => {
          await navigator.clipboard.writeText(this.sql);
          shell.status.textContent = 'Copied the SQL';
        },
      },
      { label: 'Reset text and data', choose: () => this.reset() },
    ]);
    shell.unfoldButton.addEventListener('click', () => {
      this.#text.unfold();
      this.#setText(this.#text);
    });
    shell.frame.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#running && !event.defaultPrevented) void this.cancel();
    });
    this.#attach(shell);
  }

  #attach(shell: Shell): void {
    const signal = this.#gone?.signal;
    if (!signal) return;
    const stop = watchScheme(() => {
      this.#applyScheme(shell);
    });
    signal.addEventListener('abort', stop, { once: true });
    this.#awaitIntent(shell, signal);
    this.#applyOptions(shell);
    this.#livePart?.attach();
    this.dataset.state ??= this.#state;
  }

  /** The engine starts when somebody seems to want it; nothing does where the visitor saves data, but a run. */
  #awaitIntent(shell: Shell, signal: AbortSignal): void {
    const { loading, autorun } = this.#options;
    const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
    const start = (): void => {
      this.#startLive().catch(() => undefined);
    };
    if (loading === 'eager') start();
    else if (loading === 'lazy' && connection?.saveData !== true) {
      for (const type of ['pointerenter', 'focusin', 'pointerdown']) {
        shell.frame.addEventListener(type, start, { once: true, signal });
      }
    }
    if (autorun === 'load') void this.run();
    if (autorun === 'visible') {
      const observer = new IntersectionObserver((entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        void this.run();
      });
      observer.observe(this);
      signal.addEventListener(
        'abort',
        () => {
          observer.disconnect();
        },
        { once: true },
      );
    }
  }

  #readOptions(): void {
    const { options, problems } = readOptions(this);
    const isOtherSource = options.src !== this.#options.src;
    this.#options = options;
    this.#problems = problems;
    if (isOtherSource && options.src !== undefined) this.#loadSource(options.src);
  }

  #applyOptions(shell: Shell): void {
    const { label, isReadonly, height } = this.#options;
    shell.frame.ariaLabel = label ?? 'SQL playground';
    shell.title.textContent = label ?? '';
    shell.title.hidden = label === undefined;
    shell.textarea.readOnly = isReadonly;
    shell.frame.classList.toggle('tall', height !== undefined);
    if (height !== undefined) shell.frame.style.setProperty('--height', `${height}px`);
    this.#applyScheme(shell);
    this.#drawProblems(shell);
    this.#livePart?.update();
  }

  #applyScheme({ frame }: Shell): void {
    const { theme } = this.#options;
    const scheme = theme === 'auto' ? schemeAround(this.parentElement ?? this) : theme;
    frame.classList.toggle('dark', scheme === 'dark');
    this.#editor?.applyScheme(scheme);
  }

  #loadSource(src: string): void {
    const loading = fetchText('The SQL of this playground', src).then(
      (text) => {
        if (this.#options.src !== src) return;
        this.#sourceError = undefined;
        this.#original = text.replaceAll('\r\n', '\n').trimEnd();
        if (!this.#isEdited) this.#setText(new RegionText(this.#original));
      },
      (thrown: unknown) => {
        this.#sourceError = thrown instanceof QueryError ? thrown : queryError('FILE_ERROR', String(thrown));
        if (this.#shell) this.#drawProblems(this.#shell);
      },
    );
    this.#loadingSource = loading;
  }

  #setText(text: RegionText): void {
    this.#text = text;
    if (this.#editor && this.#editor.getText() !== text.shown) this.#editor.setText(text.shown);
    this.#drawColors();
    if (!this.#shell) return;
    const { unfoldButton } = this.#shell;
    const count = text.foldedLines;
    unfoldButton.hidden = count === 0;
    unfoldButton.textContent = count === 1 ? '⋯ 1 folded line' : `⋯ ${count} folded lines`;
    this.#drawProblems(this.#shell);
  }

  #edit(shown: string): void {
    if (!this.#text.edit(shown)) {
      const caret = this.#editor?.getSelection();
      this.#editor?.setText(this.#text.shown);
      if (caret) this.#editor?.select({ start: caret.start, end: caret.start });
      this.#shell?.status.replaceChildren('These lines are locked.');
      return;
    }
    this.#isEdited = true;
    this.#error = undefined;
    this.#changed();
  }

  #changed(): void {
    this.#drawColors();
    this.#emit('change', { sql: this.sql });
  }

  #drawColors(): void {
    if (!this.#shell) return;
    const position = this.#error?.position;
    const { shown } = this.#text;
    const marker = position && {
      position: positionAt(shown, this.#text.shownOffset(position.offset)),
      message: this.#error?.message ?? '',
    };
    this.#editor?.mark(marker);
    drawColors(this.#shell.colors, this.#text, marker);
  }

  #drawProblems({ problems }: Shell): void {
    const { detail } = this.#sourceError ?? {};
    const texts = [
      ...this.#problems,
      ...this.#text.problems,
      ...(detail ? [`${detail.message} ${detail.hint ?? ''}`] : []),
    ];
    problems.hidden = texts.length === 0;
    problems.replaceChildren(...texts.map((textContent) => make('li', { textContent })));
  }

  #show({ state, status, rows, ms, isRunning, isStopping }: Shown): void {
    this.#state = state;
    this.dataset.state = state;
    if (rows !== undefined) this.dataset.rows = String(rows);
    if (ms !== undefined) this.dataset.ms = String(Math.round(ms * 10) / 10);
    const shell = this.#shell;
    if (!shell) return;
    if (shell.status.textContent !== status) shell.status.textContent = status;
    drawRunButton(shell, { isRunning, isStopping });
  }

  /** Loads what runs queries, once. */
  #startLive(): Promise<LivePart> {
    this.#needShell();
    this.#live ??= import('./live/live').then(
      ({ goLive }) => {
        const part = goLive(this.#liveHost());
        this.#livePart = part;
        if (this.isConnected) part.attach();
        part.ready().then(
          (session) => {
            this.#emit('ready', session);
          },
          () => undefined,
        );
        return part;
      },
      (thrown: unknown) => {
        this.#live = undefined;
        throw thrown;
      },
    );
    return this.#live;
  }

  #liveHost(): LiveHost {
    const shell = this.#needShell();
    const text = (): RegionText => this.#text;
    const options = (): PlaygroundOptions => this.#options;
    const namespace = (): string => this.#namespace;
    return {
      element: this,
      resultArea: shell.result,
      get options() {
        return options();
      },
      get namespace() {
        return namespace();
      },
      source: async () => {
        await this.#loadingSource;
        if (this.#sourceError && !this.#isEdited) throw this.#sourceError;
        return this.sql;
      },
      show: (shown) => {
        if (shown.state !== 'loading') shell.givenResult.hidden = true;
        this.#show(shown);
      },
      jump: (offset) => {
        const start = text().shownOffset(offset);
        this.#editor?.select({ start, end: start });
        this.#editor?.focus();
      },
      replaceAt: (offset, name) => {
        const { start, end } = wordAt(text().shown, text().shownOffset(offset));
        this.#editor?.select({ start, end });
        this.#editor?.insert(name);
      },
    };
  }

  get #namespace(): string {
    const { namespace } = this.#options;
    if (namespace !== 'isolated') return namespace;
    this.#ownNamespace ??= `isolated-${++isolatedCount}`;
    return this.#ownNamespace;
  }

  #failToStart(thrown: unknown): QueryResult {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const { detail } = queryError(
      'SESSION_FAILED',
      `The playground's scripts could not be loaded: ${message}`,
      "Check that all files of the build lie beside embed.js, and that the page's policy allows their origin (script-src).",
    );
    this.#show({
      state: 'error',
      status: `Failed: ${detail.code}. ${detail.message}`,
      isRunning: false,
      isStopping: false,
    });
    return { queryId: '', status: 'failed', statements: [], elapsedMs: 0, error: detail };
  }

  #needShell(): Shell {
    if (!this.#shell) {
      waiting.delete(this);
      this[drawn](this[measured]());
    }
    if (!this.#shell) throw new Error('The playground could not be drawn.');
    return this.#shell;
  }

  #emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`playground:${type}`, { detail, bubbles: true, composed: true }));
  }
}

/** Playgrounds that came together are drawn together: all are measured before the first changes the page's layout. */
const waiting = new Set<SqlPlayground>();

function drawWaiting(): void {
  const elements = [...waiting];
  waiting.clear();
  const metrics = elements.map((element) => element[measured]());
  elements.forEach((element, index) => {
    element[drawn](metrics[index]);
  });
}

/** A property that was set before the element was defined hides the one of the class. */
function adoptEarlyProperty(element: SqlPlayground): void {
  if (!Object.hasOwn(element, 'sql')) return;
  const { sql } = element;
  delete (element as { sql?: string }).sql;
  element.sql = sql;
}

function wordAt(text: string, offset: number): { start: number; end: number } {
  const length = /^(?:"(?:""|[^"])*"|'(?:''|[^'])*'|[\p{L}\p{N}_$.]+)/u.exec(text.slice(offset))?.[0].length ?? 0;
  return { start: offset, end: offset + length };
}
