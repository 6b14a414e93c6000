/** A range of a text in UTF-16 units; `start` equals `end` for a caret. */
export interface TextRange {
  start: number;
  end: number;
}

/** What replaces a range; several of one text do not overlap. */
export interface TextEdit extends TextRange {
  text: string;
}
