import type { ZipEntry } from '../archive/zip';
import { quoteName } from '../sql-text';
import { pathOf, readCatalog, type DatabaseCatalog, type Item, type Table } from './database-catalog';
import type { DatabaseSource } from './database-source';
import { fileCoding } from './file-column';
import { inOrderOfReference, loadSql, type TableFile } from './load-sql';
import { wordsOf } from './mentions';
import { isSelfReferring, LEVEL, levelsOf } from './references';

/**
 * A database as files: `load.sql`, which makes it again, a README, and the rows of each table.
 *
 * @param onTable before a table's rows are read
 * @throws QueryError, or Error where something cannot be written down
 */
export async function databaseFiles(
  source: DatabaseSource,
  onTable: (name: string, share: number) => void,
): Promise<ZipEntry[]> {
  const catalog = await readCatalog(source);
  const tables = inOrderOfReference(catalog.tables);
  const files = new Map<Table, TableFile>();
  const data: ZipEntry[] = [];
  const taken = new Set<string>();
  for (const [i, table] of tables.entries()) {
    onTable(table.name, i / tables.length);
    const { sql, values } = await readingOf(source, table);
    const { file, rowCount } = await source.write(sql);
    if (rowCount === 0) continue;
    const name = fileNameOf(table, taken);
    files.set(table, { name, values, shares: await sharesOf(source, table) });
    // Its pages are packed.
    data.push({ name, data: file, isPacked: true });
  }
  const isForeign = foreignness(source, catalog);
  const broken = await brokenViews(source, catalog, isForeign);
  const sql = `${HEAD}\n${loadSql({ catalog, tables, files, broken, isForeign })}`;
  const text = (name: string, content: string): ZipEntry => ({ name, data: new Blob([content]), isPacked: false });
  return [text('load.sql', sql), text('README.txt', README), ...data];
}

const HEAD = '-- Makes the database again, in one that is empty. README.txt tells how.\n';

const README = `A database, as SQL and files. load.sql makes it again, with its rows, which lie in data/.
In the playground: drop this archive on the page, and choose to run load.sql.
With DuckDB, from version 1.4 on: unpack it, go into the folder, and run  duckdb my.duckdb < load.sql
The database that it is loaded into should be empty: what is there under the same name is an error.
Temporary tables, settings and the files that were on the page are not part of it.
`;

function fullPathOf({ database }: DatabaseSource, { schema, name }: Item): string {
  return [database, schema, name].map(quoteName).join('.');
}

/** The query of a table's rows as its file has them, and what makes of them what they were. */
async function readingOf(source: DatabaseSource, table: Table): Promise<{ sql: string; values: string[] }> {
  const path = fullPathOf(source, table);
  const names = table.columns.filter(({ isGenerated }) => !isGenerated).map(({ name }) => quoteName(name));
  const columns = await source.columns(`SELECT ${names.join(', ')} FROM ${path} LIMIT 0`);
  const codings = columns.map(({ type }) => fileCoding(type));
  const encoded = names.map((name, i) => {
    const encode = codings[i]?.encode;
    return encode ? `${encode(`t.${name}`)} AS ${name}` : `t.${name}`;
  });
  const values = names.map((name, i) => codings[i]?.decode(name) ?? name);
  if (!isSelfReferring(table)) return { sql: `SELECT ${encoded.join(', ')} FROM ${path} AS t`, values };
  const levels = `JOIN ${levelsOf(table, path)} AS levels ON t.rowid = levels."row" ORDER BY t.rowid`;
  return { sql: `SELECT ${encoded.join(', ')}, levels.level AS ${LEVEL} FROM ${path} AS t ${levels}`, values };
}

async function sharesOf(source: DatabaseSource, table: Table): Promise<(string | undefined)[]> {
  if (!isSelfReferring(table)) return [undefined];
  const [most] = await source.rows(`SELECT max(level) FROM ${levelsOf(table, fullPathOf(source, table))}`);
  return Array.from({ length: Number(most?.[0] ?? 0) + 1 }, (_, level) => `${LEVEL} = ${level}`);
}

/** `data/orders.parquet`: of letters and digits, so that it is no pattern, and no two differ by case alone. */
function fileNameOf({ schema, name }: Item, taken: Set<string>): string {
  const base = (schema === 'main' ? name : `${schema}.${name}`).replace(/[^\p{L}\p{N}_.-]+/gu, '_').slice(0, 100);
  let unique = base;
  for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${base}_${i}`;
  taken.add(unique.toLowerCase());
  return `data/${unique}.parquet`;
}

/** Whether SQL reads files, or names a database: where it is loaded, that may not be there. */
function foreignness({ fileNames }: DatabaseSource, { databases }: DatabaseCatalog): (sql: string) => boolean {
  const readers = /\b(?:read_\w+|\w+_scan|sniff_csv|glob)"?\(/i;
  const paths = databases.map((name) => `${name.toLowerCase()}.`);
  return (sql) => {
    const lower = sql.toLowerCase();
    const words = wordsOf(sql);
    return (
      readers.test(sql) ||
      fileNames.some((name) => lower.includes(name.toLowerCase())) ||
      [...words].some((word) => /[*?/]|\.(?:csv|tsv|txt|json|ndjson|parquet|arrow|xlsx|sqlite)\b/.test(word)) ||
      paths.some((path) =>
        [path, `"${path.slice(0, -1)}".`].some((each) => new RegExp(`(?<![\\w".])${escaped(each)}`).test(lower)),
      )
    );
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Views of what is there no more. Those of files are not looked at: that would read the files. */
async function brokenViews(
  source: DatabaseSource,
  { views }: DatabaseCatalog,
  isForeign: (sql: string) => boolean,
): Promise<Map<Item, string>> {
  const broken = new Map<Item, string>();
  for (const view of views) {
    if (isForeign(view.sql)) continue;
    const why = await source.objection(`FROM ${fullPathOf(source, view)} LIMIT 0`);
    if (why !== '') broken.set(view, `${pathOf(view)}: ${why}`);
  }
  return broken;
}
