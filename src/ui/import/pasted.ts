/** A table that was pasted, as a file. */
export interface PastedTable {
  name: 'pasted.csv' | 'pasted.tsv' | 'pasted.json' | 'pasted.ndjson';
  text: string;
}

const DELIMITERS = [',', ';', '|'] as const;

/** How many lines tell what a text is. */
const LOOKED_AT = 20;

/**
 * The table that a pasted text is; undefined where it is none.
 *
 * @param rowsOfHtml of the table in the text's other form, where it has one: it wins over words, not over what has its own form
 */
export function pastedTable(text: string, rowsOfHtml: readonly (readonly string[])[] = []): PastedTable | undefined {
  const json = jsonIn(text);
  if (json) return json;
  if (isTabbed(text)) return { name: 'pasted.tsv', text };
  if (rowsOfHtml.length > 0) return { name: 'pasted.csv', text: rowsOfHtml.map(csvLine).join('') };
  return isDelimited(text) ? { name: 'pasted.csv', text } : undefined;
}

/** What somebody says is a table, whatever it looks like. */
export function pastedText(text: string): PastedTable {
  return pastedTable(text) ?? { name: 'pasted.csv', text };
}

function jsonIn(text: string): PastedTable | undefined {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return undefined;
  if (isJson(trimmed)) return { name: 'pasted.json', text };
  const lines = linesOf(trimmed);
  return lines.length > 1 && lines.every(isJson) ? { name: 'pasted.ndjson', text } : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** As spreadsheets copy cells: tabs between them, and quotes around those of several lines. */
function isTabbed(text: string): boolean {
  return linesOf(text)[0]?.includes('\t') === true;
}

/** Lines that are all divided alike, but not by what stands in sentences. */
function isDelimited(text: string): boolean {
  const lines = linesOf(text).slice(0, LOOKED_AT);
  if (lines.length < 2) return false;
  return DELIMITERS.some((delimiter) => {
    const counts = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length);
    return (counts[0] ?? 1) > 1 && counts.every((count) => count === counts[0]);
  });
}

function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
