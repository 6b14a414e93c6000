import type { PlaygroundError } from '../protocol/error';
import { queryError } from '../protocol/error';
import type { QueryEventMessage } from '../protocol/message';
import type { QueryOutcome } from '../protocol/query';
import { Deferred } from './deferred';
import type { History } from './history';
import { notify, takeRows, type OpenQuery, type RowSink } from './open-query';
import type { QueryContext } from './query-context';
import { ResultStore } from './result-store';

/**
 * How long after a query's time limit the page waits for the host to say that it is over, in milliseconds. A host whose engine
 * is in the middle of a long task cannot.
 */
const GRACE_MS = 1000;

/** What is waiting in a page that was frozen gets its turn before a query is given up, in milliseconds. */
const CATCH_UP_MS = 250;

/** A host that does not answer this soon, in milliseconds, is in the middle of something else, and has begun nothing new. */
const ANSWER_MS = 200;

/** The queries of a namespace that are served before another of it. */
export interface QueueAhead {
  count: number;
  /** The first: it runs, or will next. */
  queryId: string;
  sql: string;
}

/** Who the queries belong to. */
export interface QueriesOwner {
  /** The page has taken in so many bytes of a query's rows. */
  grant(queryId: string, bytes: number): void;
  /** Asks the host to stop a query. True if it was running or queued there. */
  stop(queryId: string): Promise<boolean>;
  /** Called before each end that the host tells of. */
  ending(query: OpenQuery, outcome: QueryOutcome): void;
  /** Called when one has been added or has ended. */
  changed(): void;
}

/** The queries that have not ended: each ends exactly once, by the host's word or without it. */
export class OpenQueries {
  readonly #queries = new Map<string, OpenQuery>();

  constructor(
    private readonly owner: QueriesOwner,
    private readonly history: History,
  ) {}

  has(queryId: string): boolean {
    return this.#queries.has(queryId);
  }

  get size(): number {
    return this.#queries.size;
  }

  /** The oldest that is not a look-up of the page's own. */
  get oldest(): string | undefined {
    for (const [queryId, { isLookUp }] of this.#queries) if (!isLookUp) return queryId;
    return undefined;
  }

  /** What a queued query waits for; undefined where it is first in its line, or has begun. */
  aheadOf(queryId: string): QueueAhead | undefined {
    const query = this.#queries.get(queryId);
    if (!query || query.isLookUp || query.store.status !== 'queued') return undefined;
    let ahead: QueueAhead | undefined;
    for (const other of this.#queries.values()) {
      if (other === query) return ahead;
      if (other.isLookUp || other.namespace !== query.namespace) continue;
      if (ahead) ahead.count++;
      else ahead = { count: 1, queryId: other.store.queryId, sql: other.store.sql };
    }
    return ahead;
  }

  add(
    context: QueryContext,
    onChange: ((store: ResultStore) => void) | undefined,
    sink: RowSink | undefined,
  ): Promise<ResultStore> {
    const { promise, resolve } = new Deferred<ResultStore>();
    const query: OpenQuery = {
      context,
      store: new ResultStore(context.id, context.sql),
      isLookUp: context.origin === 'catalog',
      namespace: context.namespace.toLowerCase(),
      queuedAt: performance.now(),
      startedAt: undefined,
      isStopped: false,
      overdue: undefined,
      onChange,
      sink,
      owedBytes: 0,
      resolve,
    };
    this.#queries.set(context.id, query);
    this.owner.changed();
    const { timeoutMs } = context;
    if (timeoutMs > 0 && timeoutMs < 2 ** 30) {
      query.overdue = setTimeout(() => {
        query.overdue = setTimeout(() => {
          const message = `The query was given up after ${String(timeoutMs)} ms, its time limit; the engine may be busy with it still.`;
          this.abandon(context.id, queryError('TIMEOUT', message).detail);
          void this.owner.stop(context.id);
        }, CATCH_UP_MS);
      }, timeoutMs + GRACE_MS);
    }
    return promise;
  }

  receive(message: QueryEventMessage): void {
    const queryId = message.type === 'query-finished' ? message.outcome.queryId : message.queryId;
    const query = this.#queries.get(queryId);
    if (!query) return;
    const { store } = query;
    switch (message.type) {
      case 'query-started':
        store.start();
        query.startedAt = performance.now();
        break;
      case 'query-progress':
        store.report(message);
        break;
      case 'statement-started':
        store.startStatement(message);
        break;
      case 'batch':
        takeRows(query, message, (bytes) => {
          this.owner.grant(queryId, bytes);
        }).catch(() => {
          void this.owner.stop(queryId);
        });
        break;
      case 'statement-finished':
        store.finishStatement(message);
        break;
      case 'query-finished':
        this.owner.ending(query, message.outcome);
        store.finish(message);
        this.#close(query, message.outcome);
        this.#tell(query);
        return;
      default:
        message satisfies never;
    }
    notify(query);
  }

  /** Asks for a query's end. True if it was running or queued. Without an id: the oldest. */
  async cancel(queryId = this.oldest): Promise<boolean> {
    const query = queryId === undefined ? undefined : this.#queries.get(queryId);
    if (queryId === undefined || !query) return false;
    query.isStopped = true;
    const answer = this.owner.stop(queryId);
    if (!this.#isBehind(queryId)) return answer;
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, ANSWER_MS, undefined));
    const isCancelled = await Promise.race([answer, late]);
    if (isCancelled !== undefined || !this.#isBehind(queryId)) return isCancelled ?? answer;
    // It has not begun, and before anything else begins the host will read that it shall not.
    this.abandon(queryId, queryError('CANCELLED', 'The query was cancelled before it began.').detail);
    return true;
  }

  /** True for an open query whose end somebody has asked for. */
  isStopped(queryId: string): boolean {
    return this.#queries.get(queryId)?.isStopped ?? false;
  }

  /** Ends a query that the host can no longer end. */
  abandon(queryId: string, error: PlaygroundError): void {
    const query = this.#queries.get(queryId);
    if (!query) return;
    this.#giveUp(query, error);
    this.#tell(query);
  }

  /**
   * Ends all: the host is gone. Those that somebody had stopped have been cancelled. They are in the history by now; who waits
   * for them learns of it by what this returns.
   */
  abandonAll(error: PlaygroundError): () => void {
    const abandoned = [...this.#queries.values()];
    for (const query of abandoned) {
      this.#giveUp(query, query.isStopped ? queryError('CANCELLED', 'The query was cancelled.').detail : error);
    }
    return () => {
      for (const query of abandoned) this.#tell(query);
    };
  }

  /**
   * True for a query that cannot have begun: another of its namespace, posted before it, has not ended. Of one that is first in
   * its line nobody knows, until the host has time to say so.
   */
  #isBehind(queryId: string): boolean {
    return this.aheadOf(queryId) !== undefined;
  }

  #giveUp(query: OpenQuery, error: PlaygroundError): void {
    query.store.abandon(error, performance.now() - query.queuedAt);
    this.#close(query);
  }

  #close(query: OpenQuery, outcome?: QueryOutcome): void {
    this.#queries.delete(query.store.queryId);
    clearTimeout(query.overdue);
    this.history.note(query, outcome);
  }

  #tell(query: OpenQuery): void {
    this.owner.changed();
    notify(query);
    query.resolve(query.store);
  }
}
