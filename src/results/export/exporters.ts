import type { Column } from '../../protocol/query';
import { csvExporter } from './csv';
import type { Exporter, ExportFormat, ExportOptions, MakeExporter } from './export-format';
import { jsonExporter, ndjsonExporter } from './json';
import { markdownExporter } from './markdown';
import { sqlExporter } from './sql';

/** A writer of a format. What needs a library brings it along only now. */
export async function createExporter(
  format: ExportFormat,
  columns: readonly Column[],
  options: ExportOptions,
): Promise<Exporter> {
  const make = await makerOf(format);
  return make(columns, options);
}

async function makerOf(format: ExportFormat): Promise<MakeExporter> {
  switch (format) {
    case 'csv':
      return csvExporter(',');
    case 'tsv':
      return csvExporter('\t');
    case 'json':
      return jsonExporter;
    case 'ndjson':
      return ndjsonExporter;
    case 'markdown':
      return markdownExporter;
    case 'sql':
      return sqlExporter;
    case 'parquet':
      return (await import('./parquet')).parquetExporter;
    case 'arrow':
      return (await import('./arrow')).arrowExporter;
    case 'xlsx':
      return (await import('./xlsx')).xlsxExporter;
    default:
      return format satisfies never;
  }
}
