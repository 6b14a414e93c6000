import { queryError } from '../protocol/error';
import { systemViewNames } from '../system/catalogue';
import type { Extracted } from './c-api/c-api';
import type { StatementKind } from './c-api/statement-kind';
import { nameAt, tokenStarts, type Tokenizer, type TokenStart } from './statements';

/** The catalog of the system views. */
export const SYSTEM_CATALOG = 'sys';

const viewNames = new Set<string>(systemViewNames);

export function mayNameSystem(sql: string): boolean {
  return /system/i.test(sql);
}

/** Words after which a bare `system` is a table's alias or a common table expression, and so a qualifier of its own. */
const ALIAS_COMES_AFTER = new Set(['from', 'join', 'with', 'update', 'into', 'using']);

/**
 * Lets `system.queries` mean `sys.queries` in one statement: DuckDB keeps the name `system` for its own catalog. The token is
 * replaced by one of the same length, so that positions in errors stay right. DuckDB's own schemas are left alone, and so is a
 * statement in which `system` is an alias.
 */
export function resolveSystemName(sql: string, tokens: readonly TokenStart[]): string {
  const places: number[] = [];
  let mayBeAlias = false;
  for (const [i, start] of tokens.entries()) {
    const name = sql[start] === "'" ? '' : nameAt(sql, start);
    if (ALIAS_COMES_AFTER.has(name)) mayBeAlias = true;
    if (name !== 'system') continue;
    const before = sql[tokens[i - 1] ?? -1];
    const after = sql[tokens[i + 1] ?? -1];
    if (after === '.') {
      const view = tokens[i + 2];
      if (before !== '.' && view !== undefined && viewNames.has(nameAt(sql, view))) places.push(start);
    } else if (mayBeAlias && before !== '.' && before !== '(' && after !== '(') {
      // TABLESAMPLE SYSTEM (…) and (SYSTEM) are no aliases.
      return sql;
    }
  }
  let resolved = sql;
  for (const start of places) {
    const length = sql[start] === '"' ? '"system"'.length : 'system'.length;
    resolved = resolved.slice(0, start) + SYSTEM_CATALOG.padEnd(length) + resolved.slice(start + length);
  }
  return resolved;
}

/**
 * Refuses what would take the session's own databases away, or put something else in the place of the system views. Writing to
 * those is refused by the engine: their catalog is read-only.
 *
 * @param databases names of the session's databases, in lower case
 * @throws QueryError `PERMISSION_DENIED`
 */
export function guardDatabases(
  bindings: Tokenizer,
  { kinds, innerKinds }: Extracted,
  sql: string,
  databases: ReadonlySet<string>,
): void {
  const all = new Set<StatementKind | null>([...kinds, ...innerKinds]);
  if (!all.has('attach') && !all.has('detach') && !all.has('create')) return;
  const words = tokenStarts(bindings, sql)
    .map((start) => nameAt(sql, start))
    .filter((word) => word !== '');
  const target = attachedName(sql, words);
  const isTaken =
    (all.has('detach') && databases.has(words.at(-1) ?? '')) ||
    (all.has('attach') && words.includes('replace') && databases.has(target)) ||
    (all.has('attach') && target === SYSTEM_CATALOG) ||
    (all.has('create') && words.includes('schema') && words.includes(SYSTEM_CATALOG));
  if (!isTaken) return;
  throw queryError(
    'PERMISSION_DENIED',
    'This name belongs to a database of the session itself: a namespace, or the system views.',
    'Choose another name.',
  );
}

/** The name that an ATTACH gives: after AS, else its file's name without folder and ending. */
function attachedName(sql: string, words: readonly string[]): string {
  const as = words.indexOf('as');
  if (as >= 0) return words[as + 1] ?? '';
  return /'(?:[^']*[/\\])?([^'/\\.]*)[^'/\\]*'/.exec(sql)?.[1]?.toLowerCase() ?? '';
}
