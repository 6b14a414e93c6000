import type { SessionClient } from '../../client/session-client';
import type { CatalogSnapshot, TableInfo } from '../../language/knowledge';
import { itemsOf, lookUp, SEPARATOR_SQL, type Cells } from './look-up';

/** A row per table, its columns in three cells: a row per column takes ten times as long to read. */
const TABLES = `
WITH things AS (
  SELECT database_name, schema_name, table_name AS name, 'table' AS kind, estimated_size FROM duckdb_tables() WHERE NOT internal AND NOT regexp_full_match(database_name, '__f\\d+')
  UNION ALL SELECT database_name, schema_name, view_name, 'view', NULL FROM duckdb_views() WHERE NOT internal
), columns AS (
  SELECT database_name, schema_name, table_name AS name,
    array_to_string(list(column_name ORDER BY column_index), ${SEPARATOR_SQL}) AS names,
    array_to_string(list(data_type ORDER BY column_index), ${SEPARATOR_SQL}) AS types,
    array_to_string(list(is_nullable ORDER BY column_index), ${SEPARATOR_SQL}) AS nullables
  FROM duckdb_columns() WHERE NOT internal AND NOT regexp_full_match(database_name, '__f\\d+') GROUP BY ALL
)
SELECT database_name, schema_name, name, kind, estimated_size, names, types, nullables
FROM things LEFT JOIN columns USING (database_name, schema_name, name);
`;

const MAX_TABLES = 20_000;

/** What names mean in a namespace now, and the count of changes that it holds for. */
export interface Home {
  database: string;
  schema: string;
  generation: number | undefined;
}

/** @throws QueryError */
export async function loadHome(client: SessionClient, namespace: string): Promise<Home> {
  const [answer] = await lookUp(client, 'SELECT current_database(), current_schema()', { namespace, maxRows: 1 });
  const [database, schema] = answer?.rows[0] ?? [];
  return { database: database ?? '', schema: schema ?? '', generation: answer?.generation };
}

/** Tables and views of all databases, the system views too. @throws QueryError */
export async function loadTables(client: SessionClient, namespace: string): Promise<TableInfo[]> {
  const [answer] = await lookUp(client, TABLES, { namespace, maxRows: MAX_TABLES });
  return (answer?.rows ?? []).map(tableOf);
}

function tableOf([database, schema, name, kind, rows, columns, types, nullables]: Cells): TableInfo {
  const typeNames = itemsOf(types);
  const areNullable = itemsOf(nullables);
  return {
    database: database ?? '',
    schema: schema ?? '',
    name: name ?? '',
    kind: kind === 'view' ? 'view' : 'table',
    columns: itemsOf(columns).map((column, i) => ({
      name: column,
      type: typeNames[i] ?? '',
      isNullable: areNullable[i] !== 'false',
    })),
    ...(rows === null || rows === undefined ? {} : { estimatedRows: Number(rows) }),
  };
}

/** Before the engine was asked. */
export const emptyCatalog: CatalogSnapshot = { database: 'memory', schema: 'main', tables: [], files: [] };
