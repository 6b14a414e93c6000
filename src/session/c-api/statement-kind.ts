/** Kinds of parsed statements by the engine's own numbers (`StatementType`). */
const KINDS = {
  1: 'select',
  2: 'insert',
  3: 'update',
  4: 'create',
  5: 'delete',
  6: 'prepare',
  7: 'execute',
  8: 'alter',
  9: 'transaction',
  10: 'copy',
  11: 'analyze',
  12: 'variable-set',
  13: 'create-function',
  14: 'explain',
  15: 'drop',
  16: 'export',
  17: 'pragma',
  18: 'vacuum',
  19: 'call',
  20: 'set',
  21: 'load',
  22: 'relation',
  23: 'extension',
  24: 'logical-plan',
  25: 'attach',
  26: 'detach',
  27: 'multi',
  28: 'copy-database',
  29: 'update-extensions',
  30: 'merge',
} as const;

/** `copy` is COPY … TO, which writes a file; `copy-from` reads one into a table. */
export type StatementKind = (typeof KINDS)[keyof typeof KINDS] | 'copy-from' | 'unknown';

export function statementKind(type: number): StatementKind {
  return (KINDS as Record<number, StatementKind>)[type] ?? 'unknown';
}
