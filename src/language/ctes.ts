import type { Query } from './query-tree';
import type { TokenView } from './token-view';

export interface Cte {
  /** The token of its name. */
  name: number;
  columns: number[];
  /** The bracket that its query stands in. */
  body: number;
  isRecursive: boolean;
}

/** `WITH a AS (`, and not as in WITH TIES. */
export function isCteList(view: TokenView, i: number): boolean {
  const name = view.word(i + 1) === 'recursive' ? i + 2 : i + 1;
  if (!view.isName(name)) return false;
  const after = view.word(name + 1) === '(' ? view.next(name + 1) : name + 1;
  return view.word(after) === 'as' || view.word(after) === 'using';
}

/** Adds the CTEs of a list. @returns the first token after it */
export function readCtes(view: TokenView, at: number, end: number, ctes: Cte[]): number {
  const isRecursive = view.word(at + 1) === 'recursive';
  let i = at + (isRecursive ? 2 : 1);
  while (i < end && view.isName(i)) {
    const name = i++;
    const columns = view.word(i) === '(' ? namesIn(view, i) : [];
    if (view.word(i) === '(') i = view.next(i);
    while (i < end && /^(?:using|key|as|not|materialized)$/.test(view.word(i))) {
      i++;
      if (view.word(i - 1) === 'key' && view.word(i) === '(') i = view.next(i);
    }
    if (view.word(i) !== '(') return i;
    ctes.push({ name, columns, body: i, isRecursive });
    i = view.next(i);
    if (view.word(i) !== ',') return i;
    i++;
  }
  return i;
}

/** The names of a list in brackets. */
function namesIn(view: TokenView, open: number): number[] {
  return view
    .split(open + 1, view.closing(open))
    .map(({ start }) => start)
    .filter((i) => view.isName(i));
}

/** The CTE that a table's name means in a query. @param name its token */
export function visibleCte(view: TokenView, query: Query, name: number): Cte | undefined {
  let { length } = query.ctes;
  for (let at: Query | undefined = query; at; at = at.parent) {
    const cte = at.ctes.findLast((each, i) => i < length && view.isCalled(each.name, name));
    if (cte) return cte;
    length = at.parentCtes;
  }
  return undefined;
}
