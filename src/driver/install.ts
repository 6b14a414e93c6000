import { version } from '../../package.json';
import type { QueryResult } from '../client/query-result';
import type { SessionClient } from '../client/session-client';
import type { PlaygroundDriver } from './playground-driver';
import type { DrivenEditor, SqlRuns } from './sql-runs';

/** The page's editor, for its own scripts: those of a framing page get less. */
export interface ScriptedEditor extends DrivenEditor {
  /** Writes at the caret. */
  type(text: string): void;
  /** @param index from 0. @throws RangeError where the text has no such statement. */
  runStatement(index: number): Promise<QueryResult>;
  /** How the last run ended. */
  result(): QueryResult | null;
  /** Shows what the session has come to hold. */
  refresh(): void;
}

/** Puts `window.playground` on the page. @param mayKeep whether scripts may have data kept in the browser */
export function installDriver(client: SessionClient, editor: ScriptedEditor, runs: SqlRuns, mayKeep: boolean): void {
  const { databases } = client;
  const driver: PlaygroundDriver = {
    version,
    ready: () => client.ready(),
    run: (sql, options = {}) => runs.run(sql, options, 'driver'),
    cancel: (queryId) => runs.cancel(queryId),
    setSql: (sql) => {
      if (typeof sql !== 'string') throw new TypeError('setSql takes SQL text.');
      editor.setSql(sql);
    },
    getSql: () => editor.getSql(),
    type: (text) => {
      if (typeof text !== 'string') throw new TypeError('type takes text.');
      editor.type(text);
    },
    runEditor: async (statement) => (statement === undefined ? editor.run() : editor.runStatement(statement)),
    result: () => editor.result(),
    addFile: async (name, data) => {
      if (typeof name !== 'string') throw new TypeError('addFile takes a name and data.');
      const info = await client.addFile(name, toBlob(data));
      editor.refresh();
      return info;
    },
    files: () => client.files(),
    exportDatabase: async (namespace = editor.namespace) =>
      (await import('../ui/keep/keep-parts')).exportDatabase(client, namespace),
    databases: mayKeep
      ? {
          list: () => databases.list(),
          open: (name, mode) => databases.open(name, mode),
          close: (name) => databases.close(name),
          delete: (name) => databases.delete(name),
        }
      : null,
    headers: {
      set: async (host, headers) => (await client.headers()).set(host, headers),
      remove: async (host) => (await client.headers()).remove(host),
      clear: async () => (await client.headers()).clear(),
      list: async () => (await client.headers()).names(),
    },
    restart: () => client.restart(),
    state: () => client.snapshot.state,
  };
  Object.defineProperty(window, 'playground', { value: Object.freeze(driver), configurable: true });
}

function toBlob(data: Blob | ArrayBuffer | Uint8Array | string): Blob {
  if (data instanceof Blob) return data;
  if (typeof data === 'string' || data instanceof ArrayBuffer) return new Blob([data]);
  // A copy, because the bytes may lie in memory that is shared.
  if (ArrayBuffer.isView(data))
    return new Blob([new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()]);
  throw new TypeError('addFile takes a Blob, an ArrayBuffer, a Uint8Array or text.');
}
