import type { QueryError } from '../protocol/error';
import { queryError } from '../protocol/error';
import type { Role } from '../protocol/query';
import type { Extracted } from './c-api/c-api';
import type { Footprint } from './c-api/prepared-statement';
import type { StatementKind } from './c-api/statement-kind';
import { checkPragma, checkSetting } from './settings';

/** Kinds that change nothing. */
const READING = new Set<StatementKind>(['select', 'explain']);

/** Kinds that reach beyond the namespace: other databases, files, extensions. */
const ADMIN_ONLY = new Set<StatementKind>([
  'attach',
  'detach',
  'copy',
  'export',
  'load',
  'extension',
  'copy-database',
  'update-extensions',
  'multi',
  'unknown',
]);

/** What reads or writes files before it is even parsed, or is of a kind with harmless statements: told by its first words. */
const ADMIN_WORDS = new Set(['import', 'checkpoint', 'force', 'pragma import_database']);

/** Table functions that do something when they are read. Their names are the engine's own, and cannot be taken. */
const ADMIN_FUNCTIONS = new Set([
  'checkpoint',
  'force_checkpoint',
  'enable_logging',
  'disable_logging',
  'truncate_duckdb_logs',
]);

/**
 * Refuses what the role may not run and the parser cannot tell. To be asked before parsing.
 *
 * @param words the statement's first and second word or name, in lower case
 * @throws QueryError `PERMISSION_DENIED`
 */
export function checkFirstWords(role: Role, [first, second]: readonly [string, string]): void {
  if (role === 'admin') return;
  const denied = [first, `${first} ${second}`].find((words) => ADMIN_WORDS.has(words));
  if (denied !== undefined) throw permissionDenied(role, denied);
}

/**
 * Refuses a statement that the role may not run, by what the parser says it is. The parser may put statements of its own in
 * front of what was written: a PIVOT needs a type, whose CREATE is the only one that a reader's statement may bring along.
 *
 * @throws QueryError `PERMISSION_DENIED`
 */
export function checkRole(role: Role, { statements }: Extracted): void {
  const last = statements.length - 1;
  for (const [i, statement] of statements.entries()) {
    const { kind, innerKind, subject } = statement;
    if (role !== 'admin' && !(i < last && kind === 'create' && subject?.type === 'type'))
      checkKinds(role, statement.kinds);
    if (subject?.type === 'setting') checkSetting(role, subject.name, subject.scope === 'global');
    if (subject?.type === 'pragma') checkPragma(role, subject.name);
    if (subject?.type === 'secret' && role !== 'admin') throw permissionDenied(role, `${innerKind ?? kind} secret`);
  }
}

/**
 * Refuses a bound statement that the role may not run, by what the engine found that it would touch.
 *
 * @param database the one that belongs to the query's namespace
 * @throws QueryError `PERMISSION_DENIED`
 */
export function checkFootprint(role: Role, kind: StatementKind, footprint: Footprint, database: string): void {
  const { reads, writes, tableFunctions, loggingStorage, executes } = footprint;
  if (loggingStorage === 'file') {
    throw queryError(
      'PERMISSION_DENIED',
      `The role ${role} may not run a statement that logs to a file, and no other role may: it would stop the engine.`,
      "Log to memory: CALL enable_logging('QueryLog'), then FROM duckdb_logs.",
    );
  }
  if (role === 'admin') return;
  if (executes !== null) checkKinds(role, [kind, executes]);
  const denied = tableFunctions.find((name) => ADMIN_FUNCTIONS.has(name));
  if (denied !== undefined) throw permissionDenied(role, kind, ` that calls ${denied}()`);
  // What a VACUUM is about is read to the engine, although it rewrites its statistics.
  const changed = kind === 'vacuum' ? [...reads, ...writes] : writes;
  const own = new Set([database.toLowerCase(), 'temp']);
  const foreign = changed.find((name) => role === 'reader' || !own.has(name.toLowerCase()));
  if (foreign === undefined) return;
  throw changesSomething(role, executes ?? kind, foreign, database);
}

/** @param foreign the database that would be changed, where it is known */
export function changesSomething(role: Role, kind: StatementKind, foreign?: string, database = ''): QueryError {
  const what = foreign === undefined ? 'something' : `the database ${foreign}`;
  return queryError(
    'PERMISSION_DENIED',
    `The role ${role} may not run a statement of kind ${kind.toUpperCase()} that changes ${what}.`,
    role === 'reader'
      ? 'A reader changes nothing, also not a sequence.'
      : `An author changes the namespace's own database, ${database}, and reads the others.`,
  );
}

function checkKinds(role: Role, kinds: readonly StatementKind[]): void {
  // An EXPLAIN may run what it explains, a PREPARE is run later by name: the statements inside count as well.
  const isAllowed = kinds.every((each) => (role === 'reader' ? READING.has(each) : !ADMIN_ONLY.has(each)));
  if (!isAllowed) throw permissionDenied(role, kinds.join(' '));
}

function permissionDenied(role: Role, statement: string, what = ''): QueryError {
  return queryError(
    'PERMISSION_DENIED',
    `The role ${role} may not run a statement of kind ${statement.toUpperCase()}${what}.`,
    role === 'reader' ? 'A reader may run SELECT and other statements that change nothing.' : 'Only an admin may.',
  );
}
