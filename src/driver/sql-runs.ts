import { QueryContext } from '../client/query-context';
import { toQueryResult, type QueryResult } from '../client/query-result';
import type { SessionClient } from '../client/session-client';
import { QueryError, queryError } from '../protocol/error';
import type { Origin, Role } from '../protocol/query';
import type { RunOptions } from './playground-driver';

/** The page's editor, as far as those need it who drive the page. */
export interface DrivenEditor {
  /** Where the page's SQL runs, and the most that it may do. */
  readonly namespace: string;
  readonly role: Role;
  getSql(): string;
  /** As if the visitor had written it. */
  setSql(sql: string): void;
  /** As pressing Run. @param most what the SQL may do at most, whoever it is from */
  run(most?: Role): Promise<QueryResult>;
  /** As pressing Cancel. False if nothing of the editor's runs. */
  stop(): boolean;
  /**
   * Brings what SQL names and the session lacks, as pressing Run does: the page's sample files. Undefined where there is nothing
   * to bring.
   *
   * @throws QueryError
   */
  prepare(sql: string): Promise<void> | undefined;
}

/** Runs SQL that is not the editor's, on its way as the Run button would send it. */
export class SqlRuns {
  /** Ends of waits for the session or for a file, oldest first: those can be cancelled, as a queued query can. */
  readonly #stops = new Set<() => void>();

  constructor(
    private readonly client: SessionClient,
    private readonly editor: DrivenEditor,
  ) {}

  /**
   * Posts at once where the session is open and has all that the SQL names, so that a cancel right after finds the query.
   *
   * @throws TypeError when it is misused
   */
  async run(sql: string, options: RunOptions, origin: Origin): Promise<QueryResult> {
    if (typeof sql !== 'string') throw new TypeError('run takes SQL text.');
    const { params, maxRows, timeoutMs } = options;
    const { namespace = this.editor.namespace, role = this.editor.role } = options;
    let session = this.client.snapshot.info;
    try {
      const files = session ? this.editor.prepare(sql) : this.client.ready().then(() => this.editor.prepare(sql));
      if (files) {
        session = await this.#until(files.then(() => this.client.ready()));
        if (!session) return unsent('cancelled', queryError('CANCELLED', 'The query was cancelled before it began.'));
      }
    } catch (thrown) {
      if (!(thrown instanceof QueryError)) throw thrown;
      return unsent('failed', thrown);
    }
    if (!session) return unsent('failed', queryError('SESSION_LOST', 'The session is gone.'));
    const context = new QueryContext(session, sql, { params, namespace, role, maxRows, timeoutMs, origin });
    return toQueryResult(await this.client.run(context), context.maxRows);
  }

  /** Ends a query, by default the running one. False if there is none. */
  async cancel(queryId?: string): Promise<boolean> {
    if (await this.client.cancel(queryId)) return true;
    return queryId === undefined && (this.#stopWaiting() || this.editor.stop());
  }

  #stopWaiting(): boolean {
    const [stop] = this.#stops;
    stop?.();
    return stop !== undefined;
  }

  /** Resolves with `ready`, or with undefined once the wait was cancelled. */
  async #until<T>(ready: Promise<T>): Promise<T | undefined> {
    let stop: () => void = () => undefined;
    const stopped = new Promise<undefined>((resolve) => {
      stop = () => {
        this.#stops.delete(stop);
        resolve(undefined);
      };
    });
    this.#stops.add(stop);
    try {
      return await Promise.race([ready, stopped]);
    } finally {
      this.#stops.delete(stop);
    }
  }
}

/** The end of a run that never reached the session. */
function unsent(status: 'cancelled' | 'failed', { detail }: QueryError): QueryResult {
  return { queryId: '', status, statements: [], elapsedMs: 0, error: detail };
}
