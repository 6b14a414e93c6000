import type { Column } from '../protocol/query';
import { csvRow } from './export/csv';
import { uniqueNames } from './export/export-format';
import { rowWriter } from './export/json';
import { markdownHeader, markdownRow } from './export/markdown';
import { sqlRow } from './export/sql';
import type { ValueNode } from './value-node';

export type CopyFormat = 'tsv' | 'csv' | 'markdown' | 'json' | 'sql';

export const copyFormats: Record<CopyFormat, string> = {
  tsv: 'TSV, for spreadsheets',
  csv: 'CSV',
  markdown: 'Markdown',
  json: 'JSON',
  sql: 'SQL VALUES',
};

/** Cells to copy: columns as they are shown, rows counted from 0. */
export interface CopiedCells {
  columns: readonly Column[];
  rowCount: number;
  text: (row: number, column: number) => string | null;
  value: (row: number, column: number) => ValueNode;
}

/** Cells as text for the clipboard. Markdown always has its header, JSON has names instead, SQL has none. */
export function copyText(format: CopyFormat, cells: CopiedCells, hasHeader: boolean): string {
  const { columns, rowCount, text, value } = cells;
  const rows = Array.from({ length: rowCount }, (_, row) => row);
  const texts = (row: number) => columns.map((_, column) => text(row, column));
  const values = (row: number) => columns.map((_, column) => value(row, column));
  const names = columns.map(({ name }) => name);
  switch (format) {
    case 'tsv':
      return lines([...(hasHeader ? [names] : []), ...rows.map(texts)].map(spreadsheetRow));
    case 'csv':
      return lines([...(hasHeader ? [names] : []), ...rows.map(texts)].map((row) => csvRow(row, ',')));
    case 'markdown':
      return lines([markdownHeader(columns), ...rows.map((row) => markdownRow(texts(row)))]);
    case 'json': {
      const object = rowWriter(uniqueNames(columns));
      return `[\n${rows.map((row) => `  ${object(values(row))}`).join(',\n')}\n]`;
    }
    case 'sql':
      return `VALUES\n${rows.map((row) => `  ${sqlRow(values(row))}`).join(',\n')}`;
    default:
      return format satisfies never;
  }
}

/** As spreadsheets paste it: a NULL and an empty text are both an empty cell. */
function spreadsheetRow(texts: readonly (string | null)[]): string {
  const cells = texts.map((text) => {
    if (text === null) return '';
    return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${cells.join('\t')}\n`;
}

/** A last line that ends would be an empty row, pasted. */
function lines(rows: readonly string[]): string {
  return rows.join('').replace(/\n$/, '');
}
