import type { StatementStore } from '../client/result-store';
import type { DataType } from '../protocol/data-type';

const numericKinds = new Set<DataType['kind']>([
  'TINYINT',
  'SMALLINT',
  'INTEGER',
  'BIGINT',
  'UTINYINT',
  'USMALLINT',
  'UINTEGER',
  'UBIGINT',
  'HUGEINT',
  'UHUGEINT',
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'BIGNUM',
]);

/** Numbers stand to the right, so that their digits line up. */
export function isNumeric(type: DataType): boolean {
  return numericKinds.has(type.kind);
}

const SAMPLED_ROWS = 100;
const MIN_WIDTH = 6;
const MAX_WIDTH = 56;
/** For results of one or two columns, such as plans. */
const MAX_WIDTH_ALONE = 160;
const MAX_TYPE_WIDTH = 24;

/** Widths in `ch`, by the names, the types and the first `rows` rows: fixed, so that rows that follow move nothing. */
export function columnWidths(store: StatementStore, rows: number): number[] {
  const { columns } = store;
  const widths = columns.map(({ name, type }) => Math.max(name.length, Math.min(type.name.length, MAX_TYPE_WIDTH)));
  for (let index = 0; index < Math.min(rows, SAMPLED_ROWS); index++) {
    store.row(index).forEach((text, column) => {
      widths[column] = Math.max(widths[column] ?? 0, text === null ? 4 : longestLine(text));
    });
  }
  const most = columns.length <= 2 ? MAX_WIDTH_ALONE : MAX_WIDTH;
  return widths.map((width) => Math.max(MIN_WIDTH, Math.min(width, most)));
}

function longestLine(text: string): number {
  if (text.length <= MIN_WIDTH) return text.length;
  const lines = text.slice(0, 8000).split('\n');
  return lines.reduce((longest, line) => Math.max(longest, line.length), 0);
}
