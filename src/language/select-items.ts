import { isReservedWord } from './quoting';
import type { TokenView } from './token-view';

/** One expression of a SELECT list, by tokens. */
export interface Item {
  start: number;
  end: number;
  /** The name that the text gives it. */
  alias: number | undefined;
  /** Of a column without alias, the parts of its name. */
  path: number[];
  /** The star of `*` and `t.*`. */
  star: number | undefined;
}

export function readItems(view: TokenView, start: number, end: number): Item[] {
  let first = start;
  if (view.word(first) === 'all') first++;
  if (view.word(first) === 'distinct') first = view.word(first + 1) === 'on' ? view.next(first + 2) : first + 1;
  return view.split(first, end).map((part) => readItem(view, part.start, part.end));
}

function readItem(view: TokenView, start: number, end: number): Item {
  const item: Item = { start, end, alias: undefined, path: [], star: undefined };
  const path = view.path(start);
  const last = path.at(-1) ?? start;
  if (view.word(start).startsWith('*')) item.star = start;
  else if (view.isName(start) && view.word(last).startsWith('*')) item.star = last;
  else if (view.isName(start) && view.word(start + 1) === ':' && !view.isPairedColon(start + 1)) item.alias = start;
  else if (isAlias(view, start, end)) item.alias = end - 1;
  else if (view.isName(start) && last === end - 1) item.path = path;
  return item;
}

/** True where the last token is a name given to what is before it, with AS or without. */
function isAlias(view: TokenView, start: number, end: number): boolean {
  const last = end - 1;
  const before = last - 1;
  if (before < start || !view.isName(last) || view.enclosing(last) !== view.enclosing(start)) return false;
  if (view.word(before) === 'as') return before > start;
  if (isReservedWord(view.word(last)) || /^(?:zone|precision)$/.test(view.word(last))) return false;
  // The unit of an interval.
  if (view.word(before - 1) === 'interval') return false;
  const word = view.word(before);
  if (view.kind(before) === 'word')
    return (!isReservedWord(word) && word !== 'over') || /^(?:end|null|true|false)$/.test(word);
  return /^[)\]}]$/.test(word) || /^(?:string|number|parameter|quoted)$/.test(view.kind(before) ?? '');
}
