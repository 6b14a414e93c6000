import { QueryContext } from '../../client/query-context';
import { toQueryResult, type QueryResult } from '../../client/query-result';
import type { RunAs } from '../../client/run-as';
import type { SessionClient } from '../../client/session-client';
import type { SessionSnapshot } from '../../client/session-snapshot';
import { QueryError } from '../../protocol/error';
import { Results } from '../../ui/result/results.svelte';
import { isActive, totalRows } from '../../ui/run-view';
import { Runner } from '../../ui/runner.svelte';
import { statusLine } from '../../ui/status-line';
import type { LiveHost, PlaygroundState } from '../live-part';
import type { ViewName } from '../options';
import { forgetSetup, PlaygroundProvisions } from './provisions';

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
    return { origin: 'embed', role: this.host.options.role, namespace: this.host.namespace };
  }

  get session(): SessionSnapshot | undefined {
    return this.#session;
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

  async run(): Promise<QueryResult> {
    if (this.client.snapshot.state === 'lost') await this.client.restart().catch(() => undefined);
    let sql: string;
    try {
      sql = await this.host.source();
    } catch (thrown) {
      if (!(thrown instanceof QueryError)) throw thrown;
      sql = this.host.element.dataset.src ?? '';
      this.runner.fail(sql, this.#runAs, thrown.detail);
      this.result = { queryId: '', status: 'failed', statements: [], elapsedMs: 0, error: thrown.detail };
      return this.result;
    }
    this.result = await this.runner.run(sql, this.#runAs);
    return this.result;
  }

  /** Asks about the namespace, beside what its reader runs: as somebody who cannot change it. */
  async ask(sql: string, maxRows: number): Promise<QueryResult> {
    await this.#provisions.deliverFor(sql);
    const session = await this.client.ready();
    const { namespace, options } = this.host;
    const { timeoutMs } = options;
    const context = new QueryContext(session, sql, { namespace, role: 'reader', origin: 'embed', maxRows, timeoutMs });
    return toQueryResult(await this.client.run(context), maxRows);
  }

  cancel(): Promise<boolean> {
    const isRunning = isActive(this.runner.view);
    if (isRunning) this.runner.cancel();
    return Promise.resolve(isRunning);
  }

  async reset(): Promise<void> {
    if (isActive(this.runner.view)) this.runner.cancel();
    const { namespace } = this.host;
    forgetSetup(namespace);
    this.#provisions.forget();
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
    const state = stateOf(view.phase, session);
    const isEnded = !isActive(view) && view.phase !== 'none';
    this.host.show({
      state,
      // Before a run the engine comes in silence: a line that came and went would move the page.
      status: view.phase === 'none' ? '' : statusLine(session, view),
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
