/** What a formatter has made of a statement: its tokens and what stands between them, `gaps[i]` before token `i`. */
export interface Layout {
  readonly tokens: readonly string[];
  readonly gaps: readonly string[];
}

/** The most that a line may hold which is put together. */
const LINE_WIDTH = 80;

/** The most that brackets may hold that are put on one line. */
const BRACKET_WIDTH = 60;

/** As one line. */
export function inOneLine({ tokens, gaps }: Layout): string {
  return tokens.map((token, i) => `${i === 0 ? '' : inlineGap(tokens, gaps, i)}${token}`).join('');
}

/** As lines, with what is short put together: `FROM t`, `(a OR b)`. */
export function inLines(layout: Layout): string {
  return joinClauses(linesOf(closeBrackets(layout)))
    .map(({ indent, text }) => ' '.repeat(indent) + text)
    .join('\n');
}

function inlineGap(tokens: readonly string[], gaps: readonly string[], i: number): string {
  const gap = gaps[i] ?? '';
  if (!gap.includes('\n')) return gap;
  const isInside = /^[)\]}]$/.test(tokens[i] ?? '') || /^[([{]$/.test(tokens[i - 1] ?? '');
  return isInside || tokens[i] === ',' ? '' : ' ';
}

/** Brackets that hold little, and no query, are one line. */
function closeBrackets({ tokens, gaps }: Layout): Layout {
  const result = [...gaps];
  const open: number[] = [];
  tokens.forEach((token, end) => {
    if (/^[([{]$/.test(token)) open.push(end);
    if (!/^[)\]}]$/.test(token)) return;
    const start = open.pop();
    if (start === undefined || end - start > BRACKET_WIDTH) return;
    const inside = tokens.slice(start + 1, end + 1);
    if (inside.some((word) => /^(?:select|from|values|--.*|\/\*[^]*)$/i.test(word))) return;
    const own = inside.map((_, i) => inlineGap(tokens, result, start + 1 + i));
    const width = inside.reduce((sum, word, i) => sum + word.length + (own[i] ?? '').length, 0);
    if (width <= BRACKET_WIDTH && !inside.some((word) => word.includes('\n')))
      result.splice(start + 1, own.length, ...own);
  });
  return { tokens, gaps: result };
}

interface Line {
  text: string;
  indent: number;
  /** All words, so that it may be what a clause begins with. */
  isHead: boolean;
}

function linesOf({ tokens, gaps }: Layout): Line[] {
  const lines: Line[] = [];
  tokens.forEach((token, i) => {
    const gap = gaps[i] ?? '';
    const isWord = /^[A-Za-z_]+$/.test(token);
    const line = lines.at(-1);
    if (line && !gap.includes('\n')) {
      line.text += gap + token;
      line.isHead &&= isWord;
    } else lines.push({ text: token, indent: gap.length - gap.lastIndexOf('\n') - 1, isHead: isWord });
  });
  return lines;
}

/** Where all that belongs to a clause is one line, the clause is one with it. */
function joinClauses(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  lines.forEach((line, i) => {
    const head = joined.at(-1);
    const next = lines[i + 1];
    const isOnlyLine = head !== undefined && line.indent > head.indent && (!next || next.indent <= head.indent);
    if (head?.isHead && isOnlyLine && head.indent + head.text.length + line.text.length < LINE_WIDTH) {
      joined.splice(-1, 1, { ...head, text: `${head.text} ${line.text}`, isHead: false });
    } else joined.push(line);
  });
  return joined;
}
