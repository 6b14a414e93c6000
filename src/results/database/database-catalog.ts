import { quoteName, quoteText } from '../sql-text';
import type { Cells, DatabaseSource } from './database-source';
import { parametersOf, type CatalogParameter } from './macro-parameters';
import type { Made } from './mentions';

/** Something in a schema. */
export interface Item extends Made {
  schema: string;
  /** Null where there is none. */
  comment: string | null;
}

/** A foreign key: some columns name rows by others of a table, perhaps the same one. */
export interface Reference {
  table: string;
  columns: readonly string[];
  otherColumns: readonly string[];
  /** As the engine writes it; empty for one to the table itself. */
  text: string;
}

export interface Table extends Item {
  columns: readonly { name: string; type: string; isGenerated: boolean }[];
  references: readonly Reference[];
}

export interface Macro extends Item {
  isTable: boolean;
}

/** What a database is made of, without its rows. What is temporary is not of it. */
export interface DatabaseCatalog {
  schemas: readonly string[];
  types: readonly Item[];
  sequences: readonly Item[];
  macros: readonly Macro[];
  tables: readonly Table[];
  views: readonly Item[];
  indexes: readonly Item[];
  columnComments: readonly { schema: string; table: string; column: string; comment: string }[];
  /** Names of all that there are. */
  databases: readonly string[];
}

/** Between the parts of a list; no name has it. */
const SEPARATOR = '\u0001';

/** Reads what a database is made of. @throws QueryError */
export async function readCatalog(source: DatabaseSource): Promise<DatabaseCatalog> {
  const ofOwn = `database_name = ${quoteText(source.database)}`;
  const of = `${ofOwn} AND NOT internal`;
  const ask = (columns: string, from: string): Promise<readonly Cells[]> =>
    source.rows(`SELECT ${columns} FROM system.main.${from}`);
  const schemas = await ask('schema_name', `duckdb_schemas() WHERE ${of} ORDER BY oid`);
  const views = await ask('schema_name, view_name, comment, sql', `duckdb_views() WHERE ${of} ORDER BY view_oid`);
  const indexes = await ask(
    'schema_name, index_name, comment, sql',
    `duckdb_indexes() WHERE ${ofOwn} AND sql IS NOT NULL ORDER BY index_oid`,
  );
  const comments = await ask(
    'schema_name, table_name, column_name, comment',
    `duckdb_columns() WHERE ${of} AND comment IS NOT NULL ORDER BY table_oid, column_index`,
  );
  const databases = await ask('database_name', 'duckdb_databases() WHERE NOT internal');
  return {
    schemas: schemas.map(([name]) => name ?? ''),
    types: await readTypes(
      source,
      await ask('schema_name, type_name, comment', `duckdb_types() WHERE ${of} ORDER BY type_oid`),
    ),
    sequences: (
      await ask(
        'schema_name, sequence_name, comment, start_value, min_value, max_value, increment_by, cycle, last_value',
        `duckdb_sequences() WHERE ${ofOwn} AND NOT temporary ORDER BY sequence_oid`,
      )
    ).map(sequence),
    macros: await readMacros(
      source,
      await ask(
        `schema_name, function_name, comment, function_type, ${list('parameters')}, ${list('parameter_types')}, macro_definition`,
        `duckdb_functions() WHERE ${of} AND macro_definition IS NOT NULL ORDER BY function_oid`,
      ),
    ),
    tables: await readTables(source),
    views: views.map(item),
    indexes: indexes.map(item),
    columnComments: comments.map(([schema, table, column, comment]) => ({
      schema: schema ?? '',
      table: table ?? '',
      column: column ?? '',
      comment: comment ?? '',
    })),
    databases: databases.map(([name]) => name ?? ''),
  };
}

/** A name as load.sql has it: the schema that is there anyway needs no mention. */
export function pathOf({ schema, name }: Pick<Item, 'schema' | 'name'>): string {
  return schema === 'main' ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`;
}

function list(column: string): string {
  return `array_to_string(list_transform(${column}, lambda each: coalesce(each, '')), chr(1))`;
}

function parts(text: string | null | undefined): string[] {
  return text === null || text === undefined || text === '' ? [] : text.split(SEPARATOR);
}

function item([schema, name, comment = null, sql]: Cells): Item {
  return { schema: schema ?? '', name: name ?? '', comment, sql: sql ?? '' };
}

/** The catalog only says of what kind a type is. */
async function readTypes(source: DatabaseSource, rows: readonly Cells[]): Promise<Item[]> {
  const types = rows.map(item);
  if (types.length === 0) return [];
  const [texts = []] = await source.rows(
    `SELECT ${types.map((type) => `typeof(NULL::${pathOf(type)})`).join(', ')}`,
    true,
  );
  return types.map((type, i) => ({ ...type, sql: `CREATE TYPE ${pathOf(type)} AS ${texts[i] ?? ''};` }));
}

/** The engine's own statement for it has names without quotes. The next value is the one that would have come. */
function sequence([schema, name, comment = null, start, min, max, by, cycle, last]: Cells): Item {
  const path = pathOf({ schema: schema ?? '', name: name ?? '' });
  const step = BigInt(by ?? 1);
  const [lowest, highest] = [BigInt(min ?? 1), BigInt(max ?? 1)];
  const isUsed = last !== null && last !== undefined;
  let next = isUsed ? BigInt(last) + step : BigInt(start ?? 1);
  const isOver = next < lowest || next > highest;
  if (isOver) next = cycle === 'true' ? (step > 0n ? lowest : highest) : BigInt(last ?? 1);
  const sql = `CREATE SEQUENCE ${path} INCREMENT BY ${by} MINVALUE ${min} MAXVALUE ${max} START ${next}${cycle === 'true' ? ' CYCLE' : ''};`;
  // Its last value has been given. In texts, the engine knows no quotes within a name.
  const spend = isOver && cycle !== 'true' && !path.includes('""') ? `\nSELECT nextval(${quoteText(path)});` : '';
  return { schema: schema ?? '', name: name ?? '', comment, sql: sql + spend };
}

async function readMacros(source: DatabaseSource, rows: readonly Cells[]): Promise<Macro[]> {
  const variants = new Map<string, Cells[]>();
  for (const row of rows) {
    const [schema, name, , kind] = row;
    const key = JSON.stringify([schema, name, kind]);
    variants.set(key, [...(variants.get(key) ?? []), row]);
  }
  const macros: Macro[] = [];
  for (const own of variants.values()) {
    const [schema, name, comment = null, kind] = own[0] ?? [];
    const isTable = kind === 'table_macro';
    const place = { schema: schema ?? '', name: name ?? '' };
    const parameters = own.map((row): CatalogParameter[] => {
      const types = parts(row[5]);
      return parts(row[4]).map((parameter, i) => ({ name: parameter, type: types[i] ?? '' }));
    });
    const taken = await takenBy(source, place, parameters, isTable);
    const bodies = own.map((row, i) => `(${taken[i] ?? ''}) AS ${isTable ? 'TABLE ' : ''}(${row[6] ?? ''})`);
    macros.push({ ...place, comment, isTable, sql: `CREATE MACRO ${pathOf(place)} ${bodies.join(', ')};` });
  }
  return macros;
}

/** Called with one argument too many, it tells what it takes. */
async function takenBy(
  source: DatabaseSource,
  { schema, name }: Pick<Item, 'schema' | 'name'>,
  variants: readonly (readonly CatalogParameter[])[],
  isTable: boolean,
): Promise<string[]> {
  const most = Math.max(...variants.map(({ length }) => length));
  if (most === 0) return variants.map(() => '');
  const path = [source.database, schema, name].map(quoteName).join('.');
  const call = `${path}(${Array.from({ length: most + 1 }, () => 'NULL').join(', ')})`;
  return parametersOf(name, variants, await source.objection(`${isTable ? 'FROM' : 'SELECT'} ${call}`));
}

async function readTables(source: DatabaseSource): Promise<Table[]> {
  const of = `database_name = ${quoteText(source.database)}`;
  const tables = await source.rows(
    `SELECT schema_name, table_name, comment, sql FROM system.main.duckdb_tables() WHERE ${of} AND NOT internal ORDER BY table_oid`,
  );
  const columns = await source.rows(
    `SELECT schema_name, table_name, column_name, data_type FROM system.main.duckdb_columns() WHERE ${of} AND NOT internal ORDER BY table_oid, column_index`,
  );
  const references = await source.rows(
    `SELECT schema_name, table_name, referenced_table, ${list('constraint_column_names')}, ${list('referenced_column_names')}, constraint_text
      FROM system.main.duckdb_constraints() WHERE ${of} AND constraint_type = 'FOREIGN KEY' ORDER BY constraint_index`,
  );
  return tables.map((row) => {
    const table = item(row);
    const isOwn = ([schema, name]: Cells): boolean => schema === table.schema && name === table.name;
    return {
      ...table,
      columns: columns.filter(isOwn).map(([, , name, type]) => ({
        name: name ?? '',
        type: type ?? '',
        isGenerated: isGenerated(table.sql, name ?? '', type ?? ''),
      })),
      references: references.filter(isOwn).map(([, , other, own, theirs, text]) => ({
        table: other ?? '',
        columns: parts(own),
        otherColumns: parts(theirs),
        text: text ?? '',
      })),
    };
  });
}

/** The catalog has what a column is generated of for its default; only the statement tells the two apart. */
function isGenerated(sql: string, name: string, type: string): boolean {
  return [name, quoteName(name)].some((each) =>
    ['(', ', '].some((before) => sql.includes(`${before}${each} ${type} GENERATED ALWAYS AS(`)),
  );
}
