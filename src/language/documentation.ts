import type { ColumnInfo, ColumnProfile, EngineVocabulary, FunctionInfo, SettingInfo, TableInfo } from './knowledge';
import { signatureLabel } from './signature-label';

/** Where DuckDB's documentation is. */
const SITE = 'https://duckdb.org/docs/stable';

/** Pages of functions, by the type of their first parameter. */
const pagesByType: Readonly<Record<string, string>> = {
  VARCHAR: 'text',
  BLOB: 'blob',
  BIT: 'bitstring',
  DATE: 'date',
  TIME: 'time',
  TIMESTAMP: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'timestamptz',
  INTERVAL: 'interval',
  BIGINT: 'numeric',
  DOUBLE: 'numeric',
  DECIMAL: 'numeric',
  INTEGER: 'numeric',
  HUGEINT: 'numeric',
  MAP: 'map',
  STRUCT: 'struct',
  UNION: 'union',
};

const MOST_COLUMNS = 12;
const MOST_VALUES = 5;

/** What a function does, as Markdown: its first forms, description, example, and where there is more. */
export function functionText(info: FunctionInfo): string {
  const forms = info.overloads.slice(0, 3).map((overload) => signatureLabel(info, overload).label);
  const others = info.overloads.length - forms.length;
  const parts = [
    forms.length > 0 ? code([...forms, ...(others > 0 ? [`-- and ${others} more`] : [])].join('\n')) : '',
    escaped(info.description),
    info.examples.length > 0 ? code(info.examples.slice(0, 3).join('\n')) : '',
    link('DuckDB’s documentation', functionPage(info)),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function functionPage({ name, kind, overloads }: FunctionInfo): string {
  if (kind === 'aggregate') return `${SITE}/sql/functions/aggregates`;
  if (name.startsWith('read_csv') || name === 'sniff_csv') return `${SITE}/data/csv/overview`;
  if (name.startsWith('read_parquet') || name.startsWith('parquet_')) return `${SITE}/data/parquet/overview`;
  if (name.startsWith('read_json')) return `${SITE}/data/json/overview`;
  if (kind === 'table' && name.startsWith('duckdb_')) return `${SITE}/sql/meta/duckdb_table_functions`;
  if (kind === 'pragma') return `${SITE}/configuration/pragmas`;
  if (name.startsWith('regexp_')) return `${SITE}/sql/functions/regular_expressions`;
  const type = overloads[0]?.parameters[0]?.type ?? '';
  if (type.endsWith('[]')) return `${SITE}/sql/functions/list`;
  const page = pagesByType[type.replace(/\(.*/, '')];
  return page === undefined ? `${SITE}/sql/functions/overview` : `${SITE}/sql/functions/${page}`;
}

/** A column's type and where it is from, with what is in it where that is known. */
export function columnText(column: ColumnInfo, owner: string, profile: ColumnProfile | undefined): string {
  const nullability = column.isNullable === false ? ' NOT NULL' : '';
  const parts = [code(`${column.name} ${column.type}${nullability}`), owner === '' ? '' : `Of ${inline(owner)}`];
  if (profile) {
    const { nullCount, rowCount, values } = profile;
    const nulls = nullCount === 0 ? 'no NULL' : `${nullCount} NULL`;
    parts.push(`${nulls} in ${rowCount === 1 ? '1 row' : `${rowCount} rows`}`);
    const shown = values.slice(0, MOST_VALUES).map((value) => inline(shortened(value)));
    if (shown.length > 0) parts.push(`For example ${shown.join(', ')}`);
  }
  return parts.filter(Boolean).join('\n\n');
}

/** A table's size and columns. */
export function tableText({ name, kind, columns, estimatedRows }: TableInfo): string {
  const size = rowEstimate(estimatedRows);
  return [code(`${kind} ${name}`), `${columnCount(columns)}${size}`, columnList(columns)].filter(Boolean).join('\n\n');
}

/** To follow something else: the engine counts rows that were deleted too. Empty where it does not know. */
export function rowEstimate(rows: number | undefined): string {
  if (rows === undefined) return '';
  return `, about ${rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`}`;
}

/** What a CTE, subquery, file or table function gives. */
export function relationText(name: string, what: string, columns: readonly ColumnInfo[]): string {
  return [code(`${what} ${name}`), columnList(columns)].filter(Boolean).join('\n\n');
}

export function settingText({ name, value, type, scope, description }: SettingInfo): string {
  const parts = [
    code(`${name} = ${value ?? 'NULL'}`),
    escaped(description),
    `${escaped(type)}, ${scope.toLowerCase()}`,
    link('DuckDB’s documentation', `${SITE}/configuration/overview`),
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** What a type is, where it is one of the engine's. */
export function typeText(word: string, engine: EngineVocabulary): string | undefined {
  const name = word.toUpperCase();
  if (!engine.types.includes(name)) return undefined;
  return [code(name), link('DuckDB’s documentation', `${SITE}/sql/data_types/overview`)].join('\n\n');
}

function columnCount(columns: readonly ColumnInfo[]): string {
  return columns.length === 1 ? '1 column' : `${columns.length} columns`;
}

function columnList(columns: readonly ColumnInfo[]): string {
  if (columns.length === 0) return '';
  const lines = columns.slice(0, MOST_COLUMNS).map(({ name, type }) => `${name} ${type}`);
  const others = columns.length - lines.length;
  return code([...lines, ...(others > 0 ? [`-- and ${others} more`] : [])].join('\n'));
}

/** Fenced so that nothing inside can end it. */
function code(sql: string): string {
  const longest = Math.max(2, ...[...sql.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}duckdb\n${sql}\n${fence}`;
}

function inline(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  return longest > 0 ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

/** The engine's words: backquotes stay code, the rest is text. */
function escaped(text: string): string {
  return text.replace(/[\\*_{}[\]<>#|]/g, String.raw`\$&`);
}

function link(text: string, address: string): string {
  return `[${text}](${address})`;
}

function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
