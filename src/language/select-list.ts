import type { Section } from './query-level';
import type { TextRange } from './text-range';
import type { TokenList } from './token-list';
import { listOf } from './word-lists';

/** One entry of a SELECT list. */
export interface SelectItem {
  range: TextRange;
  /** What its column is called, where the text alone tells: an alias, or a column that stands alone. */
  name?: string;
  /** Where the name is given by `AS`, or by an alias without it. */
  aliasRange?: TextRange;
  /** `*` or `t.*`: the qualifier, empty for the bare star. */
  starOf?: string;
  /** Names after EXCLUDE, in lower case, of a star. */
  excluded?: readonly string[];
  /** The column or the call that it consists of, else undefined: `a.b` gives `['a', 'b']`. */
  path?: readonly string[];
}

const notNames = new Set(listOf('END, NULL, TRUE, FALSE, AS, IS, AND, OR, NOT, IN, LIKE, BY, ALL'));

/** The entries of a SELECT list. */
export function selectItems(list: TokenList, section: Section): SelectItem[] {
  const items: SelectItem[] = [];
  let start = section.start;
  if (list.isWord(start, 'DISTINCT', 'ALL')) start++;
  if (list.isWord(start, 'ON') && list.isMark(start + 1, '(')) start = list.next(start + 1);
  for (let i = start; i <= section.end; i = list.next(i)) {
    if (i < section.end && !list.isMark(i, ',')) continue;
    const end = Math.min(i, section.end);
    if (start < end) items.push(selectItem(list, start, end));
    start = i + 1;
    if (i >= section.end) break;
  }
  return items;
}

function selectItem(list: TokenList, start: number, end: number): SelectItem {
  const last = end - 1;
  const item: SelectItem = { range: { start: list.start(start), end: list.end(last) } };
  // DuckDB's own `name: expression`.
  if (list.isName(start) && list.isMark(start + 1, ':') && !list.isMark(start + 2, ':')) {
    return { ...item, name: list.name(start), aliasRange: { start: list.start(start), end: list.end(start) } };
  }
  const star = list.isOperator(start, '*') ? start : starAfterName(list, start);
  if (star !== undefined && star < end) {
    const exclude = list.isWord(star + 1, 'EXCLUDE') ? star + 2 : end;
    const close = list.isMark(exclude, '(') ? list.close(exclude) : exclude + 1;
    const excluded: string[] = [];
    for (let i = exclude; i < Math.min(close, end); i++) if (list.isName(i)) excluded.push(list.name(i).toLowerCase());
    return { ...item, starOf: star === start ? '' : list.name(start), excluded };
  }
  const path = pathOf(list, start, end);
  if (path) return { ...item, path, name: path.at(-1) ?? '' };
  const isAlias = list.isName(last) && last > start && !notNames.has(list.word(last)) && !list.isMark(last - 1, ':');
  if (!isAlias || list.isMark(last - 1, '.') || list.tokens[last - 1]?.kind === 'operator') return item;
  const behind = list.isWord(last - 1, 'AS') ? last - 1 : last;
  const aliased = pathOf(list, start, behind);
  const aliasRange = { start: list.start(last), end: list.end(last) };
  return { ...item, name: list.name(last), aliasRange, ...(aliased ? { path: aliased } : {}) };
}

/** The star of `t.*`. */
function starAfterName(list: TokenList, start: number): number | undefined {
  return list.isName(start) && list.isMark(start + 1, '.') && list.isOperator(start + 2, '*') ? start + 2 : undefined;
}

/** `a.b.c` and nothing else. */
function pathOf(list: TokenList, start: number, end: number): string[] | undefined {
  const path: string[] = [];
  for (let i = start; i < end; i += 2) {
    if (!list.isName(i) || (i + 1 < end && !list.isMark(i + 1, '.'))) return undefined;
    path.push(list.name(i));
  }
  return path.length > 0 ? path : undefined;
}
