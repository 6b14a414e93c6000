import { version } from '../../package.json';
import { toQueryResult, type QueryResult } from '../client/query-result';
import { QueryContext } from '../client/query-context';
import type { SessionClient } from '../client/session-client';
import { QueryError } from '../protocol/error';
import type { PlaygroundDriver, RunOptions } from './playground-driver';

/** The page's editor, as far as the driver needs it. */
export interface DrivenEditor {
  getSql(): string;
  setSql(sql: string): void;
  /** As pressing Run. */
  run(): Promise<QueryResult>;
  /** Brings what SQL names and the session lacks, as pressing Run does: the page's sample files. @throws QueryError */
  prepare(sql: string): Promise<void>;
}

/** Puts `window.playground` on the page. */
export function installDriver(client: SessionClient, editor: DrivenEditor): void {
  const driver: PlaygroundDriver = {
    version,
    ready: () => client.ready(),
    run: (sql, options = {}) => run(client, editor, sql, options),
    cancel: (queryId) => client.cancel(queryId),
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

async function run(
  client: SessionClient,
  editor: DrivenEditor,
  sql: string,
  options: RunOptions,
): Promise<QueryResult> {
  if (typeof sql !== 'string') throw new TypeError('run takes SQL text.');
  const { params, namespace, role, maxRows, timeoutMs } = options;
  let session;
  try {
    session = await client.ready();
    await editor.prepare(sql);
  } catch (thrown) {
    if (!(thrown instanceof QueryError)) throw thrown;
    return { queryId: '', status: 'failed', statements: [], elapsedMs: 0, error: thrown.detail };
  }
  const context = new QueryContext(session, sql, { params, namespace, role, maxRows, timeoutMs, origin: 'driver' });
  return toQueryResult(await client.run(context));
}

function toBlob(data: Blob | ArrayBuffer | Uint8Array | string): Blob {
  if (data instanceof Blob) return data;
  if (typeof data === 'string' || data instanceof ArrayBuffer) return new Blob([data]);
  // A copy, because the bytes may lie in memory that is shared.
  if (ArrayBuffer.isView(data)) return new Blob([new Uint8Array(data)]);
  throw new TypeError('addFile takes a Blob, an ArrayBuffer, a Uint8Array or text.');
}
