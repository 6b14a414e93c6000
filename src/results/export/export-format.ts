import type { Column } from '../../protocol/query';
import type { ColumnReader } from '../column-reader';

export type ExportFormat = 'csv' | 'tsv' | 'json' | 'ndjson' | 'markdown' | 'sql' | 'arrow' | 'parquet' | 'xlsx';

/** What a format is called, and what its files are. */
export const exportFormats: Record<ExportFormat, { label: string; extension: string; mime: string }> = {
  csv: { label: 'CSV', extension: 'csv', mime: 'text/csv' },
  tsv: { label: 'TSV', extension: 'tsv', mime: 'text/tab-separated-values' },
  json: { label: 'JSON', extension: 'json', mime: 'application/json' },
  ndjson: { label: 'NDJSON', extension: 'ndjson', mime: 'application/x-ndjson' },
  parquet: { label: 'Parquet', extension: 'parquet', mime: 'application/vnd.apache.parquet' },
  arrow: { label: 'Arrow IPC', extension: 'arrow', mime: 'application/vnd.apache.arrow.file' },
  xlsx: {
    label: 'Excel',
    extension: 'xlsx',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  markdown: { label: 'Markdown', extension: 'md', mime: 'text/markdown' },
  sql: { label: 'SQL', extension: 'sql', mime: 'application/sql' },
};

export interface ExportOptions {
  /** Names of columns come first, where the format leaves a choice. */
  header: boolean;
  /** For SQL. */
  tableName: string;
}

/** A piece of a file; text is UTF-8. */
export type Piece = string | Uint8Array<ArrayBuffer>;

/** Writes one file, rows as they come. */
export interface Exporter {
  /** @throws Error where the format cannot hold a value, in words for whoever exports. */
  write(rows: ExportRows): Piece[];
  finish(): Piece[] | Promise<Piece[]>;
}

/** A run of rows. */
export interface ExportRows {
  rowCount: number;
  columns: readonly ColumnReader[];
}

export type MakeExporter = (columns: readonly Column[], options: ExportOptions) => Exporter;

/** Columns' names, each told from the others: `a`, `a_1`; one without a name has its number. */
export function uniqueNames(columns: readonly Column[]): string[] {
  const taken = new Set<string>();
  return columns.map(({ name }, index) => {
    const base = name === '' ? `column_${index + 1}` : name;
    let unique = base;
    for (let i = 1; taken.has(unique); i++) unique = `${base}_${i}`;
    taken.add(unique);
    return unique;
  });
}
