import type { TextRange } from './sql-editor';

/** What holds no separator: comments, strings and quoted names, closed or not. Nested comments are counted apart. */
const opaque =
  /--[^\n\r]*|\/\*|(?<![\p{L}\p{N}_$])\$([\p{L}_][\p{L}\p{N}_]*)?\$|(?<![\p{L}\p{N}_$])[eE]'(?:\\[^]|''|[^'\\])*(?:'|$)|'(?:''|[^'])*(?:'|$)|"(?:""|[^"])*(?:"|$)|;/gu;

/**
 * Where the statements of a script are, in UTF-16 units: from the first token to the last, without the semicolon. As the engine cuts
 * them, also where what stands in them is wrong.
 */
export function statementRanges(sql: string): TextRange[] {
  const ranges: TextRange[] = [];
  let range: TextRange | undefined;
  const take = (start: number, end: number): void => {
    const piece = sql.slice(start, end);
    const trimmed = piece.trimEnd();
    if (trimmed === '') return;
    const first = start + (piece.length - piece.trimStart().length);
    range = { start: range?.start ?? first, end: start + trimmed.length };
  };
  let at = 0;
  for (;;) {
    opaque.lastIndex = at;
    const match = opaque.exec(sql);
    take(at, match?.index ?? sql.length);
    if (!match) break;
    const { index } = match;
    const [found] = match;
    at = index + found.length;
    if (found === ';') {
      if (range) ranges.push(range);
      range = undefined;
    } else if (found === '/*') {
      at = commentEnd(sql, at);
    } else if (found.startsWith('$')) {
      const end = sql.indexOf(found, at);
      at = end < 0 ? sql.length : end + found.length;
      take(index, at);
    } else if (!found.startsWith('--')) {
      take(index, at);
    }
  }
  if (range) ranges.push(range);
  return ranges;
}

/** Comments nest. */
function commentEnd(sql: string, from: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  for (let depth = 1; depth > 0;) {
    const match = mark.exec(sql);
    if (!match) return sql.length;
    depth += match[0] === '/*' ? 1 : -1;
  }
  return mark.lastIndex;
}
