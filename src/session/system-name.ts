import { queryError } from '../protocol/error';
import { systemViewNames } from '../system/catalogue';
import type { StatementKind } from './c-api/statement-kind';
import { nameAt, tokenStarts, type Tokenizer, type TokenStart } from './statements';

/** The catalog of the system views. */
export const SYSTEM_CATALOG = 'sys';

const viewNames = new Set<string>(systemViewNames);

export function mayNameSystem(sql: string): boolean {
  return /system/i.test(sql);
}

/**
 * Lets `system.queries` mean `sys.queries`: DuckDB keeps the name `system` for its own catalog. The token is replaced by one of
 * the same length, so that positions in errors stay right. Three-part names and DuckDB's own views are left alone, and so is
 * everything where `system` stands by itself as well: there it is an alias.
 */
export function resolveSystemName(sql: string, tokens: readonly TokenStart[]): string {
  const places: number[] = [];
  for (const [i, start] of tokens.entries()) {
    if (nameAt(sql, start) !== 'system' || sql[start] === "'") continue;
    const isQualifier = sql[tokens[i + 1] ?? -1] === '.';
    if (!isQualifier) {
      // TABLESAMPLE SYSTEM (…) is no alias.
      if (sql[tokens[i + 1] ?? -1] === '(' || sql[tokens[i - 1] ?? -1] === '.') continue;
      return sql;
    }
    const view = tokens[i + 2];
    const isView = view !== undefined && viewNames.has(nameAt(sql, view));
    const isWhole = sql[tokens[i + 3] ?? -1] !== '.' && sql[tokens[i - 1] ?? -1] !== '.';
    if (isView && isWhole) places.push(start);
  }
  let resolved = sql;
  for (const start of places) {
    const length = sql[start] === '"' ? '"system"'.length : 'system'.length;
    resolved = resolved.slice(0, start) + SYSTEM_CATALOG.padEnd(length) + resolved.slice(start + length);
  }
  return resolved;
}

/**
 * Refuses what would take the system views away or put something else in their place. Writing to them is refused by the engine:
 * their catalog is read-only.
 *
 * @throws QueryError `PERMISSION_DENIED`
 */
export function guardSystemCatalog(bindings: Tokenizer, kind: StatementKind, sql: string): void {
  if (kind !== 'attach' && kind !== 'detach' && kind !== 'create') return;
  if (!/sys/i.test(sql)) return;
  const words = tokenStarts(bindings, sql)
    .map((start) => nameAt(sql, start))
    .filter((word) => word !== '');
  const isTarget =
    (kind === 'detach' && words.at(-1) === SYSTEM_CATALOG) ||
    (kind === 'attach' && words[words.indexOf('as') + 1] === SYSTEM_CATALOG) ||
    (kind === 'create' && words.slice(0, 4).includes('schema') && words.includes(SYSTEM_CATALOG));
  if (!isTarget) return;
  throw queryError('PERMISSION_DENIED', 'The name sys belongs to the system views.', 'Choose another name.');
}
