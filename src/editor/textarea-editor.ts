import type { TextRange } from '../language/text-range';
import type { SqlEditor, SqlEditorEvents } from './sql-editor';
import { pressedKey } from './run-key';

/** Makes an editor of a textarea that is on the page: there at once, and all that touch screens get. */
export function textareaEditor(textarea: HTMLTextAreaElement, events: SqlEditorEvents): SqlEditor {
  const onInput = (): void => {
    events.onChange(textarea.value);
  };
  const getSelection = (): TextRange => ({ start: textarea.selectionStart, end: textarea.selectionEnd });
  const onKeydown = (event: KeyboardEvent): void => {
    const key = pressedKey(event);
    if (!key) return;
    event.preventDefault();
    events.onRun(key);
  };
  textarea.addEventListener('input', onInput);
  textarea.addEventListener('keydown', onKeydown);

  const insert = (text: string): void => {
    textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end');
    onInput();
  };

  return {
    getText: () => textarea.value,
    setText(text) {
      const isFirst = textarea.value === '';
      textarea.value = text;
      // Scrolling has the page laid out, which thirty of them on a page that loads would each do.
      if (!isFirst) textarea.scrollTop = 0;
    },
    insert,
    type: insert,
    getSelection,
    select({ start, end }) {
      textarea.setSelectionRange(start, end);
    },
    hasFocus: () => textarea.matches(':focus'),
    focus() {
      textarea.focus();
    },
    mark(marker) {
      textarea.setAttribute('aria-invalid', String(marker !== undefined));
    },
    applyScheme() {
      // Its colours are the page's.
    },
    dispose() {
      textarea.removeEventListener('input', onInput);
      textarea.removeEventListener('keydown', onKeydown);
    },
  };
}
