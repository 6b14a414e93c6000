import { nameOf, stringValue } from '../quoting';
import { statementsOf, type Statement } from '../statements';
import type { TextRange } from '../text-range';
import { tokenize, type Token } from '../tokens';

/** What is being typed at a place, and the statement around it. */
export interface Cursor {
  text: string;
  offset: number;
  /** What a suggestion replaces. */
  range: TextRange;
  /** What is typed of it up to the place, without quotes. */
  typed: string;
  /** Whether it is a name in quotes. */
  isQuoted: boolean;
  /** Whether it is in a string, which the range is the inside of. */
  string?: Token;
  /** Names and dots before it: `a.b.` gives `['a', 'b']`. */
  qualifier: readonly string[];
  /** The statement's tokens, without what is being typed and its qualifier. */
  tokens: readonly Token[];
  /** All of the text. */
  statements: readonly Statement[];
  /** The statement that the place is in, absent between two. */
  statement?: Statement;
}

/** Undefined where nothing is to be suggested: in comments, numbers and parameters. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const statements = statementsOf(text);
  const last = statements.findLast(({ start }) => start < offset);
  const lastToken = last?.tokens[lastIndexBefore(last.tokens, offset)];
  const gap = tokenize(text.slice(lastToken?.end ?? 0, offset));
  const open = gap.at(-1);
  const gapStart = lastToken?.end ?? 0;
  if (open?.kind === 'comment' && isOpenComment(text, open, gapStart, offset)) return undefined;
  const isNew = !last || gap.some(({ kind, start }) => kind === 'punctuation' && text[gapStart + start] === ';');
  const base = {
    text,
    offset,
    range: { start: offset, end: offset },
    typed: '',
    isQuoted: false,
    qualifier: [],
    statements,
  };
  if (isNew) return { ...base, tokens: [] };
  return readTyped({ ...base, tokens: last.tokens, statement: last }, lastIndexBefore(last.tokens, offset));
}

function isOpenComment(text: string, comment: Token, gapStart: number, offset: number): boolean {
  const isLine = text.startsWith('--', gapStart + comment.start);
  return comment.isUnclosed || (isLine && gapStart + comment.end === offset);
}

function lastIndexBefore(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function readTyped(cursor: Omit<Cursor, 'string'>, index: number): Cursor | undefined {
  const { text, offset, tokens } = cursor;
  const token = tokens[index];
  if (!token) return cursor;
  const isTouched = offset <= token.end;
  const source = text.slice(token.start, offset);
  if (isTouched && (token.kind === 'number' || token.kind === 'parameter')) return undefined;
  if (token.kind === 'string' && (offset < token.end || (token.isUnclosed && isTouched))) {
    const start = token.start + (/^[a-z]*'|^\$\w*\$/iu.exec(text.slice(token.start, token.end))?.[0].length ?? 1);
    if (offset < start) return undefined;
    const rest = text.slice(offset, token.isUnclosed ? token.end : token.end - 1);
    const range = { start, end: /\s/.test(rest) ? offset : offset + rest.length };
    return { ...cursor, range, typed: stringValue(source), string: token, tokens: tokens.toSpliced(index, 1) };
  }
  const isTyped = isTouched && (token.kind === 'word' || token.kind === 'quoted');
  let first = isTyped ? index : index + 1;
  const qualifier: string[] = [];
  while (isMark(text, tokens[first - 1], '.')) {
    const at = beforeSubscripts(text, tokens, first - 2);
    const name = tokens[at];
    // Of what else a field is taken is not known.
    if (!name || !isName(name)) return undefined;
    qualifier.unshift(nameOf(text.slice(name.start, name.end)));
    first = at;
  }
  const rest = tokens.toSpliced(first, index + 1 - first);
  if (!isTyped) return { ...cursor, qualifier, tokens: rest };
  const behind = text.slice(offset, token.end);
  const range = { start: token.start, end: /^[\w$\u{80}-\u{10FFFF}]*"?$/u.test(behind) ? token.end : offset };
  return { ...cursor, range, typed: nameOf(source), isQuoted: token.kind === 'quoted', qualifier, tokens: rest };
}

/** The token before `[1]`, where one ends there. */
function beforeSubscripts(text: string, tokens: readonly Token[], index: number): number {
  let at = index;
  while (isMark(text, tokens[at], ']')) {
    while (at >= 0 && !isMark(text, tokens[at], '[')) at--;
    at--;
  }
  return at;
}

function isMark(text: string, token: Token | undefined, mark: string): boolean {
  return token?.kind === 'punctuation' && text[token.start] === mark;
}

function isName({ kind }: Token): boolean {
  return kind === 'word' || kind === 'quoted';
}
