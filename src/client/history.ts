import type { PastQuery, QueryFigures, QueryOutcome } from '../protocol/query';
import type { OpenQuery } from './open-query';

/** As many as `sys.queries` remembers. */
const CAPACITY = 10_000;

/** SQL and messages in all: what is kept must not weigh more than a page can bear, and has to cross to the next session. */
const MAX_CHARACTERS = 16_000_000;

/** The queries that have ended, whatever became of their sessions: what a new one shows in `sys.queries` from its start. */
export class History {
  readonly #queries: PastQuery[] = [];
  #characters = 0;

  /** In the order in which they were asked. */
  get queries(): PastQuery[] {
    return this.#queries.toSorted((a, b) => a.queuedAt - b.queuedAt);
  }

  /**
   * To be called when a query has ended. The page's own look-ups are left out, and what the host refused to take.
   *
   * @param outcome undefined where the host could not tell of the end.
   */
  note(query: OpenQuery, outcome?: QueryOutcome): void {
    const figures = outcome ? outcome.figures : figuresSeen(query);
    if (query.isLookUp || !figures) return;
    const { context, store } = query;
    this.#add({
      request: {
        id: context.id,
        sessionId: context.sessionId,
        sql: context.sql,
        namespace: context.namespace,
        role: context.role,
        origin: context.origin,
      },
      status: store.status === 'succeeded' || store.status === 'cancelled' ? store.status : 'failed',
      error: store.error ? { code: store.error.code, message: store.error.message } : null,
      ...figures,
    });
  }

  #add(query: PastQuery): void {
    if (weightOf(query) > MAX_CHARACTERS) return;
    this.#queries.push(query);
    this.#characters += weightOf(query);
    while (this.#queries.length > CAPACITY || this.#characters > MAX_CHARACTERS) {
      const oldest = this.#queries.shift();
      if (oldest) this.#characters -= weightOf(oldest);
    }
  }
}

function weightOf({ request, error }: PastQuery): number {
  return request.sql.length + (error?.message.length ?? 0);
}

/** What the page has seen of a query that ends now, without the host. */
function figuresSeen({ store, queuedAt, startedAt }: OpenQuery): QueryFigures {
  const sinceEpoch = (time: number): number => performance.timeOrigin + time;
  return {
    statementCount: store.statements.length,
    queuedAt: sinceEpoch(queuedAt),
    startedAt: startedAt === undefined ? null : sinceEpoch(startedAt),
    finishedAt: sinceEpoch(performance.now()),
    rowsReturned: store.statements.reduce((sum, { rowCount }) => sum + rowCount, 0),
    resultBytes: store.receivedBytes,
  };
}
