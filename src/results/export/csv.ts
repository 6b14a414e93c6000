import type { MakeExporter } from './export-format';

/** Comma-separated values with a header of names as they are; see `csvRow`. */
export const csvExporter = (delimiter: ',' | '\t'): MakeExporter => {
  return (columns, { header }) => {
    let start = header
      ? csvRow(
          columns.map(({ name }) => name),
          delimiter,
        )
      : '';
    return {
      write({ rowCount, columns: readers }) {
        let text = start;
        start = '';
        for (let row = 0; row < rowCount; row++) {
          text += csvRow(
            readers.map((reader) => reader.text(row)),
            delimiter,
          );
        }
        return [text];
      },
      finish: () => [start],
    };
  };
};

/**
 * One row of a CSV (or TSV) file, line end included. NULL is an empty field, an empty text is `""`: the two stay apart for
 * readers that look, as the engine's does. A lone NULL's line is empty.
 */
export function csvRow(texts: readonly (string | null)[], delimiter: ',' | '\t'): string {
  let row = '';
  for (const [i, text] of texts.entries()) {
    if (i > 0) row += delimiter;
    if (text !== null) row += csvField(text, delimiter);
  }
  return row + '\n';
}

function csvField(text: string, delimiter: ',' | '\t'): string {
  if (text === '') return '""';
  const needsQuotes = text.includes(delimiter) || /["\n\r]|^\s|\s$/.test(text);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}
