import { quoteName } from '../sql-text';
import { pathOf, type Reference, type Table } from './database-catalog';
import { punctuationOf } from './sql-punctuation';

/** The column that tells after how many others a row can come. */
export const LEVEL = '__level';

/** True for a table whose rows name rows of itself: those must be there before, and not come in the same statement. */
export function isSelfReferring(table: Table): boolean {
  return ownReferences(table).length > 0;
}

function ownReferences({ name, references }: Pick<Table, 'name' | 'references'>): readonly Reference[] {
  return references.filter((reference) => reference.table.toLowerCase() === name.toLowerCase());
}

/**
 * A table's statement with its foreign keys as they are. The engine writes the other table's name without quotes, and of a key to the
 * table itself nothing, between two commas.
 */
export function withReferences(table: Table): string {
  let sql = '';
  let rest = table.sql;
  for (const reference of table.references) {
    const at = reference.text === '' ? -1 : rest.indexOf(reference.text);
    if (at < 0) continue;
    sql += rest.slice(0, at) + keyOf(table, reference);
    rest = rest.slice(at + reference.text.length);
  }
  return withOwn(table, sql + rest);
}

function withOwn(table: Table, sql: string): string {
  const own = [...ownReferences(table)];
  let written = '';
  let from = 0;
  for (const { token, index, depth } of punctuationOf(sql)) {
    // Its own brackets, and the commas between them.
    if (depth !== (token === ',' ? 1 : 0)) continue;
    const part = sql.slice(from, index);
    const missing = part.trim() === '' && from > 0 ? own.shift() : undefined;
    written += (missing ? ` ${keyOf(table, missing)}` : part) + token;
    from = index + 1;
  }
  return written + sql.slice(from);
}

function keyOf({ schema }: Table, { table, columns, otherColumns }: Reference): string {
  const list = (names: readonly string[]): string => names.map(quoteName).join(', ');
  return `FOREIGN KEY (${list(columns)}) REFERENCES ${pathOf({ schema, name: table })} (${list(otherColumns)})`;
}

/**
 * A query of `row` and `level` for each row of a table that refers to itself: 0 for a row that names none, and more than the level of
 * each row that it names. Rows cannot name each other in a circle: the engine has them come one after the other.
 *
 * @param path of the table
 */
export function levelsOf(table: Table, path: string): string {
  const steps = ownReferences(table).map(({ columns, otherColumns }) => {
    const isNamed = columns.map((column, i) => {
      return `child.${quoteName(column)} = parent.${quoteName(otherColumns[i] ?? '')}`;
    });
    return `SELECT child.rowid AS "row", level + 1 AS level FROM levels
      JOIN ${path} AS parent ON parent.rowid = levels."row" JOIN ${path} AS child ON ${isNamed.join(' AND ')}`;
  });
  return `(WITH RECURSIVE levels AS (SELECT rowid AS "row", 0 AS level FROM ${path} UNION SELECT * FROM (${steps.join(' UNION ')}))
    SELECT "row", max(level) AS level FROM levels GROUP BY "row")`;
}
