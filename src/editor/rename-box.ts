import { editor } from './monaco';

/** When Monaco has its box take the keyboard after it was called, in milliseconds. */
const ASKED_MS = 100;

/** The attribute that a box has while it is drawn. */
const DRAWN = 'monaco-visible-content-widget';

/**
 * Has the box for a new name take the keyboard also where it is drawn after Monaco had asked for that: what is not drawn can't take
 * it, and the name was typed into the text. Called when the box is about to come.
 */
export function focusRenameBox(model: editor.ITextModel): void {
  const widget = editor.getEditors().find((one) => one.getModel() === model);
  const box = widget?.getContainerDomNode().querySelector('.rename-box');
  const input = box?.querySelector('input');
  if (!widget || !box || !input) return;
  const called = performance.now();
  const drawn = new MutationObserver(() => {
    if (!box.hasAttribute(DRAWN)) return;
    drawn.disconnect();
    // Before then Monaco does it itself.
    if (performance.now() - called < ASKED_MS || !widget.hasTextFocus()) return;
    input.focus();
    input.select();
  });
  drawn.observe(box, { attributeFilter: [DRAWN] });
}
