import type { CatalogSnapshot, TableInfo } from './knowledge';

/** The tables of a snapshot, by name. */
export interface TableIndex {
  /** By name in lower case, those of the search path first. */
  readonly byName: ReadonlyMap<string, readonly TableInfo[]>;
  /** Tables that have a column which reads as a key, and the table that such a column is named for, by it in lower case. */
  readonly byKey: ReadonlyMap<string, readonly TableInfo[]>;
  /** Schemas by database, both as they are written. */
  readonly schemas: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A snapshot never changes, so it is indexed once. */
const indexes = new WeakMap<CatalogSnapshot, TableIndex>();

/** The index of a snapshot, built when first asked for. */
export function tableIndex(catalog: CatalogSnapshot): TableIndex {
  let index = indexes.get(catalog);
  if (!index) indexes.set(catalog, (index = buildIndex(catalog)));
  return index;
}

function buildIndex(catalog: CatalogSnapshot): TableIndex {
  const byName = new Map<string, TableInfo[]>();
  const byKey = new Map<string, TableInfo[]>();
  const addKey = (key: string, table: TableInfo): void => {
    const known = byKey.get(key);
    if (known) known.push(table);
    else byKey.set(key, [table]);
  };
  const schemas = new Map<string, Set<string>>();
  for (const table of catalog.tables) {
    const name = table.name.toLowerCase();
    const namesakes = byName.get(name);
    if (!namesakes) byName.set(name, [table]);
    else if (isInSearchPath(table, catalog)) namesakes.unshift(table);
    else namesakes.push(table);
    if (!isSystemTable(table)) {
      addKey(keyTo(name), table);
      for (const column of table.columns) if (isKey(column.name)) addKey(column.name.toLowerCase(), table);
    }
    const known = schemas.get(table.database);
    if (known) known.add(table.schema);
    else schemas.set(table.database, new Set([table.schema]));
  }
  return { byName, byKey, schemas };
}

/** Whether a table's bare name means it. */
export function isInSearchPath(table: TableInfo, catalog: CatalogSnapshot): boolean {
  return table.database === catalog.database && table.schema === catalog.schema;
}

/** The engine's own tables and views, and those that tell of the session. */
export function isSystemTable({ database, schema }: TableInfo): boolean {
  return ['sys', 'system'].includes(database) || ['information_schema', 'pg_catalog'].includes(schema);
}

/** The table that a name means, qualified by schema, by database, or by both. */
export function findTable(catalog: CatalogSnapshot, path: readonly string[]): TableInfo | undefined {
  const [name = '', ...qualifiers] = path.map((part) => part.toLowerCase()).reverse();
  const [inner, outer] = qualifiers;
  const namesakes = tableIndex(catalog).byName.get(name) ?? [];
  if (inner === undefined) {
    const first = namesakes[0];
    return first && (isInSearchPath(first, catalog) || isSystemTable(first)) ? first : undefined;
  }
  const matches = namesakes.filter(({ database, schema }) =>
    outer === undefined
      ? schema.toLowerCase() === inner || database.toLowerCase() === inner
      : schema.toLowerCase() === inner && database.toLowerCase() === outer,
  );
  return matches.find(({ database }) => database === catalog.database) ?? matches[0];
}

/** Whether a column's name reads as that of a key. */
export function isKey(column: string): boolean {
  return /_(id|key|code)$/i.test(column);
}

/** What other tables call their reference to a table: `customer_id` for `customers`. */
export function keyTo(table: string): string {
  return `${singular(table.toLowerCase())}_id`;
}

/** `customers` → `customer`, `categories` → `category`. */
export function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return name.replace(/(ss|x|ch|sh)es$/, '$1').replace(/([^s])s$/, '$1');
}
