/** What is pasted, in the forms that a table comes in. */
export interface Clipboard {
  files: readonly File[];
  text: string;
  html: string;
}

const TEXT_FIELDS = 'input, textarea, select, [contenteditable], .monaco-editor';

/** What a paste brings; undefined where a text field takes it, or there is nothing. */
export function clipboardOf(event: ClipboardEvent): Clipboard | undefined {
  const { clipboardData: data, target } = event;
  const isTaken = event.defaultPrevented || (target instanceof Element && target.closest(TEXT_FIELDS) !== null);
  if (isTaken || !data) return undefined;
  const clipboard = { files: [...data.files], text: data.getData('text/plain'), html: data.getData('text/html') };
  return clipboard.files.length > 0 || clipboard.text.trim() !== '' || clipboard.html !== '' ? clipboard : undefined;
}
