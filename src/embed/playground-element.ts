import { OneRun } from '../client/one-run';
import { orStopped } from '../client/or-stopped';
import type { QueryResult } from '../client/query-result';
import type { ColorScheme } from '../editor/sql-editor';
import { BaseElement } from './base-element';
import { readContent, type Content } from './content';
import { drawNever, drawNow, drawSoon, type Drawing, type Surroundings } from './drawing-queue';
import { awaitIntent, runByItself } from './intent';
import { LiveLink } from './live-link';
import type { LiveHost, PlaygroundState, Shown } from './live-part';
import { fillWhenOpened } from './menu-opening';
import { adoptMetrics, measure } from './metrics';
import { attributeNames, readOptions, type PlaygroundOptions } from './options';
import { followScheme, schemeAround, type SchemeFollower } from './page-scheme';
import { PlaygroundText } from './playground-text';
import { endedEarly, endLine } from './scripts-missing';
import { createShell, drawGivenResult, drawOptions, drawStatus, type Shell } from './shell';

/**
 * `<sql-playground>`: a block of SQL that can be run. Its light tree stays as it is; what it draws is in its shadow root. Attributes,
 * properties, methods, events and reflected state: docs/embedding.md.
 */
export class SqlPlayground extends BaseElement {
  static readonly observedAttributes: readonly string[] = attributeNames;

  #shell: Shell | undefined;
  #options: PlaygroundOptions = readOptions({ getAttribute: () => null }).options;
  #content: Content | undefined;
  readonly #text = new PlaygroundText({
    onChange: () => {
      this.#emit('change', { sql: this.sql });
    },
    onRun: () => void this.run(),
    knowledge: () => this.#live.load().then((part) => part.knowledge),
  });
  #hasRunByItself = false;
  readonly #drawing: Drawing = {
    isUrgent: () => this.#options.autorun === 'load' || this.#options.loading === 'eager',
    begin: () => {
      this.dataset.state ??= this.#state;
    },
    measure: () => ({ metrics: measure(this.#readContent()), scheme: this.#schemeAround() }),
    draw: (surroundings) => {
      this.#draw(surroundings);
    },
  };
  readonly #scheme: SchemeFollower = {
    read: () => this.#schemeAround(),
    apply: (scheme) => {
      this.#applyScheme(scheme);
    },
  };
  readonly #live = new LiveLink({
    isConnected: () => this.isConnected,
    liveHost: () => this.#liveHost(this.#needShell()),
    onReady: (session) => {
      this.#emit('ready', session);
    },
  });
  readonly #run = new OneRun<QueryResult>();
  #state: PlaygroundState = 'idle';
  #result: QueryResult | undefined;
  #gone: AbortController | undefined;

  /** What runs: the text as it is edited now, with the lines that are hidden. */
  get sql(): string {
    if (!this.#shell) this.#readContent();
    return this.#text.full;
  }

  set sql(sql: string) {
    this.#text.write(sql);
  }

  get state(): PlaygroundState {
    return this.#state;
  }

  /** Of the last run; undefined before it has ended. */
  get result(): QueryResult | undefined {
    return this.#result;
  }

  /**
   * Runs the text as it is. Resolves with its end, whatever it was; a second call while it runs is the same run, and one after
   * `cancel` runs when that one has ended.
   */
  run(): Promise<QueryResult> {
    return this.#run.start((signal) => this.#perform(signal));
  }

  async #perform(signal: AbortSignal): Promise<QueryResult> {
    this.#needShell();
    this.dataset.run = String(Number(this.dataset.run ?? 0) + 1);
    this.#emit('run', { sql: this.sql });
    if (!this.#live.part)
      this.#show({ state: 'loading', status: 'Starting the engine…', isRunning: true, isStopping: false });
    let result: QueryResult;
    try {
      result = await (await orStopped(this.#live.load(), signal)).run(signal);
    } catch (thrown) {
      result = endedEarly(thrown, signal.aborted);
      const state = signal.aborted ? 'cancelled' : 'error';
      this.#show({ state, status: endLine(result), isRunning: false, isStopping: false });
    }
    this.#result = result;
    this.#text.mark(result.error);
    if (result.status === 'succeeded') this.#emit('result', result);
    else this.#emit('error', result.error);
    void this.#check();
    return result;
  }

  async #check(): Promise<void> {
    delete this.dataset.check;
    const check = await this.#live.part?.check();
    if (!check) return;
    this.dataset.check = check.isRight ? 'right' : 'wrong';
    this.#emit('check', check);
  }

  /** Writes at the caret, as keys would. */
  type(text: string): void {
    this.#needShell();
    this.#text.type(text);
  }

  /** Ends the run. True if there was one. */
  cancel(): Promise<boolean> {
    this.#run.cancel();
    return Promise.resolve(this.#run.isActive);
  }

  /** Brings back the author's text, and an empty namespace: its setup runs again before the next run. */
  async reset(): Promise<void> {
    void this.cancel();
    // The session empties the namespace while the text is drawn.
    const emptied = this.#live.part?.reset();
    this.#text.restore();
    await emptied;
    this.#result = undefined;
    for (const name of ['rows', 'ms', 'check']) this.removeAttribute(`data-${name}`);
    if (this.#shell) this.#show({ state: 'idle', status: '', isRunning: false, isStopping: false });
    this.#emit('reset', null);
  }

  override focus(options?: FocusOptions): void {
    if (this.isConnected) this.#needShell();
    if (this.#shell) this.#text.focus();
    else super.focus(options);
  }

  connectedCallback(): void {
    // A property that was set before the element was defined hides the one of the class.
    if (Object.hasOwn(this, 'sql')) {
      const { sql } = this;
      delete (this as { sql?: string }).sql;
      this.sql = sql;
    }
    this.#gone?.abort();
    this.#gone = new AbortController();
    if (this.#shell) this.#attach(this.#shell, this.#schemeAround());
    else drawSoon(this, this.#drawing);
  }

  disconnectedCallback(): void {
    drawNever(this);
    this.#gone?.abort();
    this.#live.part?.detach();
    // Moved elements are connected again at once.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#text.rest();
      void this.cancel();
    });
  }

  attributeChangedCallback(): void {
    this.#readOptions();
    if (this.#shell?.root.isConnected && this.#gone?.signal.aborted === false)
      this.#applyOptions(this.#shell, this.#schemeAround());
  }

  /** What stands there now, as long as the playground is not drawn. */
  #readContent(): Content {
    this.#content = readContent(this);
    this.#text.adopt(this.#content.sql);
    return this.#content;
  }

  #draw({ metrics, scheme }: Surroundings): void {
    const shell = createShell(this);
    this.#shell = shell;
    this.#readOptions();
    this.#text.draw(shell);
    // Lines that are not shown need no place.
    if (metrics) adoptMetrics(shell, metrics, this.#text.isWhole);
    if (this.#content?.result) drawGivenResult(shell, this.#content.result);
    shell.runButton.addEventListener('click', () => void (this.#run.isActive ? this.cancel() : this.run()));
    fillWhenOpened(shell, () => this.#liveHost(shell), this.#live);
    shell.frame.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.#run.isActive && !event.defaultPrevented) void this.cancel();
    });
    this.#attach(shell, scheme);
  }

  #attach(shell: Shell, scheme: ColorScheme): void {
    const signal = this.#gone?.signal;
    if (!signal) return;
    const stop = followScheme(this.#scheme);
    signal.addEventListener('abort', stop, { once: true });
    const intents = {
      prepare: () => {
        this.#live.load().catch(() => undefined);
      },
      run: () => {
        // Once, however often a router puts it back.
        if (!this.#hasRunByItself) void this.run();
        this.#hasRunByItself = true;
      },
    };
    awaitIntent(shell.frame, this.#options, intents, signal);
    runByItself(this, this.#options, intents, signal);
    this.#applyOptions(shell, scheme);
    this.#live.part?.attach();
  }

  #readOptions(): void {
    const { options, problems } = readOptions(this);
    this.#options = options;
    this.#text.tell(problems);
    this.#text.load(options.src);
  }

  #applyOptions(shell: Shell, scheme: ColorScheme): void {
    drawOptions(shell, this.#options);
    if (this.#options.isReadonly) this.#text.rest();
    this.#applyScheme(scheme);
    this.#live.part?.update();
  }

  #schemeAround(): ColorScheme {
    const { theme } = this.#options;
    return theme === 'auto' ? schemeAround(this.parentElement ?? this) : theme;
  }

  #applyScheme(scheme: ColorScheme): void {
    this.#shell?.frame.classList.toggle('dark', scheme === 'dark');
    this.#text.applyScheme(scheme);
  }

  #show(shown: Shown): void {
    const { state, rows, ms } = shown;
    this.#state = state;
    this.dataset.state = state;
    if (rows !== undefined) this.dataset.rows = String(rows);
    if (ms !== undefined) this.dataset.ms = String(Math.round(ms * 10) / 10);
    if (this.#shell) drawStatus(this.#shell, shown);
  }

  #liveHost(shell: Shell): LiveHost {
    const options = (): PlaygroundOptions => this.#options;
    return {
      element: this,
      resultArea: shell.result,
      checkArea: shell.check,
      get options() {
        return options();
      },
      source: () => this.#text.ready(),
      write: (sql) => {
        this.sql = sql;
      },
      reset: () => this.reset(),
      show: (shown) => {
        this.#show(shown);
      },
      jump: (offset) => {
        this.#text.jump(offset);
      },
      replaceAt: (offset, name) => {
        this.#text.replaceAt(offset, name);
      },
    };
  }

  #needShell(): Shell {
    if (!this.#shell) drawNow(this, this.#drawing);
    if (!this.#shell) throw new Error('The playground could not be drawn.');
    return this.#shell;
  }

  #emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`playground:${type}`, { detail, bubbles: true, composed: true }));
  }
}
