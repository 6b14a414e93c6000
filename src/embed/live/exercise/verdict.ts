import type { StatementResult } from '../../../client/query-result';
import type { CheckResult } from '../../live-part';
import { compareRows, type Comparison, type ExpectedRows } from './compare-rows';

/** What a check found. Rows that are missing are kept apart: they are shown when they are asked for. */
export type Verdict =
  | { kind: 'right'; rowCount: number }
  | Exclude<Comparison, { kind: 'same' | 'rows' }>
  | { kind: 'rows'; missing: TextRow[]; extra: TextRow[]; columns: string[] }
  | { kind: 'count'; expected: number; found: number }
  /** Nothing ran that gives rows. */
  | { kind: 'nothing' }
  | { kind: 'unknown'; reason: string };

export type TextRow = readonly (string | null)[];

export type Solution = ExpectedRows & { rowCount: number };

/** Judges the last result of a run. */
export function judge(found: StatementResult | undefined, solution: Solution): Verdict {
  if (!found) return { kind: 'nothing' };
  const isWhole = !found.truncated && solution.rows.length === solution.rowCount;
  if (!isWhole && found.columns.length === solution.columns.length) {
    if (found.rowCount !== solution.rowCount) {
      return { kind: 'count', expected: solution.rowCount, found: found.rowCount };
    }
    const held = Math.min(found.rows.length, solution.rows.length);
    return {
      kind: 'unknown',
      reason: `Only ${held} of ${found.rowCount} rows are kept (max-rows): too few to compare.`,
    };
  }
  const comparison = compareRows(found, solution);
  switch (comparison.kind) {
    case 'same':
      return { kind: 'right', rowCount: found.rowCount };
    case 'rows':
      return {
        kind: 'rows',
        missing: comparison.missing.map((row) => solution.rows[row] ?? []),
        extra: comparison.extra.map((row) => found.rows[row] ?? []),
        columns: found.columns.map(({ name }) => name),
      };
    default:
      return comparison;
  }
}

/** In words for who wrote the SQL. */
export function sayVerdict(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'right':
      return verdict.rowCount === 1 ? 'Right: the row matches.' : `Right: all ${verdict.rowCount} rows match.`;
    case 'columns':
      return `Not yet: ${counted(verdict.expected, 'column')} expected, yours has ${verdict.found}.`;
    case 'order':
      return `Not yet: the rows are right, their order is not, from row ${verdict.first + 1}.`;
    case 'rows':
      return `Not yet: ${[
        verdict.extra.length > 0 ? `${counted(verdict.extra.length, 'row')} not expected` : '',
        verdict.missing.length > 0 ? `${counted(verdict.missing.length, 'row')} missing` : '',
      ]
        .filter(Boolean)
        .join(', ')}.`;
    case 'count':
      return `Not yet: ${counted(verdict.expected, 'row')} expected, yours has ${verdict.found}.`;
    case 'nothing':
      return 'Not yet: what ran gives no rows.';
    case 'unknown':
      return verdict.reason;
    default:
      return verdict satisfies never;
  }
}

export function toCheckResult(verdict: Verdict): CheckResult {
  const { missing, extra } = verdict.kind === 'rows' ? verdict : { missing: [], extra: [] };
  return {
    isRight: verdict.kind === 'right',
    message: sayVerdict(verdict),
    missing: missing.length,
    extra: extra.length,
  };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
