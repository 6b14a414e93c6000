import type { Memory } from './memory';
import { statementKind, type StatementKind } from './statement-kind';

// Offsets inside the parser's objects of this release; the self-test of the C API holds them against the engine.
const TYPE = 4;
const INNER_STATEMENT = 56;
const COPY_INFO = 56;
const COPY_IS_FROM = 56;

/** The kind of a parsed statement, given its address. */
export function kindOf(memory: Memory, statement: number): StatementKind {
  const kind = statementKind(memory.u8(statement + TYPE));
  const isFrom = kind === 'copy' && memory.u8(memory.u32(statement + COPY_INFO) + COPY_IS_FROM) === 1;
  return isFrom ? 'copy-from' : kind;
}

/** What an EXPLAIN or PREPARE is about in the end, however deep they nest; null for other kinds. */
export function innerKindOf(memory: Memory, statement: number): StatementKind | null {
  const kind = kindOf(memory, statement);
  if (kind !== 'explain' && kind !== 'prepare') return null;
  const inner = memory.u32(statement + INNER_STATEMENT);
  return innerKindOf(memory, inner) ?? kindOf(memory, inner);
}
