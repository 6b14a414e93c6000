import type { TextRange } from './text-range';

export interface Token extends TextRange {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'punctuation' | 'operator' | 'comment';
  /** A string, quoted name or block comment that the text ends in. */
  isUnclosed: boolean;
}

/** One token, at the regular expression's `lastIndex`. Nested comments and dollar quotes go on from what begins them. */
const pattern = new RegExp(
  [
    String.raw`(?<line>--[^\n\r]*)`,
    String.raw`(?<block>/\*)`,
    String.raw`(?<dollar>\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)`,
    String.raw`(?<parameter>\$(?:\d+|[\p{L}_][\p{L}\p{N}_]*)|\?\d*)`,
    String.raw`(?<escaped>[eE]'(?:\\[^]|''|[^'\\])*(?<escapedEnd>'?))`,
    String.raw`(?<string>[xXbB]?'(?:''|[^'])*(?<stringEnd>'?))`,
    String.raw`(?<quoted>"(?:""|[^"])*(?<quotedEnd>"?))`,
    String.raw`(?<number>0[xX][\da-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)`,
    String.raw`(?<word>[\w\u{80}-\u{10FFFF}](?:(?!\s)[\w$\u{80}-\u{10FFFF}])*)`,
    String.raw`(?<punctuation>[()[\]{},;.:])`,
    String.raw`(?<operator>(?:(?!--|/\*)[-+*/%<>=!~^&|#@\x60\\?])+)`,
  ].join('|'),
  'yu',
);

const blank = /\s+/uy;

/**
 * The tokens of a text, comments too. Never fails: what cannot be SQL is an operator of one character, and what is not closed
 * ends with the text.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    blank.lastIndex = at;
    if (blank.test(text)) at = blank.lastIndex;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, start: number): Token {
  pattern.lastIndex = start;
  const groups = pattern.exec(text)?.groups;
  const end = groups ? pattern.lastIndex : start + 1;
  const token = (kind: Token['kind'], isUnclosed = false): Token => ({ kind, start, end, isUnclosed });
  if (!groups) return token('operator');
  if (groups.line !== undefined) return token('comment');
  if (groups.block !== undefined) return { ...token('comment'), ...commentEnd(text, end) };
  if (groups.dollar !== undefined) {
    const close = text.indexOf(groups.dollar, end);
    const after = close < 0 ? text.length : close + groups.dollar.length;
    return { kind: 'string', start, end: after, isUnclosed: close < 0 };
  }
  if (groups.parameter !== undefined) return token('parameter');
  if (groups.escaped !== undefined) return token('string', groups.escapedEnd === '');
  if (groups.string !== undefined) return token('string', groups.stringEnd === '');
  if (groups.quoted !== undefined) return token('quoted', groups.quotedEnd === '');
  if (groups.number !== undefined) return token('number');
  if (groups.word !== undefined) return token('word');
  return token(groups.punctuation === undefined ? 'operator' : 'punctuation');
}

/** Comments nest. */
function commentEnd(text: string, from: number): Pick<Token, 'end' | 'isUnclosed'> {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  for (let depth = 1; depth > 0;) {
    const match = mark.exec(text);
    if (!match) return { end: text.length, isUnclosed: true };
    depth += match[0] === '/*' ? 1 : -1;
  }
  return { end: mark.lastIndex, isUnclosed: false };
}
