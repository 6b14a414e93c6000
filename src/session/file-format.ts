/** What a file is, by its name's ending. */
const FORMATS: Record<string, string> = {
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  geojson: 'json',
  ndjson: 'json',
  jsonl: 'json',
  parquet: 'parquet',
  pq: 'parquet',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
  xlsx: 'xlsx',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  duckdb: 'duckdb',
  ddb: 'duckdb',
  txt: 'text',
  sql: 'text',
};

/** `csv`, `json`, `parquet`, `arrow`, `xlsx`, `sqlite`, `duckdb`, `text`, or `unknown`. Packed files are what they hold. */
export function formatOf(name: string): string {
  const ending = /\.([^.]+?)(?:\.(?:gz|zst))?$/i.exec(pathOf(name))?.[1]?.toLowerCase() ?? '';
  return FORMATS[ending] ?? 'unknown';
}

/** Formats that the engine cannot read without an extension: their files are read by the page, when a statement needs them. */
const FOREIGN = new Set(['json', 'parquet', 'arrow', 'xlsx', 'sqlite']);

/** True for a file whose rows the page brings to the engine; for CSV only where it is packed in a way the engine has no code for. */
export function isForeign(name: string): boolean {
  const format = formatOf(name);
  return FOREIGN.has(format) || (format === 'csv' && isZstd(name));
}

/** Packed by zstd, for which the engine has no code. */
export function isZstd(name: string): boolean {
  return /\.zst$/i.test(pathOf(name));
}

export function isAddress(name: string): boolean {
  return /^https?:\/\//i.test(name);
}

/** An address without query and fragment; every other name as it is. */
function pathOf(name: string): string {
  return isAddress(name) ? name.replace(/[?#].*$/s, '') : name;
}
