/** What is remembered between visits. Where storage is refused or full, nothing is, and nothing breaks. */
type Key = 'rows-share' | 'sql' | 'max-rows' | 'max-bytes' | 'theme' | 'catalog-share' | 'editor-share';

export function recall(key: Key): string | null {
  try {
    return localStorage.getItem(`dabble.${key}`);
  } catch {
    return null;
  }
}

export function keep(key: Key, value: string): void {
  try {
    localStorage.setItem(`dabble.${key}`, value);
  } catch {
    // The page works without.
  }
}
