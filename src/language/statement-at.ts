import { statementsOf } from './statements';
import type { TextRange } from './text-range';

/**
 * The statement that a caret stands in. Between two it is the one that ends on the caret's line, else the one that comes; after the
 * last it is the last.
 *
 * @param ranges in the order of the text
 */
export function rangeAt<Range extends TextRange>(
  ranges: readonly Range[],
  text: string,
  offset: number,
): Range | undefined {
  const next = ranges.findIndex(({ start }) => start > offset);
  const before = ranges[next < 0 ? ranges.length - 1 : next - 1];
  const after = next < 0 ? undefined : ranges[next];
  if (!before || !after || offset <= before.end) return before ?? after;
  return text.slice(before.end, offset).includes('\n') ? after : before;
}

/** The part of the text to run for a selection: the selection itself, or the statement that the caret stands in. */
export function rangeToRun(text: string, { start, end }: TextRange): TextRange | undefined {
  if (text.slice(start, end).trim() !== '') return { start, end };
  const statement = rangeAt(statementsOf(text), text, start);
  return statement && { start: statement.start, end: statement.end };
}
