/** Something that SQL makes, which may need others to be there. */
export interface Made {
  /** Without its schema. */
  name: string;
  sql: string;
}

/** All words of a statement that may be names, in lower case. */
export function wordsOf(sql: string): Set<string> {
  const words = new Set<string>();
  for (const [token, quoted] of sql.matchAll(/'(?:[^']|'')*'|"((?:[^"]|"")*)"|[\p{L}_][\p{L}\p{N}_$]*/gu)) {
    if (!token.startsWith("'")) words.add((quoted?.replaceAll('""', '"') ?? token).toLowerCase());
  }
  return words;
}

/**
 * What SQL makes, each after what it mentions; else in the order as given. The engine does not tell what a view reads. A word that
 * only looks like a name moves something forward, which does no harm; where two mention each other, one of them is no name.
 */
export function inOrderOfMention<T extends Made>(all: readonly T[]): T[] {
  const words = new Map(all.map((made) => [made, wordsOf(made.sql)]));
  const ordered = new Set<T>();
  const waiting = new Set<T>();
  const place = (made: T): void => {
    if (ordered.has(made) || waiting.has(made)) return;
    waiting.add(made);
    const mentioned = words.get(made);
    for (const other of all) if (other !== made && mentioned?.has(other.name.toLowerCase())) place(other);
    waiting.delete(made);
    ordered.add(made);
  };
  all.forEach(place);
  return [...ordered];
}
