import type { KeywordCategory } from './knowledge';
import type { TextRange } from './text-range';

/**
 * A name as SQL takes it: quoted where the engine would read something else without.
 *
 * @param isReserved what a newer engine may keep for itself besides, of a word in lower case
 */
export function quoteIfNeeded(name: string, isReserved: (word: string) => boolean = isReservedWord): string {
  const word = name.toLowerCase();
  const isPlain = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !isReservedWord(word) && !isReserved(word);
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** As `quoteIfNeeded`, by the engine's keywords, where they are known. */
export function quoteName(name: string, keywords?: ReadonlyMap<string, KeywordCategory>): string {
  return quoteIfNeeded(name, (word) => keywords?.get(word) === 'reserved');
}

/** Text as a string of SQL. */
export function quoteString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What a word or a quoted name at a range of a text means as a name. */
export function nameIn(text: string, { start, end }: TextRange): string {
  return nameOf(text.slice(start, end));
}

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

/** Names count without regard to case, in quotes too. */
export function isSameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** True for a word, in lower case, that is a name of a table or column only in quotes. */
export function isReservedWord(word: string): boolean {
  return reserved.has(word);
}

/** DuckDB's reserved words, and those of its words for types and functions that it does not take for names either. */
const reserved = new Set(
  (
    'all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check ' +
    'collate collation column concurrently constraint create cross default deferrable desc describe distinct do else ' +
    'end except false fetch for foreign freeze from full glob group having ilike in initially inner intersect into is ' +
    'isnull join lambda lateral leading left like limit natural not notnull null offset on only or order outer overlaps ' +
    'pivot pivot_longer pivot_wider placing positional primary qualify references returning right select semi show ' +
    'similar some summarize symmetric table tablesample then to trailing true union unique unpack unpivot using ' +
    'variadic verbose when where window with'
  ).split(' '),
);
