import { version } from '../../package.json';
import { toQueryResult, type QueryResult } from '../client/query-result';
import { QueryContext } from '../client/query-context';
import type { SessionClient } from '../client/session-client';
import { QueryError, queryError } from '../protocol/error';
import type { PlaygroundDriver, RunOptions } from './playground-driver';

/** The page's editor, as far as the driver needs it. */
export interface DrivenEditor {
  getSql(): string;
  setSql(sql: string): void;
  /** As pressing Run. */
  run(): Promise<QueryResult>;
  /**
   * Brings what SQL names and the session lacks, as pressing Run does: the page's sample files. Undefined where there is nothing
   * to bring.
   *
   * @throws QueryError
   */
  prepare(sql: string): Promise<void> | undefined;
}

/** Puts `window.playground` on the page. */
export function installDriver(client: SessionClient, editor: DrivenEditor): void {
  const waiting = new Waiting();
  const driver: PlaygroundDriver = {
    version,
    ready: () => client.ready(),
    run: (sql, options = {}) => run(client, editor, waiting, sql, options),
    cancel: async (queryId) => (await client.cancel(queryId)) || (queryId === undefined && waiting.cancel()),
    setSql: (sql) => {
      if (typeof sql !== 'string') throw new TypeError('setSql takes SQL text.');
      editor.setSql(sql);
    },
    getSql: () => editor.getSql(),
    runEditor: () => editor.run(),
    addFile: async (name, data) => {
      if (typeof name !== 'string') throw new TypeError('addFile takes a name and data.');
      return client.addFile(name, toBlob(data));
    },
    files: () => client.files(),
    restart: () => client.restart(),
    state: () => client.snapshot.state,
  };
  Object.defineProperty(window, 'playground', { value: Object.freeze(driver), configurable: true });
}

/** Runs that wait for the session or for a file, oldest first: they can be cancelled, as a queued query can. */
class Waiting {
  readonly #stops = new Set<() => void>();

  /** Ends the oldest. False if there is none. */
  cancel(): boolean {
    const [stop] = this.#stops;
    stop?.();
    return stop !== undefined;
  }

  /** Resolves with `ready`, or with undefined once the wait was cancelled. */
  async until<T>(ready: Promise<T>): Promise<T | undefined> {
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

/** Posts at once where the session is open and has all that the SQL names, so that a cancel right after finds the query. */
async function run(
  client: SessionClient,
  editor: DrivenEditor,
  waiting: Waiting,
  sql: string,
  options: RunOptions,
): Promise<QueryResult> {
  if (typeof sql !== 'string') throw new TypeError('run takes SQL text.');
  const { params, namespace, role, maxRows, timeoutMs } = options;
  let session = client.snapshot.info;
  try {
    const files = session ? editor.prepare(sql) : client.ready().then(() => editor.prepare(sql));
    if (files) {
      session = await waiting.until(files.then(() => client.ready()));
      if (!session) return unsent('cancelled', queryError('CANCELLED', 'The query was cancelled before it began.'));
    }
  } catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown;
    return unsent('failed', thrown);
  }
  if (!session) return unsent('failed', queryError('SESSION_LOST', 'The session is gone.'));
  const context = new QueryContext(session, sql, { params, namespace, role, maxRows, timeoutMs, origin: 'driver' });
  return toQueryResult(await client.run(context), context.maxRows);
}

/** The end of a run that never reached the session. */
function unsent(status: 'cancelled' | 'failed', { detail }: QueryError): QueryResult {
  return { queryId: '', status, statements: [], elapsedMs: 0, error: detail };
}

function toBlob(data: Blob | ArrayBuffer | Uint8Array | string): Blob {
  if (data instanceof Blob) return data;
  if (typeof data === 'string' || data instanceof ArrayBuffer) return new Blob([data]);
  // A copy, because the bytes may lie in memory that is shared.
  if (ArrayBuffer.isView(data))
    return new Blob([new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()]);
  throw new TypeError('addFile takes a Blob, an ArrayBuffer, a Uint8Array or text.');
}
