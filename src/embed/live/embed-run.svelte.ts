import { isDemo } from '../../client/demo-mode';
import { orStopped } from '../../client/or-stopped';
import { QueryContext } from '../../client/query-context';
import { toQueryResult, type QueryResult } from '../../client/query-result';
import type { RunAs } from '../../client/run-as';
import type { SessionClient } from '../../client/session-client';
import type { SessionSnapshot } from '../../client/session-snapshot';
import { QueryError } from '../../protocol/error';
import { Results } from '../../ui/result/results.svelte';
import { isActive, totalRows } from '../../ui/run-view';
import { Runner } from '../../ui/runner.svelte';
import { runLine } from '../../ui/status-line';
import type { LiveHost, PlaygroundState } from '../live-part';
import type { ViewName } from '../options';
import { forgetNamespace, noteRun, noteSuccess } from './page-namespaces';
import { sessionNotice, type SessionNotice } from './notice';
import { namespaceOf } from './own-namespace';
import { PlaygroundProvisions } from './provisions';
import { runs, waitingLine } from './waiting-line';

/** As many bytes of a result are kept, for a page that has many. */
const MAX_BYTES = 64 * 1024 ** 2;

/** The runs of one playground, and what is shown of them. */
export class EmbedRun {
  readonly runner: Runner;
  readonly results: Results;
  readonly #provisions: PlaygroundProvisions;
  #session = $state.raw<SessionSnapshot>();
  #view = $state<ViewName>('table');
  #height = $state<number>();
  /** What ran last, and why it could not if it could not. */
  result: QueryResult | undefined;

  constructor(
    readonly client: SessionClient,
    readonly host: LiveHost,
  ) {
    this.#provisions = new PlaygroundProvisions(client, host);
    const limits = {
      get maxRows() {
        return host.options.maxRows;
      },
      maxBytes: MAX_BYTES,
      get timeoutMs() {
        return host.options.timeoutMs;
      },
    };
    this.runner = new Runner(client, this.#provisions, limits);
    this.results = new Results(client, limits);
    this.update();
  }

  get #runAs(): RunAs {
    return { origin: 'embed', role: this.host.options.role, namespace: this.namespace };
  }

  /** Of the run that is under way, or of the setup before it. */
  get queryId(): string | undefined {
    return this.runner.queryId ?? this.#provisions.queryId;
  }

  get namespace(): string {
    return namespaceOf(this.host);
  }

  get session(): SessionSnapshot | undefined {
    return this.#session;
  }

  get notice(): SessionNotice | undefined {
    return this.#session && sessionNotice(this.#session, this.runner.view, this.runner.isStuck);
  }

  get view(): ViewName {
    return this.#view;
  }

  /** Whether the playground has a height that its author chose. */
  get hasHeight(): boolean {
    return this.#height !== undefined;
  }

  update(): void {
    this.#view = this.host.options.view;
    this.#height = this.host.options.height;
  }

  /** Runs the text as it is, until `signal` is aborted. */
  async run(signal: AbortSignal): Promise<QueryResult> {
    noteRun(this.namespace, this.host.options.setup);
    runs.add(this);
    try {
      const result = await this.#perform(signal);
      this.result = result;
      if (result.status === 'succeeded') noteSuccess(this.namespace, this.host.element);
      return result;
    } finally {
      runs.delete(this);
    }
  }

  async #perform(signal: AbortSignal): Promise<QueryResult> {
    let sql = '';
    try {
      if (this.client.snapshot.state === 'lost') {
        await orStopped(
          this.client.restart().catch(() => undefined),
          signal,
        );
      }
      sql = await orStopped(this.host.source(), signal);
    } catch (thrown) {
      // Cancelled, it goes on to be shown as that.
      if (!signal.aborted) return this.#fail(thrown);
    }
    const ended = this.runner.run(sql, this.#runAs);
    const stop = (): void => {
      this.runner.cancel();
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    return ended;
  }

  /** There is nothing to run. */
  #fail(thrown: unknown): QueryResult {
    if (!(thrown instanceof QueryError)) throw thrown;
    const { detail: error } = thrown;
    this.runner.fail(this.host.element.dataset.src ?? '', this.#runAs, error);
    return { queryId: '', status: 'failed', statements: [], elapsedMs: 0, error };
  }

  /** Asks about the namespace, beside what its reader runs: as somebody who cannot change it. */
  async ask(sql: string, maxRows: number): Promise<QueryResult> {
    await this.#provisions.deliverFor(sql);
    const session = await this.client.ready();
    const { namespace } = this;
    const { timeoutMs } = this.host.options;
    const context = new QueryContext(session, sql, { namespace, role: 'reader', origin: 'embed', maxRows, timeoutMs });
    return toQueryResult(await this.client.run(context), maxRows);
  }

  async reset(): Promise<void> {
    this.runner.cancel();
    const { namespace } = this;
    forgetNamespace(namespace);
    this.result = undefined;
    this.runner.clear();
    await this.client.resetNamespace(namespace);
  }

  /** Tells the element what to show, from now on; returns how to stop. */
  follow(): () => void {
    const unsubscribe = this.client.subscribe((snapshot) => {
      this.#session = snapshot;
    });
    const stop = $effect.root(() => {
      $effect(() => {
        this.#tell();
      });
    });
    return () => {
      unsubscribe();
      stop();
    };
  }

  #tell(): void {
    const { view } = this.runner;
    const session = this.#session;
    if (!session) return;
    const { element } = this.host;
    // A run that ended before there was a session stays shown until the next one.
    if (view.number === 0 && /^(?:error|cancelled)$/.test(element.dataset.state ?? '')) return;
    const state = stateOf(view.phase, session);
    const isEnded = !isActive(view) && view.phase !== 'none';
    this.host.show({
      state,
      // Before a run the engine comes in silence: a line that came and went would move the page.
      status: waitingLine(view, isDemo()) ?? runLine(view, isDemo()),
      isRunning: isActive(view),
      isStopping: view.isStopping,
      ...(isEnded ? { rows: totalRows(view), ms: view.elapsedMs } : {}),
    });
  }
}

function stateOf(phase: Runner['view']['phase'], session: SessionSnapshot): PlaygroundState {
  switch (phase) {
    case 'none':
      return session.state === 'opening' ? 'loading' : 'idle';
    case 'waiting':
    case 'fetching':
      return 'loading';
    case 'running':
      return 'running';
    case 'succeeded':
      return 'success';
    case 'failed':
      return 'error';
    case 'cancelled':
      return 'cancelled';
    default:
      return phase satisfies never;
  }
}
