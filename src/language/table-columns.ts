import type { CatalogSnapshot } from './knowledge';
import { isSameName } from './quoting';

/**
 * The names of a table's columns.
 *
 * @param path the table's name as it is qualified in the text, without quotes
 * @returns undefined where they are not known
 */
export type TableColumns = (path: readonly string[]) => readonly string[] | undefined;

/** As the catalog has them. */
export function tableColumnsOf({ tables, database, schema }: CatalogSnapshot): TableColumns {
  const known = new Map<string, readonly string[] | undefined>();
  const find: TableColumns = (path) => {
    const fits = tables.filter((table) => {
      const full = [table.database, table.schema, table.name];
      // `db.t` stands for `db.main.t`.
      const parts =
        path.length === 2 && isSameName(path[0] ?? '', table.database) ? [full[0], full[2]] : full.slice(-path.length);
      return path.length <= 3 && parts.every((part, i) => isSameName(part ?? '', path[i] ?? ''));
    });
    const own = fits.find((table) => table.database === database && table.schema === schema);
    return (own ?? fits[0])?.columns.map(({ name }) => name);
  };
  // Asked again for every name in a text.
  return (path) => {
    const key = path.join('\0');
    if (!known.has(key)) known.set(key, find(path));
    return known.get(key);
  };
}
