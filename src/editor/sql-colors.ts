import { keywords, types } from './duckdb-words';

/** What a piece of SQL is, as far as its colour goes; `plain` has none of its own. */
export type TokenKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'type' | 'function' | 'parameter';

const pattern = new RegExp(
  [
    String.raw`(?<comment>--[^\n]*|/\*[^]*?(?:\*/|$))`,
    String.raw`(?<string>\$(?<tag>(?:[a-zA-Z_]\w*)?)\$[^]*?(?:\$\k<tag>\$|$)|[eE]'(?:\\[^]|''|[^'\\])*(?:'|$)|'(?:''|[^'])*(?:'|$))`,
    String.raw`(?<quoted>"(?:""|[^"])*(?:"|$))`,
    String.raw`(?<parameter>\$\w+|\?\d*)`,
    String.raw`(?<number>0x[\da-fA-F_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?)`,
    String.raw`(?<member>\.\s*)?(?<word>[\p{L}_][\p{L}\p{N}_$]*)(?<call>\s*\()?`,
  ].join('|'),
  'gu',
);

const keywordSet = new Set(keywords);
const typeSet = new Set(types);

/** Cuts SQL into coloured pieces, in order and without gaps. Right for reading, not for running: nested comments end early. */
export function* colorTokens(sql: string): Generator<[text: string, kind: TokenKind]> {
  let from = 0;
  for (const match of sql.matchAll(pattern)) {
    const groups = match.groups ?? {};
    const text = groups.word ?? match[0];
    const start = groups.word === undefined ? match.index : match.index + (groups.member?.length ?? 0);
    if (start > from) yield [sql.slice(from, start), 'plain'];
    yield [text, kindOf(groups)];
    from = start + text.length;
  }
  if (from < sql.length) yield [sql.slice(from), 'plain'];
}

function kindOf(groups: Record<string, string | undefined>): TokenKind {
  if (groups.comment !== undefined) return 'comment';
  if (groups.string !== undefined) return 'string';
  if (groups.parameter !== undefined) return 'parameter';
  if (groups.number !== undefined) return 'number';
  if (groups.word === undefined) return 'plain';
  const word = groups.word.toLowerCase();
  // A name after a dot is a column, or a method call, whatever word it is.
  if (groups.member === undefined) {
    if (keywordSet.has(word)) return 'keyword';
    if (typeSet.has(word)) return 'type';
  }
  return groups.call === undefined ? 'plain' : 'function';
}
