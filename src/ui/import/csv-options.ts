import { quoteName, quoteText } from '../../results/sql-text';

/** How a file of delimited text is read. What is not given is found out by the engine. */
export interface CsvOptions {
  delim?: string;
  quote?: string;
  escape?: string;
  header?: boolean;
  skip?: number;
  nullstr?: string;
  dateformat?: string;
  decimalSeparator?: string;
  encoding?: string;
  ignoreErrors?: boolean;
  /** By the column's name. */
  types?: Readonly<Record<string, string>>;
}

/** The call that reads a file in this way: `read_csv('a.csv', delim = ';')`. */
export function readCsv(name: string, options: CsvOptions): string {
  const types = Object.entries(options.types ?? {}).map(([column, type]) => `${quoteText(column)}: ${quoteText(type)}`);
  const given: [name: string, value: string | undefined][] = [
    ['delim', textOf(options.delim)],
    ['quote', textOf(options.quote)],
    ['escape', textOf(options.escape)],
    ['header', options.header?.toString()],
    ['skip', options.skip?.toString()],
    ['nullstr', textOf(options.nullstr)],
    ['dateformat', textOf(options.dateformat)],
    ['decimal_separator', textOf(options.decimalSeparator)],
    ['encoding', textOf(options.encoding)],
    ['ignore_errors', options.ignoreErrors?.toString()],
    ['types', types.length > 0 ? `{${types.join(', ')}}` : undefined],
  ];
  const written = given.flatMap(([option, value]) => (value === undefined ? [] : [`${option} = ${value}`]));
  return `read_csv(${[quoteText(name), ...written].join(', ')})`;
}

/** The statement that keeps what is read as a table. */
export function createTable(table: string, relation: string): string {
  return `CREATE TABLE ${quoteName(table)} AS FROM ${relation}`;
}

/** A tab is written so that it is seen. */
function textOf(text: string | undefined): string | undefined {
  return text === '\t' ? "'\\t'" : text === undefined ? undefined : quoteText(text);
}
