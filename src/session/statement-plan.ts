import type { Parsed } from './c-api/parsed-statement';
import type { StatementKind } from './c-api/statement-kind';
import { textsOf, type Connection } from './connection';

/** Kinds that an EXPLAIN shows the plan of. */
const EXPLAINED = new Set<StatementKind>(['select', 'insert', 'update', 'delete', 'merge', 'create', 'copy']);

/** The beginning of such a statement, but for one that begins with a comment. */
const EXPLAIN = /^\s*EXPLAIN\b\s*(?:ANALYZE\b\s*|\([^()]*\)\s*)*/i;

/** Optimizers that look at what is in a table, or look a second time at a table for its other columns. */
const DISABLED = ['statistics_propagation', 'late_materialization'];

/** Nodes that take as many of the rows below them as they give, in their order. */
const PASSING = new Set(['PROJECTION', 'STREAMING_LIMIT', 'LIMIT']);

/** What a statement would do. */
export interface StatementPlan {
  /** As JSON; empty where it reads nothing. */
  text: string;
  /** How many of the first rows of the one table that it reads it needs: Infinity where that cannot be told. */
  rowCount: number;
}

/**
 * The plan of a statement, made without regard to what is in its tables. Nothing may be running on the connection.
 *
 * @returns undefined where it cannot be had without running something
 * @throws EngineError where the statement does not bind
 */
export function statementPlan(
  connection: Connection,
  sql: string,
  { kind, innerKind }: Parsed,
): StatementPlan | undefined {
  if (!EXPLAINED.has(kind === 'explain' ? (innerKind ?? kind) : kind)) return undefined;
  const inner = kind === 'explain' ? sql.replace(EXPLAIN, '') : sql;
  const [before = ''] = textsOf(connection, `SELECT current_setting('disabled_optimizers')`);
  const set = (names: string) => {
    connection.run(`SET disabled_optimizers = '${names}'`);
  };
  set([...before.split(','), ...DISABLED].filter((name) => name !== '').join());
  try {
    const text = textsOf(connection, `EXPLAIN (FORMAT JSON) ${inner}`, 1).join('\n');
    return { text, rowCount: rowsNeeded(text, inner) };
  } finally {
    set(before);
  }
}

function rowsNeeded(plan: string, sql: string): number {
  // The plan does not tell the number; a comment might hold another.
  const limit = /\bLIMIT\s+(\d+)\s*;?\s*$/i.exec(sql)?.[1];
  if (limit === undefined || /--|\/\*|\bOFFSET\b/i.test(sql)) return Infinity;
  try {
    let [node, ...others] = JSON.parse(plan) as PlanNode[];
    let limits = 0;
    while (node && others.length === 0 && PASSING.has(node.name)) {
      if (node.name !== 'PROJECTION') limits++;
      [node, ...others] = node.children;
    }
    const isScan = node?.name.trim() === 'SEQ_SCAN' && node.extra_info.Filters === undefined && others.length === 0;
    return isScan && limits === 1 ? Number(limit) : Infinity;
  } catch {
    return Infinity;
  }
}

interface PlanNode {
  name: string;
  children: PlanNode[];
  extra_info: Record<string, unknown>;
}
