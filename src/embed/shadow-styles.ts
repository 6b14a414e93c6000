/**
 * The styles of everything that the element draws, for its shadow roots: those that come with a part that is loaded later reach
 * the roots that are there. Constructed sheets need no permission of a content policy, unlike `<style>` elements.
 */
const sheets: CSSStyleSheet[] = [];
const roots = new Set<WeakRef<ShadowRoot>>();

/** Called by the modules that shadow-styles.plugin.ts makes of stylesheets. */
export function adoptStyles(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  sheets.push(sheet);
  for (const reference of roots) {
    const root = reference.deref();
    if (root) root.adoptedStyleSheets.push(sheet);
    else roots.delete(reference);
  }
}

/** Gives a root all styles, those of now and of later. */
export function useStyles(root: ShadowRoot): void {
  root.adoptedStyleSheets = [...sheets];
  roots.add(new WeakRef(root));
}
