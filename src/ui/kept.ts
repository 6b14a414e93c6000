import { isDemo } from '../client/demo-mode';

/** What is remembered between visits, of a demo no longer than its tab. Where storage is refused or full, nothing is, and nothing breaks. */
type Key =
  | 'database'
  | 'files'
  | 'rows-share'
  | 'sql'
  | 'parameters'
  | 'max-rows'
  | 'max-bytes'
  | 'theme'
  | 'catalog-share'
  | 'editor-share';

/** What a tab remembers over a reload, and no other tab sees. */
type TabKey = 'link-edit';

/** A demo begins the same each time. */
function shelf(): Storage {
  return isDemo() ? sessionStorage : localStorage;
}

export function recall(key: Key): string | null {
  try {
    return shelf().getItem(`dabble.${key}`);
  } catch {
    return null;
  }
}

export function keep(key: Key, value: string): void {
  try {
    shelf().setItem(`dabble.${key}`, value);
  } catch {
    // The page works without.
  }
}

export function recallInTab(key: TabKey): string | null {
  try {
    return sessionStorage.getItem(`dabble.${key}`);
  } catch {
    return null;
  }
}

export function keepInTab(key: TabKey, value: string): void {
  try {
    sessionStorage.setItem(`dabble.${key}`, value);
  } catch {
    // The page works without.
  }
}
