import type { KeywordCategory } from './knowledge';

/** A name as a word or in quotes, also one whose quotes are not closed: what it names, without quotes. */
export function nameOf(source: string): string {
  if (!source.startsWith('"')) return source;
  const isClosed = source.length > 1 && source.endsWith('"');
  return source.slice(1, isClosed ? -1 : undefined).replaceAll('""', '"');
}

/** A string without its quotes, also one that is not closed. */
export function stringValue(source: string): string {
  const open = source.indexOf("'");
  if (open < 0) return source.replace(/^\$\w*\$|\$\w*\$$/gu, '');
  const isClosed = source.length > open + 1 && source.endsWith("'");
  return source.slice(open + 1, isClosed ? -1 : undefined).replaceAll("''", "'");
}

/** DuckDB tells names apart without regard to case, in quotes too. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const plainName = /^[a-z_\u{80}-\u{10FFFF}][\w$\u{80}-\u{10FFFF}]*$/iu;

/**
 * A name as SQL has to write it: in quotes only where it could not be read otherwise.
 *
 * @param keywords the engine's, by word in lower case
 */
export function quoteName(name: string, keywords: ReadonlyMap<string, KeywordCategory> = new Map()): string {
  const isPlain = plainName.test(name) && !/\s/u.test(name) && keywords.get(name.toLowerCase()) !== 'reserved';
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A string as SQL has to write it. */
export function quoteString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
