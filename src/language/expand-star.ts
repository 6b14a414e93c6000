import type { Cte } from './ctes';
import type { ColumnInfo } from './knowledge';
import type { Query } from './query-tree';
import { isReservedWord, isSameName, quoteIfNeeded } from './quoting';
import { starPlace, type Star, type StarRefusal } from './star';
import type { TextEdit } from './text-range';
import type { TokenView } from './token-view';

export { starAt, type Star, type StarColumn, type StarRefusal } from './star';

/** The most that a list of columns takes of a line, where it can have lines of its own. */
const LINE_WIDTH = 80;

/**
 * The query whose columns a star stands for, to be asked of `Knowledge.columnsOf`: the star alone, with the FROM of its own SELECT and
 * the CTEs that it can see.
 *
 * @returns undefined where there is no star, or nothing that it could be of
 */
export function queryForStar(text: string, offset: number): string | undefined {
  const place = starPlace(text, offset);
  const star = place?.item.star;
  if (!place || star === undefined) return undefined;
  const { view, blockAt, queryAt } = place.tree;
  const from = blockAt[star]?.clauses.filter(({ kind }) => kind === 'from') ?? [];
  const [clause] = from;
  const query = queryAt[star];
  if (!query || !clause || from.length > 1 || clause.end <= clause.start) return undefined;
  const select = `SELECT ${textOf(view, place.item.start, place.item.end)}\nFROM ${textOf(view, clause.start, clause.end)}`;
  return withCtes(view, query, select);
}

/** The columns of a star in its place: `a, b`, of `t.*` with the table's name before each. */
export function expandStar(
  star: Star,
  columns: readonly ColumnInfo[],
  isReserved: (word: string) => boolean = isReservedWord,
): TextEdit | StarRefusal {
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, i) => names.slice(0, i).some((before) => isSameName(before, name)));
  if (twice !== undefined) {
    return {
      refusal: `There is more than one column ${twice}: write a star for each table, as in t.*, to tell them apart.`,
    };
  }
  if (names.length === 0) return { refusal: 'There are no columns.' };
  const before = star.qualifier === undefined ? '' : `${star.qualifier}.`;
  const items = names.map((name) => {
    const written = quoteIfNeeded(name, isReserved);
    const isIt = (column: { name: string }): boolean => isSameName(column.name, name);
    const replaced = star.replaced.find(isIt);
    if (replaced) return `${replaced.text} AS ${written}`;
    const renamed = star.renamed.find(isIt);
    if (!renamed) return before + written;
    return `${before === '' || renamed.text.includes('.') ? '' : before}${renamed.text} AS ${written}`;
  });
  const { start, end, indent } = star;
  const line = items.join(', ');
  const isShort = indent === undefined || indent.length + line.length <= LINE_WIDTH;
  return { start, end, text: isShort ? line : items.join(`,\n${indent}`) };
}

/** Levels inside one another stay so where a name is given twice. */
function withCtes(view: TokenView, query: Query, select: string): string {
  const levels: Cte[][] = [];
  let length = query.ctes.length;
  for (let at: Query | undefined = query; at; at = at.parent) {
    levels.unshift(at.ctes.slice(0, length));
    length = at.parentCtes;
  }
  const names = levels.flat().map(({ name }) => view.name(name).toLowerCase());
  const isFlat = new Set(names).size === names.length;
  const nested = isFlat ? [levels.flat()] : levels;
  return nested.reduceRight((inner, ctes, i) => {
    if (ctes.length === 0) return inner;
    const list = ctes.map(({ name, body }) => textOf(view, name, view.closing(body) + 1)).join(',\n');
    const recursive = ctes.some(({ isRecursive }) => isRecursive) ? 'RECURSIVE ' : '';
    return `WITH ${recursive}${list}\n${i < nested.length - 1 && inner.startsWith('WITH') ? `FROM (${inner})` : inner}`;
  }, select);
}

function textOf(view: TokenView, start: number, end: number): string {
  return view.text.slice(view.range(start).start, view.range(end - 1).end);
}
