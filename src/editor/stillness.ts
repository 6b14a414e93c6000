/** An editor in which nothing changes by itself, for pictures: each shows the same, whenever it is taken. */
import type { editor } from './monaco';

/** Without what blinks, and what comes a while after the caret. */
export const stillLooks: editor.IEditorOptions = {
  cursorBlinking: 'solid',
  matchBrackets: 'never',
  occurrencesHighlight: 'off',
};

/** Else they come and go with the pointer, and by a clock. */
export const stillScrollbars: editor.IEditorScrollbarOptions = { vertical: 'visible', horizontal: 'visible' };

/** More lines than any window shows are coloured when Monaco comes to it. */
const MOST_LINES = 500;

/** What Monaco's types leave out. */
interface Colorable {
  tokenization?: { forceTokenization?(lineNumber: number): void };
}

/** Colours the text as soon as it is there, and not when the page is idle. */
export function colorAtOnce(model: editor.ITextModel): void {
  const color = (): void => {
    (model as Colorable).tokenization?.forceTokenization?.(Math.min(model.getLineCount(), MOST_LINES));
  };
  color();
  model.onDidChangeContent(color);
}
