/** Makes this page a demo: one whose pictures are the same each time that the same is done on it. */
export function markDemo(): void {
  document.documentElement.dataset.playgroundDemo = '';
}

/** Whether this page is a demo: `<html data-playground-demo>`. */
export function isDemo(): boolean {
  return isMarked('playgroundDemo');
}

/** Has the editor offer nothing unasked. */
export function markCalm(): void {
  document.documentElement.dataset.playgroundCalm = '';
}

/** Whether the editor offers and complains only when it is asked to: `<html data-playground-calm>`, and in every demo. */
export function isCalm(): boolean {
  return isDemo() || isMarked('playgroundCalm');
}

function isMarked(name: string): boolean {
  // Frameworks write what is false as text.
  return (document.documentElement.dataset[name] ?? 'false') !== 'false';
}
