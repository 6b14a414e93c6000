export interface DeclaredFile {
  name: string;
  /** Absolute. */
  src: string;
}

/**
 * The files that the page declares, by name; the first of a name counts.
 *
 * @returns also what is wrong with them, a sentence each.
 */
export function declaredFiles(): { files: Map<string, DeclaredFile>; problems: string[] } {
  const files = new Map<string, DeclaredFile>();
  const problems: string[] = [];
  for (const element of document.querySelectorAll('sql-playground-data')) {
    const name = element.getAttribute('name')?.trim() ?? '';
    const address = element.getAttribute('src')?.trim() ?? '';
    const src = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI).href : '';
    const known = files.get(name);
    if (name === '' || address === '' || src === '') {
      problems.push('A <sql-playground-data> needs a name and a src, an address.');
    } else if (known && known.src !== src) {
      problems.push(`Two files are declared as “${name}”: ${known.src} is used, ${src} is not.`);
    } else {
      files.set(name, { name, src });
    }
  }
  return { files, problems };
}

/** Those that SQL names; all where it has a pattern among its texts, as `'*.csv'`. */
export function filesNamedIn(sql: string, files: ReadonlyMap<string, DeclaredFile>): DeclaredFile[] {
  if (/'[^'\n]*[*?[][^'\n]*'/.test(sql)) return [...files.values()];
  const text = sql.toLowerCase();
  return [...files.values()].filter(({ name }) => isNamedIn(text, name.toLowerCase()));
}

/** As a name of its own, not as the end or the beginning of another. */
function isNamedIn(text: string, name: string): boolean {
  const isOfName = (character: string | undefined): boolean => /[\p{L}\p{N}_.-]/u.test(character ?? '');
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (!isOfName(text[at - 1]) && !isOfName(text[at + name.length])) return true;
  }
  return false;
}
