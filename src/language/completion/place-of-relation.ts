import type { Scope } from '../scope';
import { clausesAfter, phrases } from './phrases';
import type { Wish } from './wish';

/** What fits where FROM names relations, and behind each. */
export function relationAt({ list, index, section, fromPart }: Scope): Wish[] {
  const before = index - 1;
  if (fromPart?.kind === 'relation') return readables(list.isMark(before, '('), section.keyword < index - 1);
  if (fromPart?.kind === 'using') return [];
  if (list.isWord(before, 'AS')) return [];
  if (list.isWord(section.keyword, 'PIVOT', 'UNPIVOT'))
    return [{ of: 'keywords', phrases: ['ON', 'USING', 'GROUP BY'] }];
  const needsCondition = isConditionMissing(list, section.start, index);
  const isDirect = list.isWord(before, 'WITH', 'TABLESAMPLE');
  if (isDirect)
    return [
      { of: 'keywords', phrases: list.isWord(before, 'WITH') ? ['ORDINALITY'] : ['reservoir', 'bernoulli', 'system'] },
    ];
  const isDelete = list.isWord(section.keyword, 'USING');
  if (isDelete && needsCondition === 'merge') return [{ of: 'keywords', phrases: ['ON', 'USING', 'AS'] }];
  const [where = 'WHERE', ...others] = clausesAfter();
  const conditions = needsCondition ? ['ON', 'USING'] : [];
  const all = [
    ...conditions,
    where,
    ...phrases.joins.slice(0, 2),
    ...others.slice(0, 3),
    'SELECT',
    ...phrases.joins.slice(2),
  ];
  return [{ of: 'keywords', phrases: [...all, 'AS', ...others.slice(3), 'TABLESAMPLE', 'PIVOT', 'UNPIVOT'] }];
}

/** What can be read from. */
function readables(isBracket: boolean, isJoined: boolean): Wish[] {
  const words: Wish = { of: 'keywords', phrases: isBracket ? phrases.query : ['LATERAL', 'VALUES'] };
  const wishes: Wish[] = [{ of: 'relations' }, { of: 'files' }, { of: 'schemas' }, { of: 'table-functions' }];
  if (isBracket) return [words, ...wishes];
  // Behind FROM nothing but a relation fits; behind a comma or JOIN neither.
  return isJoined ? [...wishes, words] : [...wishes, words];
}

/** Whether the last JOIN has no ON yet, and is not one that goes without. */
function isConditionMissing(list: Scope['list'], from: number, index: number): 'join' | 'merge' | undefined {
  if (list.isWord(from - 1, 'USING')) {
    for (let i = from; i < index; i = list.next(i)) if (list.isWord(i, 'ON')) return undefined;
    return 'merge';
  }
  let missing: 'join' | undefined;
  for (let i = from; i < index; i = list.next(i)) {
    if (list.isWord(i, 'JOIN')) missing = list.isWord(i - 1, 'CROSS', 'NATURAL', 'POSITIONAL') ? undefined : 'join';
    else if (list.isWord(i, 'ON', 'USING') || list.isMark(i, ',')) missing = undefined;
  }
  return missing;
}
