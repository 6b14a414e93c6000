import {
  liveTables,
  systemViews,
  type LiveCell,
  type LiveColumn,
  type LiveRow,
  type LiveTableName,
} from '../system/catalogue';
import type { CApi } from './c-api/c-api';
import { registerLiveTable } from './c-api/live-table';
import { setReadOnly } from './c-api/read-only';
import type { Connection } from './connection';
import { SYSTEM_CATALOG } from './system-name';

/** What the host knows and the system views show. */
export type LiveRows = { [T in LiveTableName]: () => LiveRow<T>[] };

/** Registers the live tables, attaches the catalog of the system views and makes it read-only for everybody. */
export function installSystemViews(api: CApi, connection: Connection, liveRows: LiveRows): void {
  registerLiveTables(api, connection, liveRows);
  connection.run(`ATTACH ':memory:' AS ${SYSTEM_CATALOG}`);
  for (const [name, body] of Object.entries(systemViews)) {
    connection.run(`CREATE VIEW ${SYSTEM_CATALOG}.${name} AS ${body}`);
  }
  setReadOnly(api, connection.handle, SYSTEM_CATALOG);
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
