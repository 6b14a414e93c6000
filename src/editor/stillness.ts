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
