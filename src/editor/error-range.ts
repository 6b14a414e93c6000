import type { TextRange } from '../language/text-range';

/** What to underline for an error at `offset`: the quoted name, number, word or sign there, at least one character. */
export function errorRange(text: string, offset: number): TextRange {
  const start = Math.max(0, Math.min(offset, text.length));
  const rest = text.slice(start, start + 200);
  const length = /^(?:'(?:[^'\n]|'')*'?|"(?:[^"\n]|"")*"?|[\p{L}\p{N}_$.]+|[^\s])/u.exec(rest)?.[0].length ?? 0;
  if (length > 0) return { start, end: start + length };
  // The error is at the end, or at a space: the last sign before it stands in.
  const before = text.slice(0, start).trimEnd().length;
  return before === 0 ? { start, end: start } : { start: before - 1, end: before };
}
