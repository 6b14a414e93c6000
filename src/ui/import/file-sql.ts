import { quoteText } from '../../results/sql-text';

const LABELS: Record<string, string> = {
  csv: 'CSV',
  tsv: 'TSV',
  txt: 'Text',
  json: 'JSON',
  ndjson: 'NDJSON',
  jsonl: 'NDJSON',
  parquet: 'Parquet',
  arrow: 'Arrow',
  feather: 'Arrow',
  xlsx: 'Excel',
  sqlite: 'SQLite',
  db: 'SQLite',
};

/** What stands after FROM to read a file. The engine does not read every text by its name alone. */
export function relationOf(name: string): string {
  return endingOf(name) === 'txt' ? `read_csv(${quoteText(name)})` : quoteText(name);
}

/** A file's format in a word. */
export function formatOf(name: string): string {
  const ending = endingOf(name);
  return LABELS[ending] ?? (ending === '' ? 'File' : ending.toUpperCase());
}

/** True for files that `read_csv` reads. */
export function isDelimitedText(name: string): boolean {
  return ['csv', 'tsv', 'txt'].includes(endingOf(name)) && !name.endsWith('.zst');
}

/** All files of the folder that these are all of, as one table: undefined where they are not of one folder and ending. */
export function folderRelation(names: readonly string[]): string | undefined {
  const patterns = new Set(
    names.map((name) => /^(.*\/)[^/]*(\.[^./]+)$/.exec(name)).map((m) => m && `${m[1]}*${m[2]}`),
  );
  const [pattern] = patterns;
  return names.length > 1 && patterns.size === 1 && pattern ? relationOf(pattern) : undefined;
}

/** A file without its folder. */
export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** What a table of a file would be called: `orders` for `data/orders.csv`. */
export function tableName(name: string): string {
  return baseName(name).replace(/(?<=.)\.[^.]*(?:\.(?:gz|zst))?$/, '');
}

/** Of what is packed in it, where it is. */
function endingOf(name: string): string {
  const path = name.replace(/^(https?:\/\/[^?#]*).*$/is, '$1');
  return /\.([^./]+)(?:\.(?:gz|zst))?$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
