import type { CsvOptions } from './csv-options';
import type { Encoding } from './encoding';
import type { FirstRows } from './look';

/** What a form holds: `''` where the engine finds it out. */
export interface CsvDraft {
  delim: string;
  /** What is written where `delim` is `other`. */
  otherDelim: string;
  quote: string;
  escape: string;
  header: string;
  skip: number | null;
  nullstr: string;
  dateformat: string;
  decimal: string;
  encoding: Encoding;
  ignoresErrors: boolean;
  /** By column. */
  types: Readonly<Record<string, string>>;
}

/** Words for what is hard to see in a list. */
export const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'Comma ,',
  ';': 'Semicolon ;',
  '\t': 'Tab',
  '|': 'Bar |',
  ' ': 'Space',
};

export const NONE = 'none';

export const OTHER = 'other';

/** Types that files are usually read as. */
export const TYPES = [
  'VARCHAR',
  'BIGINT',
  'INTEGER',
  'DOUBLE',
  'DECIMAL(18,2)',
  'BOOLEAN',
  'DATE',
  'TIMESTAMP',
  'TIME',
];

export function emptyDraft(): CsvDraft {
  return {
    delim: '',
    otherDelim: '',
    quote: '',
    escape: '',
    header: '',
    skip: null,
    nullstr: '',
    dateformat: '',
    decimal: '',
    encoding: '',
    ignoresErrors: false,
    types: {},
  };
}

/** What a form says. */
export function optionsOf(draft: CsvDraft): CsvOptions {
  const options: CsvOptions = {};
  const delim = draft.delim === OTHER ? draft.otherDelim : draft.delim;
  if (delim !== '') options.delim = delim;
  if (draft.quote !== '') options.quote = draft.quote === NONE ? '' : draft.quote;
  if (draft.escape !== '') options.escape = draft.escape === NONE ? '' : draft.escape;
  if (draft.header !== '') options.header = draft.header === 'true';
  if (draft.skip !== null && draft.skip >= 0) options.skip = Math.floor(draft.skip);
  if (draft.nullstr !== '') options.nullstr = draft.nullstr;
  if (draft.dateformat !== '') options.dateformat = draft.dateformat;
  if (draft.decimal !== '') options.decimalSeparator = draft.decimal;
  if (draft.encoding !== '') options.encoding = draft.encoding;
  if (draft.ignoresErrors) options.ignoreErrors = true;
  const types = Object.entries(draft.types).filter(([, type]) => type !== '');
  if (types.length > 0) options.types = Object.fromEntries(types);
  return options;
}

/** What the engine has found out about a file by itself. */
export interface Sniffed {
  delim: string;
  quote: string;
  escape: string;
  header: string;
  skip: string;
  dateformat: string;
}

/** What to ask the engine, as a relation. @param file its name as a string of SQL */
export function sniffRelation(file: string, encoding: Encoding): string {
  const source = `sniff_csv(${file}${encoding === '' ? '' : `, encoding = '${encoding}'`})`;
  return `(SELECT Delimiter, Quote, Escape, HasHeader, SkipRows, DateFormat FROM ${source})`;
}

/** What the answer to that says. */
export function sniffedFrom({ rows }: FirstRows): Sniffed {
  const [delim, quote, escape, header, skip, dateformat] = (rows[0] ?? []).map((text) => text ?? '');
  return {
    delim: delim === undefined ? '' : (DELIMITERS[delim === '\\t' ? '\t' : delim] ?? delim),
    quote: wordOf(quote),
    escape: wordOf(escape),
    header: header === 'true' ? 'yes' : 'no',
    skip: skip ?? '0',
    dateformat: dateformat ?? '',
  };
}

function wordOf(character = ''): string {
  return character === '(empty)' || character === '' ? NONE : character;
}
