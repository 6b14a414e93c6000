import { tokenize } from './tokens';

export interface Place {
  /** Nothing stands before it. */
  isStart: boolean;
  /** No statement follows. */
  isEnd: boolean;
}

/**
 * What stands between two statements, semicolons and comments, laid out anew. Comments on the line where a statement ends stay there;
 * what follows after that begins after a blank line.
 */
export function layBetween(text: string, newline: string, { isStart, isEnd }: Place): string {
  const tokens = tokenize(text);
  const lines = [...tokens, undefined].map((token, i) =>
    countLines(text.slice(tokens[i - 1]?.end ?? 0, token?.start ?? text.length)),
  );
  const isSemicolon = tokens.map(({ start }) => text[start] === ';');
  const lastSemicolon = isSemicolon.lastIndexOf(true);
  if (isStart) lines[0] = 0;
  if (lastSemicolon >= 0 && !(isEnd && lastSemicolon === tokens.length - 1)) {
    const firstLine = lines.findIndex((count, i) => i > lastSemicolon && count > 0);
    const apart = firstLine < 0 ? lastSemicolon + 1 : firstLine;
    if (!isEnd || apart < tokens.length) lines[apart] = 2;
  }
  let result = '';
  tokens.forEach(({ start, end, kind }, i) => {
    const before = tokens[i - 1];
    const isAfterLineComment = before?.kind === 'comment' && text.startsWith('--', before.start);
    if (kind !== 'comment') result += isAfterLineComment ? newline : '';
    else result += newline.repeat(lines[i] ?? 0) || (result === '' && isStart ? '' : ' ');
    result += text.slice(start, end);
  });
  const last = lines[tokens.length] ?? 0;
  if (isEnd) return result + (last > 0 && !(isStart && result === '') ? newline : '');
  return result + (newline.repeat(last) || (result === '' ? '' : ' '));
}

/** How many lines end in blank text, as far as it matters: with two a blank line is between. */
function countLines(blank: string): number {
  return Math.min(2, blank.match(/\r\n|\n|\r/g)?.length ?? 0);
}
