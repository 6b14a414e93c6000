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

/** For as long as the engine has not been asked for its own. */
const reservedWords =
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
  default deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect
  into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing primary qualify
  references returning select show some summarize symmetric table then to trailing true union unique unpivot using variadic when
  where window with`.split(/\s+/);
const fallbackKeywords: ReadonlyMap<string, KeywordCategory> = new Map(reservedWords.map((word) => [word, 'reserved']));

const plainName = /^[a-z_\u{80}-\u{10FFFF}][\w$\u{80}-\u{10FFFF}]*$/iu;

/**
 * A name as SQL has to write it: in quotes only where it could not be read otherwise.
 *
 * @param keywords the engine's, by word in lower case
 */
export function quoteName(name: string, keywords: ReadonlyMap<string, KeywordCategory> = fallbackKeywords): string {
  const isPlain = plainName.test(name) && !/\s/u.test(name) && keywords.get(name.toLowerCase()) !== 'reserved';
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A string as SQL has to write it. */
export function quoteString(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
