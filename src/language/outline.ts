import { readQueries } from './query-tree';
import { statementsOf } from './statements';
import { statementLabel } from './statement-label';
import type { TextRange } from './text-range';
import { TokenView } from './token-view';

export interface OutlineItem {
  /** The statement's first word in upper case, or `CTE`. */
  readonly kind: string;
  /** In a few words: `SELECT … FROM orders`, `CREATE TABLE t`; of a CTE its name. */
  readonly label: string;
  /** All of it. */
  readonly range: TextRange;
  /** What to mark of it: a CTE's name, a statement's first word. */
  readonly nameRange: TextRange;
  /** Its CTEs. */
  readonly children: readonly OutlineItem[];
}

/** The statements of a script with their CTEs, those of subqueries under the one that they are in. */
export function outlineOf(text: string): OutlineItem[] {
  return statementsOf(text).map(({ start, end, tokens }) => {
    const view = new TokenView(text, tokens);
    return {
      kind: view.word(firstWord(view)).toUpperCase(),
      label: statementLabel(view),
      range: { start, end },
      nameRange: view.range(0),
      children: ctesOf(view),
    };
  });
}

function firstWord(view: TokenView): number {
  let i = 0;
  while (view.word(i) === '(') i++;
  return i;
}

function ctesOf(view: TokenView): OutlineItem[] {
  const { root, queries } = readQueries(view);
  const top: OutlineItem[] = [];
  const open: { item: OutlineItem & { children: OutlineItem[] }; end: number }[] = [];
  const ctes = [root, ...queries.values()].flatMap((query) => query.ctes).sort((a, b) => a.name - b.name);
  for (const { name, body } of ctes) {
    const last = Math.min(view.closing(body), view.length - 1);
    while (open.at(-1) && (open.at(-1)?.end ?? 0) < name) open.pop();
    const item = {
      kind: 'CTE',
      label: view.name(name),
      range: { start: view.range(name).start, end: view.range(last).end },
      nameRange: view.range(name),
      children: [],
    };
    (open.at(-1)?.item.children ?? top).push(item);
    open.push({ item, end: last });
  }
  return top;
}
