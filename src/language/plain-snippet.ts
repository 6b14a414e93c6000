/** A snippet's text, its placeholders as the words that stand in them. */
export function plainSnippet(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^}]*)\}|\$\{?\d+\}?/g, '$1').replace(/\\([$}\\])/g, '$1');
}
