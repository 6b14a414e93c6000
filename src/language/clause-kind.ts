import { isReservedWord } from './quoting';
import type { TokenView } from './token-view';

/**
 * The kind of the clause that a word begins: its keywords, `from` also for what is written to.
 *
 * @param first the word that the query or statement begins with
 */
export function clauseKind(view: TokenView, i: number, first: string): string | undefined {
  const word = view.word(i);
  const next = view.word(i + 1);
  if (view.word(i - 1) === '.') return undefined;
  if (word === 'from')
    return /^(?:distinct)$/.test(view.word(i - 1)) && /^(?:is|not)$/.test(view.word(i - 2)) ? undefined : word;
  if ((word === 'group' || word === 'order') && next === 'by') return `${word} by`;
  if (word === 'into' || word === 'update') return i < 4 ? 'from' : undefined;
  if (word === 'using')
    return first === 'merge' || first === 'delete' ? 'from' : next === 'sample' ? 'sample' : undefined;
  if (word === 'pivot' || word === 'unpivot')
    return view.word(i - 1) === ')' || (view.isName(i - 1) && !isReservedWord(view.word(i - 1))) ? undefined : 'from';
  if (word === 'set') return first === 'update' || view.word(i - 1) === 'update' ? word : undefined;
  if (word === 'on') return next === 'conflict' ? 'on conflict' : undefined;
  if (word === 'when') return first === 'merge' && (next === 'matched' || next === 'not') ? word : undefined;
  if (word === 'values') return word;
  return /^(?:select|where|having|qualify|window|limit|offset|returning)$/.test(word) ? word : undefined;
}
