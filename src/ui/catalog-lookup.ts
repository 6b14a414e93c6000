import { QueryContext } from '../client/query-context';
import type { StatementStore } from '../client/result-store';
import type { SessionClient } from '../client/session-client';
import { QueryError } from '../protocol/error';
import { quoteIfNeeded } from '../language/quoting';
import type { FileInfo } from '../protocol/session';
import { quoteText } from '../results/sql-text';
import { aboutRows, formatBytes } from './amounts';
import type { CatalogNode } from './catalog-tree';
import type { KeptFiles } from './kept-files.svelte';
import { isSample } from './samples';

/** Everything the tree shows, asked in one go. The columns of each statement are read by position. */
const SQL = `
SELECT namespace, is_default FROM sys.namespaces ORDER BY is_default DESC, namespace;
SELECT namespace, schema_name, table_name, kind, estimated_rows FROM sys.tables ORDER BY ALL;
SELECT namespace, schema_name, table_name, column_name, data_type FROM sys.columns ORDER BY namespace, schema_name, table_name, ordinal;
SELECT 'sys', '', table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = 'sys' ORDER BY table_name, column_index;
`;

const MAX_ROWS = 20_000;

type Cells = readonly (string | null)[];

/** What the engine knows: the namespaces with their tables, and the system views. */
export interface Found {
  namespaces: readonly CatalogNode[];
  systemViews: readonly CatalogNode[];
  /** Without the samples, which are listed elsewhere. */
  files: readonly CatalogNode[];
}

/** @param home the editor's namespace. @throws QueryError when the session is gone. */
export async function lookUp(client: SessionClient, home: string, kept: Pick<KeptFiles, 'isKept'>): Promise<Found> {
  const session = await client.ready();
  const context = new QueryContext(session, SQL, { origin: 'catalog', role: 'reader', maxRows: MAX_ROWS });
  const { error, statements } = await client.run(context);
  if (error) throw new QueryError(error);
  const [namespaces = [], tables = [], columns = [], systemColumns = []] = statements.map(rowsOf);
  const columnsOf = groupByTable(columns);
  const files = await client.files();
  const isHome = ([name]: Cells): boolean => name?.toLowerCase() === home.toLowerCase();
  // The session makes a namespace when it is first used.
  const used = namespaces.some(isHome) ? namespaces : [[home, 'false'], ...namespaces];
  // Databases that were attached, from files among others.
  const attached = new Set(tables.map(([name]) => name ?? ''));
  for (const [name] of used) attached.delete(name ?? '');
  const all = [...used, ...Array.from(attached, (name): Cells => [name, 'false'])];
  return {
    namespaces: all.map((row) => {
      const [name, isDefault] = row;
      const own = tables.filter(([namespace]) => namespace === name);
      const isAttached = !used.includes(row);
      const place = { name: name ?? '', isHome: isHome(row), isDefault: isDefault === 'true', isAttached };
      return namespaceNode(place, own, columnsOf);
    }),
    systemViews: [...groupByTable(systemColumns).values()].map(systemViewNode),
    files: files.filter((file) => !isSample(file)).map((file) => fileNode(file, kept.isKept(file.name))),
  };
}

function rowsOf(statement: StatementStore): Cells[] {
  return Array.from({ length: statement.heldRows }, (_, row) => statement.row(row));
}

/** Rows that begin with namespace, schema and table, in their order, by these three. */
function groupByTable(rows: readonly Cells[]): Map<string, Cells[]> {
  const groups = new Map<string, Cells[]>();
  for (const row of rows) {
    const key = tableKey(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function tableKey([namespace, schema, table]: Cells): string {
  return JSON.stringify([namespace, schema, table]);
}

function namespaceNode(
  { name, isHome, isDefault, isAttached }: Record<'isHome' | 'isDefault' | 'isAttached', boolean> & { name: string },
  tables: readonly Cells[],
  columnsOf: ReadonlyMap<string, Cells[]>,
): CatalogNode {
  // What the engine calls it.
  const database = isDefault ? 'memory' : name;
  const nodes = tables.map((row): CatalogNode => {
    const [, schema, table, kind, rows] = row;
    // In its own namespace, and in the usual schema, a table needs no more than its name.
    const path = [isHome ? null : database, isHome && schema === 'main' ? null : schema, table ?? null];
    const parts = path.filter((part) => part !== null && part !== undefined);
    const label = parts.slice(isHome ? 0 : 2).join('.');
    const insert = parts.map((part) => quoteIfNeeded(part)).join('.');
    const size = kind === 'table' && rows !== null && rows !== undefined ? aboutRows(Number(rows)) : undefined;
    return {
      id: `table:${tableKey(row)}`,
      kind: kind === 'view' ? 'view' : 'table',
      label,
      ...(kind === 'view' ? { detail: 'view' } : {}),
      ...(size === undefined ? {} : { detail: size }),
      insert,
      subject: { kind: kind === 'view' ? 'view' : 'table', name: insert },
      children: columnNodes(columnsOf.get(tableKey(row)) ?? []),
    };
  });
  const empty: CatalogNode = { id: `empty:${name}`, kind: 'note', label: 'No tables yet' };
  return {
    id: `namespace:${name}`,
    kind: 'namespace',
    label: name,
    ...(isAttached
      ? { detail: 'attached' }
      : { description: isHome ? 'The namespace that the editor works in' : 'A namespace of its own' }),
    children: nodes.length > 0 ? nodes : [empty],
  };
}

function systemViewNode(columns: readonly Cells[]): CatalogNode {
  const view = columns[0]?.[2] ?? '';
  const insert = `sys.${view}`;
  return {
    id: `system:${view}`,
    kind: 'view',
    label: view,
    insert,
    subject: { kind: 'system view', name: insert },
    children: columnNodes(columns),
  };
}

function fileNode({ name, sizeBytes, readBy, memoryBytes }: FileInfo, isKept: boolean): CatalogNode {
  return {
    id: `file:${name}`,
    kind: 'file',
    label: name,
    detail: `${isKept ? 'kept, ' : ''}${formatBytes(sizeBytes)}`,
    description: `read by the ${readBy}, ${formatBytes(memoryBytes)} in memory`,
    insert: quoteText(name),
    subject: { kind: 'file', name },
  };
}

function columnNodes(columns: readonly Cells[]): CatalogNode[] {
  return columns.map((row) => {
    const name = row[3] ?? '';
    return {
      id: `column:${tableKey(row)}:${name}`,
      kind: 'column',
      label: name,
      detail: row[4] ?? '',
      insert: quoteIfNeeded(name),
    };
  });
}
