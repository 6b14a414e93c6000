import type { TextRange } from './text-range';
import { tokenize, type Token } from './tokens';

/** A statement of a script, from its first token to its last, without comments around it and the semicolon. */
export interface Statement extends TextRange {
  /** Without comments. */
  tokens: readonly Token[];
}

/** The statements of a script, cut as the engine cuts them, also where what stands in them is wrong. */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = [];
  let tokens: Token[] = [];
  const close = (): void => {
    const first = tokens[0];
    const last = tokens.at(-1);
    if (first && last) statements.push({ start: first.start, end: last.end, tokens });
    tokens = [];
  };
  for (const token of tokenize(sql)) {
    if (token.kind === 'comment') continue;
    if (token.kind === 'punctuation' && sql[token.start] === ';') close();
    else tokens.push(token);
  }
  close();
  return statements;
}

/** Where the statements of a script are, in UTF-16 units. */
export function statementRanges(sql: string): TextRange[] {
  return statementsOf(sql).map(({ start, end }) => ({ start, end }));
}
