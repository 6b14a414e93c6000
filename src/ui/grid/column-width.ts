import type { GridSource } from './grid-source';

const SAMPLED_ROWS = 100;
/** Rows are sampled less where columns are many: the first rows must not wait. */
const SAMPLED_CELLS = 20_000;
const MIN_WIDTH = 6;
const MAX_WIDTH = 56;
/** For results of one or two columns, such as plans. */
const MAX_WIDTH_ALONE = 160;
const MAX_TYPE_WIDTH = 24;
/** Before the type, where the rows are sorted by the column: its type is read then too. */
const ARROW_WIDTH = 2;
/** More is not looked at to see how wide a text is. */
const SAMPLED_TEXT = 8_000;

/** Widths in characters, by the names, the types and the first rows: fixed then, so that rows that follow move nothing. */
export function columnWidths(source: GridSource, rowCount: number): number[] {
  const { columns } = source;
  const rows = Math.min(rowCount, SAMPLED_ROWS, Math.max(3, Math.floor(SAMPLED_CELLS / columns.length)));
  return columns.map((_, column) => columnWidth(source, column, 0, rows));
}

/** The width that shows a column's name, and its cells from row `from` to before `to`, in characters. */
export function columnWidth(source: GridSource, column: number, from: number, to: number): number {
  const { name, type } = source.columns[column] ?? { name: '', type: '' };
  let width = Math.max(name.length, Math.min(type.length + ARROW_WIDTH, MAX_TYPE_WIDTH));
  for (let row = from; row < to; row++) {
    const text = source.text(row, column, SAMPLED_TEXT);
    width = Math.max(width, text === null ? 4 : longestLine(text));
  }
  return Math.max(MIN_WIDTH, Math.min(width, source.columns.length <= 2 ? MAX_WIDTH_ALONE : MAX_WIDTH));
}

function longestLine(text: string): number {
  if (text.length <= MIN_WIDTH) return text.length;
  const lines = text.slice(0, SAMPLED_TEXT).split('\n');
  return lines.reduce((longest, line) => Math.max(longest, line.length), 0);
}
