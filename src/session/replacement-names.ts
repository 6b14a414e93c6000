/**
 * What a reader's macro asks for instead of a name: with this before it no table of the name stands in its way, and with the other
 * after it the engine finds no ending that it has an opinion of.
 */
export const REPLACEMENT_PREFIX = 'file:';
export const REPLACEMENT_SUFFIX = '|';

/** A name that no table has, taken for files. */
export interface AskedName {
  /** A file's name, an address, or a pattern of names. */
  path: string;
  /** True where a reader's macro asked: it can be nothing but a file then. */
  isByReader: boolean;
}

export function askedName(name: string): AskedName {
  const isByReader = name.startsWith(REPLACEMENT_PREFIX) && name.endsWith(REPLACEMENT_SUFFIX);
  return { path: isByReader ? name.slice(REPLACEMENT_PREFIX.length, -REPLACEMENT_SUFFIX.length) : name, isByReader };
}

/** A file, and the sheet or table of it that is asked for: `book.xlsx#Sales`. A file of the whole name comes first. */
export function fileAndPart(
  path: string,
  hasFile: (name: string) => boolean,
): { name: string; part: string | undefined } {
  const at = path.lastIndexOf('#');
  if (at < 0 || hasFile(path)) return { name: path, part: undefined };
  return { name: path.slice(0, at), part: path.slice(at + 1) };
}

/** The names that a pattern fits, in order: `*` and `?` within a folder, `**` across, `[abc]`. */
export function matchingNames(pattern: string, names: readonly string[]): string[] {
  const source = pattern.replaceAll(/\*\*|[*?]|\[!?[^\]/]*\]|[.+^${}()|\\\][]/g, (sign) => {
    if (sign === '**') return '.*';
    if (sign === '*') return '[^/]*';
    if (sign === '?') return '[^/]';
    return sign.length > 1 ? sign.replace('[!', '[^').replaceAll('\\', '\\\\') : `\\${sign}`;
  });
  const fits = new RegExp(`^${source}$`);
  return names.filter((name) => fits.test(name)).sort();
}
