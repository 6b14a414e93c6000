import type { Role } from '../protocol/query';
import type { Parsed } from './c-api/parsed-statement';
import type { StatementKind } from './c-api/statement-kind';
import type { PlannedStatement } from './plan';
import { PRAGMAS_OF_CONNECTION } from './settings';

/** Kinds that change what they are bound to and nothing else. */
const BOUND = new Set<StatementKind>([
  'select',
  'explain',
  'insert',
  'update',
  'delete',
  'merge',
  'copy-from',
  'create',
  'create-function',
  'alter',
  'drop',
  'prepare',
  'transaction',
  'analyze',
  'vacuum',
]);

/** What USE sets: only ever of a connection. */
const SETTINGS_OF_USE = new Set(['schema', 'search_path']);

/**
 * True for a statement that changed more than its namespace, so that it holds when the namespace is reset. Where that cannot be
 * told it is true as well: a new session then does it again before it empties the namespace, which is never wrong.
 */
export function isOutward({ extracted, runs, changes }: PlannedStatement, role: Role): boolean {
  if (changes.size > 0 || !extracted) return true;
  return !extracted.statements.every((parsed) => {
    const runsAnother = parsed.kind === 'execute' || parsed.runsInner;
    return staysInside(runsAnother ? runs : parsed.kind, parsed, role);
  });
}

function staysInside(kind: StatementKind, { subject }: Parsed, role: Role): boolean {
  // What an author sets holds for the namespace alone.
  if (subject?.type === 'setting') {
    return role !== 'admin' || subject.scope === 'session' || SETTINGS_OF_USE.has(subject.name);
  }
  if (subject?.type === 'pragma') return role !== 'admin' || PRAGMAS_OF_CONNECTION.has(subject.name);
  // A SET without a setting is one of a variable.
  if (kind === 'set') return subject === null;
  return subject?.type !== 'secret' && BOUND.has(kind);
}
