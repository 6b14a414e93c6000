import { duckdb, formatDialect } from 'sql-formatter';
import { inLines, inOneLine, type Layout } from './format-layout';
import { isReservedWord } from './quoting';
import { tokenize, type Token } from './tokens';

export interface FormatOptions {
  /** Of the words that are SQL's own; `preserve` unless said. */
  readonly keywordCase?: 'preserve' | 'upper' | 'lower';
}

/** The most that a statement may hold that was written in one line and stays so. */
const SHORT = 60;

/**
 * A statement with its lines and blanks set anew, comments within it kept. The tokens are the statement's own in any case: only what
 * stands between them is taken from the formatter.
 *
 * @param text one statement, from its first token to its last
 * @returns undefined where the formatter cannot read the statement
 */
export function formatStatement(text: string, options: FormatOptions = {}): string | undefined {
  // What has been formatted must stay as it is when it is formatted again; comments may take a second round to come to rest.
  let last = formatOnce(text, options);
  for (let round = 0; round < 3 && last !== undefined; round++) {
    const next = formatOnce(last, options);
    if (next === last) return last;
    last = next;
  }
  return undefined;
}

function formatOnce(text: string, { keywordCase = 'preserve' }: FormatOptions): string | undefined {
  const tokens = partsOf(text);
  if (tokens.some(({ isUnclosed }) => isUnclosed)) return undefined;
  const known = tokens.map((token) => standIn(text, token));
  const formatted = layOut(known.map((token, i) => gapBefore(text, tokens, i) + token).join(''), keywordCase);
  if (formatted?.tokens.length !== known.length) return undefined;
  const own = tokens.map(({ start, end }) => text.slice(start, end));
  for (const [i, stand] of known.entries()) {
    const got = formatted.tokens[i] ?? '';
    if (got === stand) continue;
    if (keywordCase === 'preserve' || got.toLowerCase() !== stand.toLowerCase()) return undefined;
    own[i] = got;
  }
  const layout: Layout = { tokens: own, gaps: formatted.gaps.map((gap, i) => ownGap(text, tokens, i, gap)) };
  const line = text.length <= SHORT && !/[\r\n]|--/.test(text) ? inOneLine(layout) : '';
  const result = line !== '' && line.length <= SHORT ? line : inLines(layout);
  return isMadeOf(result, own) ? result : undefined;
}

function layOut(text: string, keywordCase: NonNullable<FormatOptions['keywordCase']>): Layout | undefined {
  let formatted: string;
  try {
    formatted = formatDialect(text, { dialect: duckdb, tabWidth: 2, expressionWidth: 60, keywordCase }).trim();
  } catch {
    return undefined;
  }
  const tokens = partsOf(formatted);
  return {
    tokens: tokens.map(({ start, end }) => formatted.slice(start, end)),
    gaps: tokens.map((_, i) => gapBefore(formatted, tokens, i)),
  };
}

/** Tokens as the engine takes them apart: a sign at an operator's end is one of its own, as in `=-1`. */
function partsOf(text: string): Token[] {
  return tokenize(text).flatMap((token) => {
    const signs: Token[] = [];
    let { end } = token;
    while (token.kind === 'operator' && /^[*/<>=+-]+[+-]$/.test(text.slice(token.start, end))) {
      signs.unshift({ ...token, start: end - 1, end });
      end--;
    }
    return [{ ...token, end }, ...signs];
  });
}

const knownOperators = new Set('+ - * / % < > = ^ & | ** // <= >= <> != == || -> ->> => << >>'.split(' '));

/** What the formatter is given in place of what it may not be able to read, of the same length. */
function standIn(text: string, { kind, start, end }: Token): string {
  const own = text.slice(start, end);
  const fill = (begin: string, close: string): string =>
    begin + 'x'.repeat(Math.max(1, end - start - begin.length - close.length)) + close;
  switch (kind) {
    case 'string':
      return fill("'", "'");
    case 'quoted':
    case 'parameter':
      return fill('"', '"');
    case 'comment':
      return own.startsWith('--') ? fill('--', '') : fill('/*', '*/');
    case 'word':
      return /^\w+$/.test(own) && !/^\d/.test(own) ? own : fill('x', '');
    case 'operator':
      return knownOperators.has(own) ? own : '+';
    default:
      return own;
  }
}

function gapBefore(text: string, tokens: readonly Token[], i: number): string {
  return text.slice(i === 0 ? tokens[i]?.start : tokens[i - 1]?.end, tokens[i]?.start);
}

const spacedWords = new Set('in values over filter exists within'.split(' '));

/** What stands before a token: what the formatter says, unless it would change what is meant, or does not know better. */
function ownGap(text: string, tokens: readonly Token[], i: number, gap: string): string {
  const token = tokens[i];
  const before = tokens[i - 1];
  if (!token || !before) return '';
  const own = text.slice(before.end, token.start);
  const word = (at: number): string => text.slice(tokens[at]?.start, tokens[at]?.end).toLowerCase();
  if (before.kind === 'comment' || token.kind === 'comment') return gap;
  // `::` and `:=` are one sign each, and no sign where they stand apart.
  if (/^:[:=]$/.test((text[before.end - 1] ?? '') + (text[token.start] ?? ''))) return own === '' ? '' : ' ';
  // Strings are one only across lines.
  if (token.kind === 'string' && before.kind === 'string' && /[\r\n]/.test(own)) return '\n';
  if (text[token.start] === '(' && !gap.includes('\n') && before.kind === 'word' && !isReservedWord(word(i - 1)))
    return spacedWords.has(word(i - 1)) ? ' ' : own === '' ? '' : ' ';
  // Signs that the formatter does not know stand where their author put them.
  if (before.kind === 'operator' && !knownOperators.has(word(i - 1))) return own === '' ? '' : ' ';
  if (word(i) === 'by' && word(i + 1) === 'name') return ' ';
  if (word(i) === 'and' && /^(?:preceding|following|row)$/.test(word(i - 1))) return ' ';
  return gap;
}

/** Last of all: nothing has been joined or torn apart that the engine would read otherwise. */
function isMadeOf(text: string, tokens: readonly string[]): boolean {
  const parts = partsOf(text);
  return parts.length === tokens.length && parts.every(({ start, end }, i) => text.slice(start, end) === tokens[i]);
}
