/** Makes this page a demo: one whose pictures are the same each time that the same is done on it. */
export function markDemo(): void {
  document.documentElement.dataset.playgroundDemo = '';
}

/** Whether this page is a demo: `<html data-playground-demo>`. */
export function isDemo(): boolean {
  // Frameworks write what is false as text.
  return (document.documentElement.dataset.playgroundDemo ?? 'false') !== 'false';
}
