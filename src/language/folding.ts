import { tokenize, type Token } from './tokens';

/** Lines to fold into the first of them, counted from 0. */
export interface FoldRange {
  readonly startLine: number;
  /** The last line that is hidden. */
  readonly endLine: number;
  readonly kind: 'statement' | 'brackets' | 'comment';
}

/**
 * What can be folded of a script: statements, brackets and comments of several lines, of those that begin on the same line the
 * longest. In the order of their first lines.
 */
export function foldRanges(text: string): FoldRange[] {
  const lines = new LineCounter(text);
  const folds = new Map<number, FoldRange>();
  const add = (startLine: number, endLine: number, kind: FoldRange['kind']): void => {
    const before = folds.get(startLine);
    if (endLine > startLine && (!before || before.endLine < endLine))
      folds.set(startLine, { startLine, endLine, kind });
  };
  const open: number[] = [];
  let statement: { first: number; last: number } | undefined;
  /** Line comments on lines of their own, one after the other. */
  let run: { first: number; last: number } | undefined;
  let lastLine = -1;
  const endRun = (): void => {
    if (run) add(run.first, run.last, 'comment');
    run = undefined;
  };
  const endStatement = (): void => {
    if (statement) add(statement.first, statement.last, 'statement');
    statement = undefined;
    open.length = 0;
  };
  for (const token of tokenize(text)) {
    const first = lines.at(token.start);
    const last = lines.at(token.end);
    if (isLineComment(text, token) && first !== lastLine) {
      if (run && run.last !== first - 1) endRun();
      run = { first: run?.first ?? first, last };
    } else if (token.kind === 'comment') {
      endRun();
      add(first, last, 'comment');
    } else {
      endRun();
      const sign = token.kind === 'punctuation' ? (text[token.start] ?? '') : '';
      if (sign === ';') endStatement();
      else statement = { first: statement?.first ?? first, last };
      if ('([{'.includes(sign) && sign !== '') open.push(first);
      // The line with the closing bracket stays.
      if (')]}'.includes(sign) && sign !== '') add(open.pop() ?? last, last - 1, 'brackets');
    }
    lastLine = last;
  }
  endRun();
  endStatement();
  return [...folds.values()].sort((a, b) => a.startLine - b.startLine);
}

function isLineComment(text: string, { kind, start }: Token): boolean {
  return kind === 'comment' && text.startsWith('--', start);
}

/** Lines of ascending offsets. */
class LineCounter {
  readonly #end = /\r\n|\n|\r/g;
  #line = 0;
  #next: number;

  constructor(readonly text: string) {
    this.#next = this.#findNext();
  }

  at(offset: number): number {
    while (this.#next <= offset) {
      this.#line++;
      this.#next = this.#findNext();
    }
    return this.#line;
  }

  /** Where the next line begins. */
  #findNext(): number {
    return this.#end.exec(this.text) ? this.#end.lastIndex : Infinity;
  }
}
