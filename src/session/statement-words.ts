import type { StatementSource } from '../protocol/query';
import { nameAt, type TokenStart } from './statements';

/** A statement of a script with its tokens. */
export interface WordedStatement {
  source: StatementSource;
  /** Where its tokens start, in its own text. */
  tokens: readonly TokenStart[];
  /** Token by token: names and words in lower case, what a text in quotes says, or the sign itself. */
  words: readonly string[];
}

/**
 * Reads the words of a script's statements.
 *
 * @param tokens of the whole script
 */
export function wordStatements(sources: readonly StatementSource[], tokens: readonly TokenStart[]): WordedStatement[] {
  let next = 0;
  return sources.map((source) => {
    const end = source.offset + source.sql.length;
    const own: TokenStart[] = [];
    for (let start = tokens[next]; start !== undefined && start < end; start = tokens[++next]) {
      // Between two statements there are only semicolons.
      if (start >= source.offset) own.push(start - source.offset);
    }
    return { source, tokens: own, words: own.map((start) => wordAt(source.sql, start)) };
  });
}

function wordAt(sql: string, start: TokenStart): string {
  if (sql[start] === "'") return /^'((?:[^']|'')*)/.exec(sql.slice(start))?.[1]?.toLowerCase() ?? '';
  return nameAt(sql, start) || (sql[start] ?? '');
}
