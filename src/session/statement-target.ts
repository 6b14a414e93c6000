import type { StatementKind } from './c-api/statement-kind';

/** Words between a statement's verb and the name of what it is about. */
const NOISE = new Set(
  (
    'create or replace temp temporary persistent unique recursive table view schema sequence type macro function index secret ' +
    'database if not exists insert into update delete from truncate drop alter comment on column copy attach detach merge ' +
    'export import install load force vacuum analyze checkpoint cascade explain execute'
  ).split(' '),
);

/** Kinds whose first name is what they are about. */
const NAMED = new Set<StatementKind>([
  'insert',
  'update',
  'create',
  'create-function',
  'delete',
  'alter',
  'copy',
  'copy-from',
  'drop',
  'attach',
  'detach',
  'load',
  'merge',
]);

/** The name a statement is about, for the audit log; null where it has none. Never more than a name: values may be secrets. */
export function statementTarget(kind: StatementKind, sql: string): string | null {
  if (!NAMED.has(kind)) return null;
  if (kind === 'attach') return /\bas\s+("[^"]+"|[\w-]+)/i.exec(sql)?.[1] ?? null;
  const bare = sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').slice(0, 500);
  for (const match of bare.matchAll(
    /((?:"[^"]*"|[\p{L}_][\p{L}\p{N}_$]*)(?:\s*\.\s*(?:"[^"]*"|[\p{L}_][\p{L}\p{N}_$]*))*)/gu,
  )) {
    const name = match[1] ?? '';
    if (!NOISE.has(name.toLowerCase())) return name.trim();
  }
  return null;
}
