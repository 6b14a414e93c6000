import { namesIn } from './relations';
import type { Section } from './query-level';
import type { TextRange } from './text-range';
import type { TokenList } from './token-list';

/** A common table expression: a query that WITH names. */
export interface Cte {
  name: string;
  nameRange: TextRange;
  /** Names given to the first columns: `WITH t(a, b) AS …`. */
  columnAliases: readonly string[];
  /** What is in its brackets; empty where none are typed yet. */
  query: string;
  queryRange: TextRange;
  isRecursive: boolean;
  /** Set where it is no part of a query but a table that the script creates before. */
  isCreated?: true;
}

/** The common table expressions of a WITH clause, in order. */
export function ctesIn(list: TokenList, section: Section): Cte[] {
  const ctes: Cte[] = [];
  const isRecursive = list.isWord(section.start, 'RECURSIVE');
  for (let i = isRecursive ? section.start + 1 : section.start; i < section.end;) {
    if (!list.isName(i)) {
      i = list.next(i);
      continue;
    }
    const name = i;
    let columnAliases: string[] = [];
    i++;
    if (list.isMark(i, '(')) {
      columnAliases = namesIn(list, i + 1, list.close(i));
      i = list.next(i);
    }
    if (list.isWord(i, 'USING')) while (i < section.end && !list.isWord(i, 'AS')) i = list.next(i);
    if (list.isWord(i, 'AS')) i++;
    while (list.isWord(i, 'NOT', 'MATERIALIZED')) i++;
    const hasQuery = list.isMark(i, '(') && i < section.end;
    const close = hasQuery ? Math.min(list.close(i), section.end) : i;
    const end = hasQuery && close < list.length ? list.start(close) : list.end(close - 1);
    ctes.push({
      name: list.name(name),
      nameRange: { start: list.start(name), end: list.end(name) },
      columnAliases,
      query: hasQuery ? list.slice(i + 1, close) : '',
      queryRange: hasQuery ? { start: list.end(i), end } : { start: end, end },
      isRecursive,
    });
    while (i < section.end && !list.isMark(i, ',')) i = list.next(i);
    i++;
  }
  return ctes;
}
