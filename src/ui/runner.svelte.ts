import { OneRun } from '../client/one-run';
import { orStopped } from '../client/or-stopped';
import { DEFAULT_MAX_ROWS, QueryContext } from '../client/query-context';
import { toQueryResult, type QueryResult } from '../client/query-result';
import type { ResultStore } from '../client/result-store';
import { asEditor, type RunAs } from '../client/run-as';
import type { SessionClient } from '../client/session-client';
import { queryError, toPlaygroundError, type PlaygroundError } from '../protocol/error';
import type { Parameters } from '../protocol/query';
import type { SessionInfo } from '../protocol/session';
import type { Limits } from './result-limits.svelte';
import { isActive, noRun, withStore, type RunView } from './run-view';
import { failedView } from './statement-view';

/** Files that SQL names. */
export interface Provisions {
  /** True if all of them are in the session. */
  has(sql: string): boolean;
  /** Brings them. @throws QueryError */
  deliverFor(sql: string): Promise<void>;
  /** A query that this takes, while it takes one. */
  readonly queryId?: string | undefined;
}

interface CurrentRun {
  /** Aborted by this page's Cancel. */
  readonly signal: AbortSignal;
  readonly startedAt: number;
  /** Once it has reached the session. */
  queryId: string | undefined;
}

/** Brings what a run needs besides the files that it names. Undefined where that is there. Stops when the signal is aborted. */
export type Supply = (session: SessionInfo, signal: AbortSignal) => Promise<void> | undefined;

/** What a run has besides its SQL. */
export interface RunNeeds {
  supply?: Supply;
  /** What it binds its parameters to. @throws QueryError where that cannot be said */
  values?: () => Parameters | undefined;
  /** Called where it begins: not for a press that is another run's. */
  onBegin?: () => void;
}

/** A run's end, put into words when it is asked for: most runs are only looked at. */
export type RunEnd = () => QueryResult;

/** Before this, in milliseconds, a run shows nothing of how far it is; then it does so often. */
const SHOWN_AFTER_MS = 400;
const SHOWN_EVERY_MS = 100;

/** How long a cancel may take before the page offers more, in milliseconds. */
const STUCK_AFTER_MS = 2000;

/** Runs what is in the editor, one press of Run at a time, and holds what the page shows of it. */
export class Runner {
  #view = $state.raw<RunView>(noRun);
  readonly #runs = new OneRun<RunEnd>();
  #current: CurrentRun | undefined;
  #frame = 0;
  #isStuck = $state(false);
  #clock: ReturnType<typeof setInterval> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  /** Called with the end of every run. */
  onEnd: ((end: RunEnd) => void) | undefined;

  constructor(
    private readonly client: SessionClient,
    private readonly provisions: Provisions,
    private readonly limits: Limits,
  ) {}

  get view(): RunView {
    return this.#view;
  }

  /** Of the run that is under way, once it has reached the session. */
  get queryId(): string | undefined {
    return this.#current?.queryId;
  }

  /** True while the engine has not heeded a cancel for a while. */
  get isStuck(): boolean {
    return this.#isStuck;
  }

  /** As `start`, for whoever wants the rows as text. */
  async run(sql: string, runAs?: RunAs): Promise<QueryResult> {
    const result = await this.start(sql, runAs);
    return result();
  }

  /**
   * Resolves with the run's end, whatever it was. While one is under way, a second press is the same run; once that one was told
   * to stop, a press is a run of its own, and begins when that one has ended. Of several such presses the last counts.
   */
  start(sql: string, runAs: RunAs = asEditor, needs: RunNeeds = {}): Promise<RunEnd> {
    if (this.#isToldToStop) {
      this.#runs.cancel();
      this.#view = { ...this.#view, isStopping: true, isFollowed: true };
    }
    return this.#runs.start((signal) => this.#begin(signal, sql, runAs, needs));
  }

  #begin(signal: AbortSignal, sql: string, runAs: RunAs, needs: RunNeeds): Promise<RunEnd> {
    needs.onBegin?.();
    const run: CurrentRun = { signal, startedAt: performance.now(), queryId: undefined };
    this.#current = run;
    const phase = this.client.snapshot.state === 'opening' ? 'waiting' : 'running';
    const { number, statements } = this.#view;
    this.#view = { ...noRun, number: number + 1, phase, sql, runAs, statements, isStale: true };
    this.#clock = setInterval(() => {
      this.#tick(run);
    }, SHOWN_EVERY_MS);
    const ended = this.#perform(run, sql, runAs, needs);
    void ended.then((end) => this.onEnd?.(end));
    return ended;
  }

  /** Ends the run that is under way; the one that is to follow does not begin. */
  cancel(): void {
    if (!this.#current) return;
    const { queryId } = this.#current;
    this.#runs.cancel();
    this.#view = { ...this.#view, isStopping: true, isFollowed: false };
    // A worker that dies meanwhile ends the query by itself.
    if (queryId !== undefined) this.client.cancel(queryId).catch(() => undefined);
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      this.#isStuck = this.#current !== undefined;
    }, STUCK_AFTER_MS);
  }

  /** Shows a run that failed before it could be one. */
  fail(sql: string, runAs: RunAs, error: PlaygroundError): void {
    const number = this.#view.number + 1;
    const statements = [failedView(`run-${number}`, 0, runAs, error)];
    this.#view = { ...noRun, number, phase: 'failed', sql, runAs, statements, error };
  }

  /** Shows no run. */
  clear(): void {
    if (!this.#current) this.#view = { ...noRun, number: this.#view.number };
  }

  /** By this page's Cancel, or by somebody who has cancelled its query. */
  get #isToldToStop(): boolean {
    if (!this.#current) return false;
    const { signal, queryId } = this.#current;
    return signal.aborted || (queryId !== undefined && this.client.isStopped(queryId));
  }

  async #perform(run: CurrentRun, sql: string, runAs: RunAs, { supply, values }: RunNeeds): Promise<RunEnd> {
    try {
      const session = await this.#prepare(run, sql, supply);
      const params = values?.();
      const { maxRows, maxBytes, timeoutMs } = this.limits;
      const context = new QueryContext(session, sql, { ...runAs, params, maxRows, maxBytes, timeoutMs });
      run.queryId = context.id;
      const store = await this.client.run(context, (changed) => {
        this.#showSoon(changed);
      });
      this.#show(store);
      return () => toQueryResult(store, DEFAULT_MAX_ROWS);
    } catch (thrown) {
      const result = this.#giveUp(run, thrown);
      return () => result;
    } finally {
      this.#current = undefined;
      clearInterval(this.#clock);
      clearTimeout(this.#patience);
      this.#isStuck = false;
    }
  }

  /** What a run needs before it can be sent: the session, the files that it names, and what else it relies on. */
  async #prepare({ signal }: CurrentRun, sql: string, supply: Supply | undefined): Promise<SessionInfo> {
    const session = await orStopped(this.client.ready(), signal);
    const isMissing = !this.provisions.has(sql);
    const supplied = supply?.(session, signal);
    this.#view = { ...this.#view, phase: isMissing || supplied ? 'fetching' : 'running' };
    // What stops by itself is waited for: it may have a query of its own to end.
    await supplied;
    signal.throwIfAborted();
    if (isMissing) await orStopped(this.provisions.deliverFor(sql), signal);
    return session;
  }

  /** Ends a run that never reached the session. */
  #giveUp({ signal, startedAt }: CurrentRun, thrown: unknown): QueryResult {
    const status = signal.aborted ? 'cancelled' : 'failed';
    const elapsedMs = performance.now() - startedAt;
    const error = signal.aborted
      ? queryError('CANCELLED', 'The query was cancelled before it began.').detail
      : toPlaygroundError(thrown, 'SESSION_FAILED');
    const statements = status === 'failed' ? [failedView(`run-${this.#view.number}`, 0, this.#view.runAs, error)] : [];
    const ended = { isStale: false, isStopping: false, isFollowed: false, elapsedMs, error };
    this.#view = { ...this.#view, phase: status, statements, ...ended };
    return { queryId: '', status, statements: [], elapsedMs, error };
  }

  /** The page's own clock: the engine's stands still while it is in the middle of something. */
  #tick({ startedAt, queryId }: CurrentRun): void {
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs < SHOWN_AFTER_MS || !isActive(this.#view)) return;
    const waiting = queryId ?? this.provisions.queryId;
    const queue = waiting === undefined ? undefined : this.client.aheadOf(waiting);
    this.#view = { ...this.#view, elapsedMs, queue };
  }

  #show(store: ResultStore): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#view = withStore(this.#view, store);
  }

  /** Batches come faster than frames. */
  #showSoon(store: ResultStore): void {
    if (this.#frame !== 0 || !isActive(this.#view)) return;
    this.#frame = requestAnimationFrame(() => {
      this.#show(store);
    });
  }
}
