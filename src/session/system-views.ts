import {
  liveTables,
  systemViews,
  type LiveCell,
  type LiveColumn,
  type LiveRow,
  type LiveTableName,
} from '../system/catalogue';
import type { CApi } from './c-api/c-api';
import { EngineError } from './c-api/error';
import { registerLiveTable } from './c-api/live-table';
import { setReadOnly } from './c-api/read-only';
import type { Connection } from './connection';
import { SYSTEM_CATALOG } from './system-name';

/** What the host knows and the system views show. */
export type LiveRows = { [T in LiveTableName]: () => LiveRow<T>[] };

/**
 * Attaches the catalog of the system views and makes it read-only for everybody. Live tables are registered once per database;
 * without `liveRows` only the catalog is put back.
 */
export function installSystemViews(api: CApi, connection: Connection, liveRows?: LiveRows): void {
  if (liveRows) registerLiveTables(api, connection, liveRows);
  connection.run(`ATTACH ':memory:' AS ${SYSTEM_CATALOG}`);
  for (const [name, body] of Object.entries(systemViews)) {
    connection.run(`CREATE VIEW ${SYSTEM_CATALOG}.${name} AS ${body}`);
  }
  setReadOnly(api, connection.handle, SYSTEM_CATALOG);
}

export function hasSystemCatalog(api: CApi, connection: Connection): boolean {
  try {
    const extracted = api.extract(connection.handle, `FROM ${SYSTEM_CATALOG}.session`);
    try {
      api.destroyPrepared(api.prepare(connection.handle, extracted, 0));
      return true;
    } finally {
      api.destroyExtracted(extracted.handle);
    }
  } catch (thrown) {
    if (thrown instanceof EngineError) return false;
    throw thrown;
  }
}

function registerLiveTables(api: CApi, connection: Connection, liveRows: LiveRows): void {
  for (const name of Object.keys(liveTables) as LiveTableName[]) {
    const columns: LiveColumn[] = Object.entries(liveTables[name]).map(([column, type]) => ({ name: column, type }));
    const rows: () => Record<string, LiveCell>[] = liveRows[name];
    registerLiveTable(api, connection.handle, name, columns, () =>
      rows().map((row) => columns.map((column) => row[column.name] ?? null)),
    );
  }
}
