import { queryError, type QueryError } from '../protocol/error';
import { systemViewNames } from '../system/catalogue';
import type { Role } from '../protocol/query';
import type { Extracted } from './c-api/c-api';
import type { StatementKind } from './c-api/statement-kind';
import { nameAt, type TokenStart } from './statements';

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

/** The engine's own, which it guards in lower case only. */
const TEMPORARY_DATABASE = 'temp';

/** Schemas of these names would make every name of a system view ambiguous. */
const CATALOGS = new Set([SYSTEM_CATALOG, 'system']);

/**
 * Refuses what would take the session's own databases away, or put something else in the place of the system views. Writing to
 * those is refused by the engine: their catalog is read-only.
 *
 * @param databases names of the session's databases, in lower case
 * @throws QueryError `PERMISSION_DENIED`
 */
export function guardDatabases(role: Role, { statements }: Extracted, databases: ReadonlySet<string>): void {
  for (const { kind, innerKind, subject } of statements) {
    if (subject?.type === 'database') {
      const name = (subject.name || databaseOf(subject.path)).toLowerCase();
      if (databases.has(name) || name === TEMPORARY_DATABASE) throw nameTaken(role, kind, name);
    }
    if ((innerKind ?? kind) === 'create' && subject?.type === 'schema' && CATALOGS.has(subject.name.toLowerCase())) {
      throw nameTaken(role, kind, subject.name);
    }
  }
}

function nameTaken(role: Role, kind: StatementKind, name: string): QueryError {
  return queryError(
    'PERMISSION_DENIED',
    `The role ${role} may not run a statement of kind ${kind.toUpperCase()} with the name ${name}, and no other role may: ` +
      'it belongs to a namespace, or to the session itself.',
    'Choose another name.',
  );
}

/** The name that the engine gives to a database file: without folder and ending. */
function databaseOf(path: string): string {
  if (path.startsWith(':memory:')) return 'memory';
  return /([^/\\.]*)[^/\\]*$/.exec(path)?.[1] ?? '';
}
