import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking-browser';
import { positionAt, QueryError, queryError } from '../protocol/error';
import type { StatementSource } from '../protocol/query';

export const MAX_SQL_BYTES = 1024 * 1024;

/** The engine's bindings, as far as tokens go. */
export type Tokenizer = Pick<DuckDBBindings, 'tokenize'>;

/** A token by the engine's own tokenizer: where it starts, in UTF-16 units. Comments and blanks give none. */
export type TokenStart = number;

/** Where the engine's tokens start. */
export function tokenStarts(bindings: Tokenizer, sql: string): TokenStart[] {
  const { offsets } = bindings.tokenize(sql);
  if (isAscii(sql)) return offsets;
  const starts: number[] = [];
  let unit = 0;
  let byte = 0;
  for (const offset of offsets) {
    while (byte < offset) {
      const width = utf8Width(sql, unit);
      byte += width.bytes;
      unit += width.units;
    }
    starts.push(unit);
  }
  return starts;
}

/**
 * True for text that the tokenizer has nothing to say about: no separator, quote or comment, so one statement at most, and not
 * the word `system`. Most of what programs send is such text.
 */
export function isPlainText(sql: string): boolean {
  return sql.length < 1024 && /^[\w\s.,()*+<>=]*$/.test(sql) && !/system/i.test(sql);
}

/** The word or quoted name at a token's start, as an identifier means it: folded to lower case, quotes removed. */
export function nameAt(sql: string, start: TokenStart): string {
  if (sql[start] === '"') {
    const quoted = /^"((?:[^"]|"")*)"/.exec(sql.slice(start, start + 512));
    return (quoted?.[1] ?? '').replaceAll('""', '"').toLowerCase();
  }
  return /^[\p{L}\p{N}_$]*/u.exec(sql.slice(start, start + 512))?.[0].toLowerCase() ?? '';
}

/** The statements of a script and where they stand in it; what lies between semicolons and holds no token is none. */
export function splitStatements(sql: string, tokens: readonly TokenStart[]): StatementSource[] {
  const statements: StatementSource[] = [];
  let first: number | undefined;
  const close = (end: number): void => {
    if (first === undefined) return;
    statements.push({ index: statements.length, sql: sql.slice(first, end).trimEnd(), offset: first });
    first = undefined;
  };
  for (const start of tokens) {
    if (sql[start] === ';') close(start);
    else first ??= start;
  }
  close(sql.length);
  return statements;
}

/** @throws QueryError for text that cannot be a script at all. */
export function checkText(sql: string): void {
  // A UTF-16 unit takes at most three bytes.
  const mayBeTooLong = sql.length > MAX_SQL_BYTES / 3;
  if (mayBeTooLong && new TextEncoder().encode(sql).byteLength > MAX_SQL_BYTES) {
    throw queryError(
      'SQL_TOO_LONG',
      'The SQL is longer than 1 MiB.',
      'Load large data from a file instead of writing it into the statement.',
    );
  }
  const nul = sql.indexOf('\0');
  if (nul >= 0) {
    throw new QueryError({
      code: 'PARSER_ERROR',
      message: 'The SQL contains a NUL character, at which the parser would stop reading.',
      statementIndex: 0,
      position: positionAt(sql, nul),
      hint: 'Remove it, or write chr(0) where the value is meant.',
    });
  }
}

/** The UTF-16 offset of an offset in UTF-8 bytes. */
export function fromUtf8Offset(text: string, byteOffset: number): number {
  let unit = 0;
  for (let byte = 0; byte < byteOffset && unit < text.length;) {
    const width = utf8Width(text, unit);
    byte += width.bytes;
    unit += width.units;
  }
  return unit;
}

/** The UTF-16 offset of an offset in code points. */
export function fromCodePointOffset(text: string, codePoints: number): number {
  let unit = 0;
  for (let point = 0; point < codePoints && unit < text.length; point++) unit += utf8Width(text, unit).units;
  return unit;
}

/** The width of the character at `unit`; a lone surrogate crosses as U+FFFD, three bytes. */
function utf8Width(text: string, unit: number): { bytes: number; units: number } {
  const point = text.codePointAt(unit) ?? 0;
  if (point < 0x80) return { bytes: 1, units: 1 };
  if (point < 0x800) return { bytes: 2, units: 1 };
  return point < 0x10000 ? { bytes: 3, units: 1 } : { bytes: 4, units: 2 };
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
