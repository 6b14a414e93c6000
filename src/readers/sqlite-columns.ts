import { Binary, Bool, DateDay, Field, Float64, Int64, TimestampMicrosecond, Utf8, type DataType } from 'apache-arrow';
import type { Database } from 'sql.js';
import { dateOf, timestampOf } from './iso-text';

export type SqliteValue = number | bigint | string | Uint8Array | null;

/** A column of a table: how to select it, and what its values become. */
export interface SqliteColumn {
  field: Field<DataType>;
  /** SQL. */
  selection: string;
  /** For Arrow's builders. */
  valueOf: (value: SqliteValue) => unknown;
}

type Kind = 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR' | 'BLOB' | 'DATE' | 'TIMESTAMP';

const types: Record<Kind, DataType> = {
  BIGINT: new Int64(),
  DOUBLE: new Float64(),
  BOOLEAN: new Bool(),
  VARCHAR: new Utf8(),
  BLOB: new Binary(),
  DATE: new DateDay(),
  TIMESTAMP: new TimestampMicrosecond(),
};

const encoder = new TextEncoder();

const values: Record<Kind, (value: Exclude<SqliteValue, null>) => unknown> = {
  BIGINT: (value) => value,
  DOUBLE: Number,
  BOOLEAN: (value) => Number(value) !== 0,
  VARCHAR: String,
  BLOB: (value) => (value instanceof Uint8Array ? value : encoder.encode(String(value))),
  DATE: (value) => dateOf(String(value)),
  TIMESTAMP: (value) => timestampOf(String(value)),
};

/**
 * A table's columns, hidden ones not. SQLite holds anything in any column: the type is the declared one when all values fit it, and
 * else the narrowest that takes them all.
 */
export function sqliteColumns(database: Database, table: string): SqliteColumn[] {
  const info = database.prepare(`PRAGMA table_info(${quoted(table)})`);
  const columns: { name: string; declared: string }[] = [];
  while (info.step()) {
    const [, name, declared] = info.get();
    columns.push({ name: String(name), declared: String(declared).toUpperCase() });
  }
  info.free();
  return columns.map(({ name, declared }) => {
    const kind = kindOf(database, table, name, declared);
    // Of values of several kinds, SQLite makes the text itself.
    const selection = kind === 'VARCHAR' ? `CAST(${quoted(name)} AS TEXT)` : quoted(name);
    return {
      field: new Field(name, types[kind], true),
      selection,
      valueOf: (value) => (value === null ? null : values[kind](value)),
    };
  });
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function kindOf(database: Database, table: string, name: string, declared: string): Kind {
  const column = quoted(name);
  const found = new Set<string>();
  const storage = database.prepare(`SELECT DISTINCT typeof(${column}) FROM ${quoted(table)}`);
  while (storage.step()) found.add(String(storage.get()[0]));
  storage.free();
  found.delete('null');
  if (found.size === 0) return declaredKind(declared);
  if (found.has('blob')) return 'BLOB';
  if (found.has('text')) return found.size === 1 ? textKind(database, table, column, declared) : 'VARCHAR';
  if (found.has('real')) return 'DOUBLE';
  if (declared.startsWith('BOOL') && isAll(database, table, column, `IN (0, 1)`)) return 'BOOLEAN';
  return declaredKind(declared) === 'DOUBLE' ? 'DOUBLE' : 'BIGINT';
}

/** As SQLite reads declarations, and the engine's own reader of its files. */
function declaredKind(declared: string): Kind {
  if (declared.includes('INT')) return 'BIGINT';
  if (/CHAR|CLOB|TEXT/.test(declared)) return 'VARCHAR';
  if (declared.includes('BLOB')) return 'BLOB';
  if (/REAL|FLOA|DOUB|NUM|DEC/.test(declared)) return 'DOUBLE';
  if (declared.startsWith('BOOL')) return 'BOOLEAN';
  if (declared === 'DATE') return 'DATE';
  return isTime(declared) ? 'TIMESTAMP' : 'VARCHAR';
}

function textKind(database: Database, table: string, column: string, declared: string): Kind {
  if (declared !== 'DATE' && !isTime(declared)) return 'VARCHAR';
  let kind: Kind = declared === 'DATE' ? 'DATE' : 'TIMESTAMP';
  const texts = database.prepare(`SELECT DISTINCT ${column} FROM ${quoted(table)} WHERE ${column} IS NOT NULL`);
  while (texts.step()) {
    const text = String(texts.get()[0]);
    if (kind === 'DATE' && dateOf(text) === undefined) kind = 'TIMESTAMP';
    if (kind === 'TIMESTAMP' && timestampOf(text) === undefined) {
      kind = 'VARCHAR';
      break;
    }
  }
  texts.free();
  return kind;
}

function isTime(declared: string): boolean {
  return declared.startsWith('DATETIME') || declared.startsWith('TIMESTAMP');
}

function isAll(database: Database, table: string, column: string, condition: string): boolean {
  const others = `SELECT 1 FROM ${quoted(table)} WHERE NOT ${column} ${condition} LIMIT 1`;
  return database.exec(others).length === 0;
}
