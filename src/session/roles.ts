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

/**
 * Refuses a statement that the role may not run, by what the parser says it is. The parser may put statements of its own in
 * front of what was written (a PIVOT needs a type): the last one is what was meant.
 *
 * @throws QueryError `PERMISSION_DENIED`
 */
export function checkRole(role: Role, extracted: Extracted): void {
  if (role === 'admin') return;
  const last = extracted.kinds.length - 1;
  const kind = extracted.kinds[last] ?? 'unknown';
  // An EXPLAIN may run what it explains, a PREPARE is run later by name: the statement inside counts as well.
  const kinds = [kind, extracted.innerKinds[last] ?? kind];
  const isAllowed = kinds.every((each) => (role === 'reader' ? READING.has(each) : !ADMIN_ONLY.has(each)));
  if (!isAllowed) throw permissionDenied(role, kinds.join(' ') === `${kind} ${kind}` ? kind : kinds.join(' '));
}

function permissionDenied(role: Role, statement: string): QueryError {
  return queryError(
    'PERMISSION_DENIED',
    `The role ${role} may not run a statement of kind ${statement.toUpperCase()}.`,
    role === 'reader' ? 'A reader may run SELECT and other statements that change nothing.' : 'Only an admin may.',
  );
}
