import type { TextRange } from '../text-range';

/** A text without its marks, `‹` and `›` around places and `¦` for a caret, and where they were. */
export function unmark(marked: string): { text: string; ranges: TextRange[]; carets: number[] } {
  const ranges: TextRange[] = [];
  const carets: number[] = [];
  const open: number[] = [];
  let text = '';
  for (const sign of marked) {
    if (sign === '‹') open.push(text.length);
    else if (sign === '›') ranges.push({ start: open.pop() ?? 0, end: text.length });
    else if (sign === '¦') carets.push(text.length);
    else text += sign;
  }
  return { text, ranges: ranges.sort((a, b) => a.start - b.start), carets };
}
