import type { TextRange } from '../language/text-range';
import type { Position } from '../protocol/error';

export type ColorScheme = 'light' | 'dark';

/** What goes wrong, and where in the text. */
export interface Marker {
  position: Position;
  message: string;
}

/** What came of a statement, in a few words after it. */
export interface StatementNote {
  range: TextRange;
  text: string;
  isError: boolean;
}

/** What a key asks for: the statement at the caret or the selection, everything, or the statement's plan. */
export type RunKey = 'run' | 'run-all' | 'explain';

export interface SqlEditorEvents {
  onChange(text: string): void;
  onRun: (key: RunKey) => void;
  /** A click beside a statement. Without it there is nothing to click. */
  onRunStatement?: (range: TextRange) => void;
  /** The caret or the selection is somewhere else. */
  onSelection?: (selection: TextRange) => void;
}

/** A place to write SQL: a plain textarea, or Monaco. */
export interface SqlEditor {
  getText(): string;
  /** Replaces the text; undo brings the old one back where the widget can. */
  setText(text: string): void;
  /** Writes in place of the selection. */
  insert(text: string): void;
  /** The same as somebody does it with keys: suggestions come up, and undo knows it as typing. */
  type(text: string): void;
  getSelection(): TextRange;
  /** Selects, and scrolls there. */
  select(range: TextRange): void;
  hasFocus(): boolean;
  focus(): void;
  /** Underlines one place, or none. */
  mark(marker: Marker | undefined): void;
  /** Writes beside statements what came of them, where there is a place for it; what is said of others stays. */
  note?(notes: readonly StatementNote[]): void;
  applyScheme(scheme: ColorScheme): void;
  dispose(): void;
}

/** Accessible name of every editor. */
export const EDITOR_LABEL = 'SQL editor';
