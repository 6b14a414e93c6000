import type { QueryError } from '../protocol/error';
import { queryError } from '../protocol/error';
import type { Role } from '../protocol/query';
import type { Extracted } from './c-api/c-api';
import type { StatementKind } from './c-api/statement-kind';

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

/** What reads or writes files before it is even parsed, or is of a kind with harmless statements: told by its first word. */
const ADMIN_WORDS = new Set(['import', 'checkpoint', 'force']);

/**
 * Refuses what the role may not run and the parser cannot tell. To be asked before parsing.
 *
 * @throws QueryError `PERMISSION_DENIED`
 */
export function checkFirstWord(role: Role, word: string): void {
  if (role !== 'admin' && ADMIN_WORDS.has(word)) throw permissionDenied(role, word);
}

/**
 * Refuses a statement that the role may not run, by what the parser says it is. The parser may put statements of its own in
 * front of what was written: a PIVOT needs a type, whose CREATE is the only one that a reader's statement may bring along.
 *
 * @throws QueryError `PERMISSION_DENIED`
 */
export function checkRole(role: Role, { kinds, innerKinds }: Extracted): void {
  if (role === 'admin') return;
  const last = kinds.length - 1;
  for (const [i, kind] of kinds.entries()) {
    if (i < last && kind === 'create') continue;
    // An EXPLAIN may run what it explains, a PREPARE is run later by name: the statement inside counts as well.
    const inner = innerKinds[i] ?? kind;
    const isAllowed = [kind, inner].every((each) => (role === 'reader' ? READING.has(each) : !ADMIN_ONLY.has(each)));
    if (!isAllowed) throw permissionDenied(role, inner === kind ? kind : `${kind} ${inner}`);
  }
}

function permissionDenied(role: Role, statement: string): QueryError {
  return queryError(
    'PERMISSION_DENIED',
    `The role ${role} may not run a statement of kind ${statement.toUpperCase()}.`,
    role === 'reader' ? 'A reader may run SELECT and other statements that change nothing.' : 'Only an admin may.',
  );
}
