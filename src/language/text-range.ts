/** A range of a text in UTF-16 units; `start` equals `end` for a caret. */
export interface TextRange {
  start: number;
  end: number;
}

/** What replaces a range; several of one text do not overlap. */
export interface TextEdit extends TextRange {
  text: string;
}

/** A text with edits made; they may stand in any order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let end = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(end, edit.start) + edit.text;
    ({ end } = edit);
  }
  return result + text.slice(end);
}
