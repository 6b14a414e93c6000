import { errorRange } from '../editor/error-range';

/** Characters shown on each side of the place, so that a line of a megabyte is not drawn. */
const CONTEXT = 80;

/** The line of a text around a place of it, cut into what comes before, what stands there, and what comes after. */
export interface CodeFrame {
  /** From 1. */
  line: number;
  before: string;
  at: string;
  after: string;
}

/** @param offset in UTF-16 units */
export function frameOf(sql: string, offset: number): CodeFrame {
  const { start, end } = errorRange(sql, offset);
  const head = sql.slice(0, start);
  const lineStart = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1;
  const rest = sql.slice(start).search(/[\r\n]/);
  const lineEnd = rest < 0 ? sql.length : start + rest;
  const to = Math.min(end, lineEnd);
  const isCutBefore = start - lineStart > CONTEXT;
  const isCutAfter = lineEnd - to > CONTEXT;
  return {
    line: head.split(/\r\n|\r|\n/).length,
    before: isCutBefore ? `…${sql.slice(start - CONTEXT, start)}` : sql.slice(lineStart, start),
    at: sql.slice(start, to).slice(0, CONTEXT),
    after: isCutAfter ? `${sql.slice(to, to + CONTEXT)}…` : sql.slice(to, lineEnd),
  };
}
