import { layBetween } from './format-between';
import { formatStatement, type FormatOptions } from './format-statement';
import { statementsOf } from './statements';
import type { TextEdit, TextRange } from './text-range';
import { tokenize } from './tokens';

export type { FormatOptions } from './format-statement';

export interface Formatted {
  /** The whole text. */
  readonly text: string;
  /** Statements that were left as they are, where they stand in the text that was given. */
  readonly unformatted: readonly TextRange[];
}

export interface FormattedRange {
  /** Of the text that was given; none where nothing is to change. */
  readonly edits: readonly TextEdit[];
  readonly unformatted: readonly TextRange[];
}

/**
 * A script with its lines and blanks set anew, a blank line between its statements. Words, strings and comments stay as they are;
 * a statement that the formatter cannot read does too. Formatting the outcome changes nothing.
 *
 * To be loaded when somebody asks for it: it brings the formatter along.
 */
export function formatSql(text: string, options: FormatOptions = {}): Formatted {
  const { edits, unformatted } = formatRange(text, { start: 0, end: text.length }, options);
  const written = new Map(edits.map(({ start, text }) => [start, text]));
  const newline = newlineOf(text);
  let result = '';
  let end = 0;
  for (const statement of statementsOf(text)) {
    result += layBetween(text.slice(end, statement.start), newline, { isStart: result === '', isEnd: false });
    result += written.get(statement.start) ?? text.slice(statement.start, statement.end);
    ({ end } = statement);
  }
  result += layBetween(text.slice(end), newline, { isStart: result === '', isEnd: true });
  return { text: result, unformatted };
}

/** The statements that a range of a script touches, formatted; what stands between them stays. */
export function formatRange(text: string, range: TextRange, options: FormatOptions = {}): FormattedRange {
  const edits: TextEdit[] = [];
  const unformatted: TextRange[] = [];
  const newline = newlineOf(text);
  for (const { start, end } of statementsOf(text)) {
    if (end < range.start || start > range.end) continue;
    const own = text.slice(start, end);
    const formatted = formatStatement(own, options);
    if (formatted === undefined) unformatted.push({ start, end });
    else {
      const written = withNewlines(formatted, newline);
      if (written !== own) edits.push({ start, end, text: written });
    }
  }
  return { edits, unformatted };
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Lines end as in the rest of the text; strings and comments keep theirs. */
function withNewlines(formatted: string, newline: string): string {
  if (newline === '\n') return formatted;
  let result = '';
  let end = 0;
  for (const token of tokenize(formatted)) {
    result += formatted.slice(end, token.start).replaceAll('\n', newline) + formatted.slice(token.start, token.end);
    ({ end } = token);
  }
  return result;
}
