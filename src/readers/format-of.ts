import { packingOf, type Packing } from './packing';
import type { OwnFormat } from './reader';

/** What a file is: of a reader here, or of the engine itself. */
export type FileFormat = OwnFormat | 'csv' | 'duckdb';

/** What is known of a file by its name and its beginning. */
export interface FormatGuess {
  /** Undefined when nothing here can read it; then there is a problem. */
  format: FileFormat | undefined;
  /** Of text kinds. */
  packing: Packing | undefined;
  /** What is odd about it, as a sentence: that it is something else than its name says, or cannot be read. */
  problem?: string;
  /** What to do about it. */
  hint?: string;
}

/** What `formatOf` wants to see of a file, in bytes. */
export const HEAD_BYTES = 64 << 10;

const endings: Record<string, FileFormat> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  psv: 'csv',
  txt: 'csv',
  json: 'json',
  geojson: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
  pq: 'parquet',
  arrow: 'arrow',
  arrows: 'arrow',
  feather: 'arrow',
  ipc: 'arrow',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  sqlite: 'sqlite',
  sqlite3: 'sqlite',
  db3: 'sqlite',
  duckdb: 'duckdb',
  ddb: 'duckdb',
};

const titles: Record<FileFormat, string> = {
  csv: 'CSV or other text',
  json: 'JSON',
  ndjson: 'NDJSON',
  parquet: 'Parquet',
  arrow: 'Arrow',
  xlsx: 'an Excel workbook',
  sqlite: 'a SQLite database',
  duckdb: 'a DuckDB database',
};

/**
 * What format a file is of. Where name and content differ, the content counts, and the difference is told.
 *
 * @param head the file's first bytes, up to `HEAD_BYTES`; packed, as they are
 */
export function formatOf(name: string, head: Uint8Array): FormatGuess {
  const { ending, packing: named } = endingOf(name);
  const packing = packingOf(head);
  const wanted = endings[ending];
  if (packing) return packedFormat(wanted, packing, ending);
  if (named && head.length > 0) {
    return {
      ...formatOf(name.slice(0, name.lastIndexOf('.')), head),
      problem: `${name} is not packed, as its name says.`,
    };
  }
  const refused = refusalOf(name, head, ending);
  if (refused) return { format: undefined, packing: undefined, ...refused };
  const seen = magicOf(head) ?? textOf(head, wanted);
  if (seen === undefined) {
    return wanted === undefined || head.length > 0 ? unknown(name, wanted) : { format: wanted, packing: undefined };
  }
  const isAsNamed = seen === wanted || wanted === undefined;
  const problem = isAsNamed ? {} : { problem: `${name} is ${titles[seen]}, not ${titles[wanted]} as its name says.` };
  return { format: seen, packing: undefined, ...problem };
}

function endingOf(name: string): { ending: string; packing: Packing | undefined } {
  const parts = name.toLowerCase().split('.');
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  const packing = last === 'gz' || last === 'gzip' ? 'gzip' : last === 'zst' || last === 'zstd' ? 'zstd' : undefined;
  if (!packing) return { ending: last ?? '', packing };
  return { ending: (parts.length > 2 ? parts.at(-2) : undefined) ?? '', packing };
}

function packedFormat(wanted: FileFormat | undefined, packing: Packing, ending: string): FormatGuess {
  if (ending === 'tar' || ending === 'tgz') {
    return {
      format: undefined,
      packing,
      problem: 'This is an archive of files.',
      hint: 'Unpack it, and open the files that you want.',
    };
  }
  const format = wanted ?? 'csv';
  if (format === 'csv' || format === 'json' || format === 'ndjson') return { format, packing };
  return {
    format: undefined,
    packing,
    problem: `This is ${titles[format]}, packed by ${packing}.`,
    hint: 'Only text is read packed: unpack it first.',
  };
}

function magicOf(head: Uint8Array): FileFormat | undefined {
  if (startsWith(head, 'PAR1') || startsWith(head, 'PARE')) return 'parquet';
  if (startsWith(head, 'ARROW1')) return 'arrow';
  if (startsWith(head, 'SQLite format 3\0')) return 'sqlite';
  if (startsWith(head.subarray(8), 'DUCK')) return 'duckdb';
  if (startsWith(head, 'PK\x03\x04') && has(head, 'xl/')) return 'xlsx';
  // A stream of Arrow: no message that is a schema is empty, or longer than the head.
  return isArrowStream(head) ? 'arrow' : undefined;
}

/** A continuation mark, then the length of the first message. */
function isArrowStream(head: Uint8Array): boolean {
  if (head.length < 16 || !startsWith(head, '\xff\xff\xff\xff')) return false;
  const length = new DataView(head.buffer, head.byteOffset).getUint32(4, true);
  return length > 0 && length % 8 === 0 && length < 1 << 24;
}

/** Text has no zero bytes; which kind it is, its beginning tells, unless the name does. */
function textOf(head: Uint8Array, wanted: FileFormat | undefined): FileFormat | undefined {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (head.length === 0 || (!isWide && head.includes(0))) return undefined;
  const text = new TextDecoder().decode(head).trimStart();
  const isObject = /^\{\s*("|\}|$)/.test(text);
  const isArray = /^\[\s*(["{[\]\d-]|true|false|null|$)/.test(text);
  if (wanted === 'json' || wanted === 'ndjson') {
    // A line that is a value of its own, and another one after it.
    if (wanted === 'json' && isObject && isLines(text)) return 'ndjson';
    return isObject || isArray || isScalar(text) ? wanted : 'csv';
  }
  if (wanted === 'csv') return isObject && isLines(text) ? 'ndjson' : 'csv';
  if (isObject) return isLines(text) ? 'ndjson' : 'json';
  return isArray && text.includes('{') ? 'json' : 'csv';
}

function isLines(text: string): boolean {
  const [first = '', second = ''] = text.split('\n', 2);
  return isJson(first) && second.trimStart().startsWith('{');
}

function isScalar(text: string): boolean {
  return isJson((text.split('\n', 1)[0] ?? '').trim());
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function refusalOf(name: string, head: Uint8Array, ending: string): { problem: string; hint: string } | undefined {
  if (startsWith(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) {
    return {
      problem: `${name} is a file of an old Office, such as .xls.`,
      hint: 'Save it as .xlsx or as CSV, and open that.',
    };
  }
  if (startsWith(head, 'PK\x03\x04') && !has(head, 'xl/')) {
    return { problem: `${name} is an archive of files, a ZIP.`, hint: 'Unpack it, and open the files that you want.' };
  }
  if (startsWith(head, 'PK\x05\x06')) return { problem: `${name} is an empty archive.`, hint: 'Open another file.' };
  if (startsWith(head, 'Obj\x01'))
    return { problem: `${name} is Avro.`, hint: 'Convert it to Parquet, and open that.' };
  if (startsWith(head, 'ORC')) return { problem: `${name} is ORC.`, hint: 'Convert it to Parquet, and open that.' };
  if (startsWith(head, '%PDF')) return { problem: `${name} is a PDF.`, hint: 'Open the data that it was made from.' };
  const text = new TextDecoder().decode(head.subarray(0, 1_024)).trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<head|<!--)/.test(text) || (text.startsWith('<?xml') && text.includes('<html'))) {
    return {
      problem: `${name} is a web page, not data.`,
      hint: 'The address may lead to a page about the file: use the one that the file is downloaded from.',
    };
  }
  if (text.startsWith('<?xml') && ending !== 'csv') {
    return { problem: `${name} is XML.`, hint: 'Convert it to CSV or JSON, and open that.' };
  }
  return undefined;
}

function unknown(name: string, wanted: FileFormat | undefined): FormatGuess {
  const problem =
    wanted === undefined
      ? `What ${name} is cannot be told from its name and its beginning.`
      : `${name} does not begin as ${titles[wanted]} does.`;
  return {
    format: undefined,
    packing: undefined,
    problem,
    hint: 'CSV, JSON, Parquet, Arrow, .xlsx, SQLite and DuckDB files are read.',
  };
}

function startsWith(bytes: Uint8Array, latin: string): boolean {
  for (let i = 0; i < latin.length; i++) if (bytes[i] !== latin.charCodeAt(i)) return false;
  return true;
}

function has(bytes: Uint8Array, latin: string): boolean {
  const first = latin.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes.subarray(at), latin)) return true;
  }
  return false;
}
