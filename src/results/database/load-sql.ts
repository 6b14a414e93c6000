import { quoteName, quoteText } from '../sql-text';
import { pathOf, type DatabaseCatalog, type Item, type Macro, type Table } from './database-catalog';
import { inOrderOfMention, wordsOf, type Made } from './mentions';
import { withReferences } from './references';

/** A table's rows as they lie in a file. */
export interface TableFile {
  name: string;
  /** After SELECT: an expression per column that is not generated. */
  values: readonly string[];
  /** One INSERT for each: a condition on the file's rows, or undefined for all. */
  shares: readonly (string | undefined)[];
}

export interface LoadParts {
  catalog: DatabaseCatalog;
  /** In an order in which foreign keys hold. */
  tables: readonly Table[];
  files: ReadonlyMap<Table, TableFile>;
  /** Views that cannot be made, and why: they are written as remarks. */
  broken: ReadonlyMap<Item, string>;
  /** True for SQL that needs more than the database. */
  isForeign: (sql: string) => boolean;
}

/** The statements that make a database again, with what is in it. */
export function loadSql({ catalog, tables, files, broken, isForeign }: LoadParts): string {
  const { before, after, foreign } = arranged(catalog, broken, isForeign);
  const sections: [title: string, statements: readonly string[]][] = [
    ['Schemas', catalog.schemas.map((name) => `CREATE SCHEMA ${quoteName(name)};`)],
    ['Types', catalog.types.map(sqlOf)],
    ['Sequences, from their next values on', catalog.sequences.map(sqlOf)],
    ['Macros that tables need', before.map(sqlOf)],
    ['Tables', tables.map(withReferences)],
    ['Rows', tables.flatMap((table) => insertsOf(table, files.get(table)))],
    ['Indexes', catalog.indexes.map(sqlOf)],
    ['Views and macros', after.map(sqlOf)],
    ['Comments', commentsOf(catalog, new Set([...broken.keys(), ...foreign]))],
    [
      'These read files or other databases, which must be there; they are last, as they fail where those are missing',
      foreign.map(sqlOf),
    ],
    ['These could not be read any more', [...broken].map(([{ sql }, why]) => remark(`${why}\n${sql}`))],
  ];
  const written = sections.filter(([, statements]) => statements.length > 0);
  return written.map(([title, statements]) => `-- ${title}\n${statements.join('\n')}\n`).join('\n');
}

/** Tables after those that their foreign keys name. */
export function inOrderOfReference(tables: readonly Table[]): Table[] {
  const ordered = new Set<Table>();
  const place = (table: Table): void => {
    if (ordered.has(table)) return;
    for (const { table: name } of table.references) {
      const other = tables.find(
        (each) => each !== table && each.schema === table.schema && each.name.toLowerCase() === name.toLowerCase(),
      );
      if (other) place(other);
    }
    ordered.add(table);
  };
  tables.forEach(place);
  return [...ordered];
}

/** Macros and views, before and after the tables, and those whose making may fail elsewhere. */
function arranged(
  { macros, views, tables }: DatabaseCatalog,
  broken: ReadonlyMap<Item, string>,
  isForeign: (sql: string) => boolean,
): Record<'before' | 'after' | 'foreign', Item[]> {
  const all = inOrderOfMention<Item>([...macros, ...views].filter((each) => !broken.has(each)));
  const foreign: Item[] = [];
  for (const each of all) {
    const words = wordsOf(each.sql);
    if (isForeign(each.sql) || foreign.some(({ name }) => words.has(name.toLowerCase()))) foreign.push(each);
  }
  const needed = neededBy(tables, macros);
  const before = all.filter((each) => needed.has(each) && !foreign.includes(each));
  return { before, foreign, after: all.filter((each) => !before.includes(each) && !foreign.includes(each)) };
}

/** Macros in defaults, checks and generated columns, and those in them. */
function neededBy(tables: readonly Made[], macros: readonly Macro[]): Set<Made> {
  const needed = new Set<Made>();
  const open: Made[] = [...tables];
  for (let next = open.pop(); next; next = open.pop()) {
    const words = wordsOf(next.sql);
    for (const macro of macros) {
      if (needed.has(macro) || macro.isTable || !words.has(macro.name.toLowerCase())) continue;
      needed.add(macro);
      open.push(macro);
    }
  }
  return needed;
}

function insertsOf(table: Table, file: TableFile | undefined): string[] {
  if (!file) return [];
  const columns = table.columns.filter(({ isGenerated }) => !isGenerated).map(({ name }) => quoteName(name));
  const rows = `SELECT ${file.values.join(', ')} FROM read_parquet(${quoteText(file.name)})`;
  return file.shares.map(
    (share) =>
      `INSERT INTO ${pathOf(table)} (${columns.join(', ')})\n  ${rows}${share === undefined ? '' : ` WHERE ${share}`};`,
  );
}

function commentsOf(catalog: DatabaseCatalog, without: ReadonlySet<Item>): string[] {
  const on = (kind: string, items: readonly Item[]): string[] =>
    items.flatMap((each) =>
      each.comment === null || without.has(each)
        ? []
        : [`COMMENT ON ${kind} ${pathOf(each)} IS ${quoteText(each.comment)};`],
    );
  const isLeftOut = (schema: string, name: string): boolean =>
    [...without].some((each) => each.schema === schema && each.name === name);
  return [
    ...on('TYPE', catalog.types),
    ...on('SEQUENCE', catalog.sequences),
    ...on('TABLE', catalog.tables),
    ...catalog.columnComments
      .filter(({ schema, table }) => !isLeftOut(schema, table))
      .map(({ schema, table, column, comment }) => {
        const path = `${pathOf({ schema, name: table })}.${quoteName(column)}`;
        return `COMMENT ON COLUMN ${path} IS ${quoteText(comment)};`;
      }),
    ...on('INDEX', catalog.indexes),
    ...on('VIEW', catalog.views),
    ...on(
      'MACRO',
      catalog.macros.filter(({ isTable }) => !isTable),
    ),
    ...on(
      'MACRO TABLE',
      catalog.macros.filter(({ isTable }) => isTable),
    ),
  ];
}

function remark(text: string): string {
  return text
    .split('\n')
    .map((line) => `-- ${line}`)
    .join('\n');
}

function sqlOf({ sql }: Made): string {
  return sql;
}
