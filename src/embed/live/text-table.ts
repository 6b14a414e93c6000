import type { StatementStore } from '../../client/result-store';
import { isNumeric } from '../../ui/column-type';

/** More is no longer read as text. */
const MOST_ROWS = 100;
const MOST_CHARACTERS = 60;

/** A result as a box of characters, the way that DuckDB's own shell prints it. */
export function textTable(store: StatementStore, rowCount: number): string {
  const shown = Math.min(store.heldRows, MOST_ROWS);
  const rows = Array.from({ length: shown }, (_, row) => store.row(row).map((text) => cut(text ?? 'NULL')));
  const names = store.columns.map(({ name }) => cut(name));
  const types = store.columns.map(({ type }) => cut(type.name.toLowerCase()));
  const widths = names.map((name, column) =>
    Math.max(...[name, types[column] ?? '', ...rows.map((row) => row[column] ?? '')].map(lengthOf)),
  );
  const rule = (left: string, cross: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width + 2)).join(cross) + right;
  const line = (cells: readonly string[], isCentred: boolean): string =>
    `│${cells.map((cell, column) => ` ${padded(cell, widths[column] ?? 0, column, isCentred)} `).join('│')}│`;
  const isNumber = store.columns.map(({ type }) => isNumeric(type));
  function padded(cell: string, width: number, column: number, isCentred: boolean): string {
    const room = width - lengthOf(cell);
    const before = isCentred ? Math.floor(room / 2) : isNumber[column] ? room : 0;
    return ' '.repeat(before) + cell + ' '.repeat(room - before);
  }
  const lines = [
    rule('┌', '┬', '┐'),
    line(names, true),
    line(types, true),
    rule('├', '┼', '┤'),
    ...rows.map((row) => line(row, false)),
    rule('└', '┴', '┘'),
  ];
  if (shown < rowCount) lines.push(`${shown} of ${rowCount} rows`);
  return lines.join('\n');
}

function cut(text: string): string {
  const line = text.replace(/\r\n|[\r\n]/g, '\\n');
  return lengthOf(line) > MOST_CHARACTERS
    ? `${Array.from(line)
        .slice(0, MOST_CHARACTERS - 1)
        .join('')}…`
    : line;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
