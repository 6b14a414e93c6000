import type { Call } from '../call';
import type { Scope } from '../scope';
import { clausesAfter, phrases } from './phrases';
import { isStar } from './place-of-expression';
import type { Wish } from './wish';

/** What can follow a value. */
export function afterOperand(scope: Scope, call: Call | undefined): Wish[] {
  const { list, index, clause, open, section } = scope;
  const before = index - 1;
  const keywords = (...words: readonly string[]): Wish[] => [{ of: 'keywords', phrases: words }];
  const bracket = open.at(-1) ?? -1;
  if (list.isWord(before - 1, 'INTERVAL')) return keywords(...phrases.intervalUnits);
  const inCase = caseAt(scope, bracket);
  if (inCase) return keywords(...inCase);
  if (isStar(list, before)) return keywords('FROM', 'EXCLUDE', 'REPLACE', 'RENAME', 'WHERE');
  const condition = isCompared(scope, bracket) ? phrases.logic : phrases.comparison;
  if (list.isMark(bracket, '(') && bracket > section.keyword) {
    if (list.isWord(bracket - 1, 'OVER')) return overAt(list, bracket, index);
    if (list.isWord(bracket - 1, 'EXCLUDE', 'USING')) return [];
    if (call?.open === bracket && /^(try_)?cast$/i.test(call.name)) return keywords('AS');
    if (list.isWord(bracket - 1, 'REPLACE')) return keywords('AS');
    if (call?.open === bracket && /^extract$/i.test(call.name)) return keywords('FROM');
    return keywords(...condition, ...phrases.logic, 'ORDER BY', ...phrases.comparison, 'AS');
  }
  const isCall = list.isMark(before, ')');
  const window: Wish[] = isCall ? [{ of: 'keywords', phrases: ['OVER', 'FILTER', 'WITHIN GROUP'] }] : [];
  const windowSnippet: Wish[] = isCall ? [{ of: 'snippets', place: 'window' }] : [];
  const logic = [...condition, ...phrases.logic];
  switch (clause) {
    case 'select': {
      const isAliased = list.isWord(before - 1, 'AS');
      const next = isAliased ? keywords('FROM') : [...keywords('FROM', 'AS'), ...window, ...windowSnippet];
      return [...next, ...keywords('WHERE', ...phrases.comparison, ...clausesAfter('WHERE'), ...phrases.logic)];
    }
    case 'on':
    case 'using': {
      const words = ['WHERE', ...phrases.joins.slice(0, 2), 'GROUP BY', 'ORDER BY', 'LIMIT'];
      const more = [...phrases.joins.slice(2), ...clausesAfter('WHERE')];
      if (clause === 'using') return keywords(...words, ...more);
      const merge = list.isWord(section.keyword, 'USING') ? ['WHEN MATCHED THEN', 'WHEN NOT MATCHED THEN'] : [];
      return condition === phrases.logic
        ? keywords('AND', ...merge, ...words, 'OR', ...more)
        : keywords(...logic, ...words, ...more);
    }
    case 'where':
      return keywords(...logic, ...clausesAfter('WHERE'), 'RETURNING', 'SELECT');
    case 'set':
      return keywords('WHERE', 'FROM', 'RETURNING', ...logic);
    case 'group':
      return keywords(...clausesAfter('GROUP BY'), 'SELECT');
    case 'having':
      return keywords(...logic, ...clausesAfter('HAVING'));
    case 'qualify':
      return [...window, ...keywords(...logic, ...clausesAfter('QUALIFY'))];
    case 'order':
      return keywords(...phrases.direction, ...clausesAfter('ORDER BY'), 'SELECT');
    case 'limit':
      return keywords(...clausesAfter('LIMIT'), 'SELECT');
    case 'values':
      return keywords('ON CONFLICT', 'RETURNING', ...phrases.setOperators);
    case 'pivot':
      return keywords('USING', 'GROUP BY', 'ON', 'IN', 'ORDER BY', 'LIMIT', 'AS', 'INTO');
    case 'window':
      return keywords('AS', ...clausesAfter('WINDOW'));
    case 'when':
      return keywords('THEN', ...logic);
    case 'returning':
      return keywords('AS');
    default:
      return keywords(...logic);
  }
}

function overAt(list: Scope['list'], bracket: number, index: number): Wish[] {
  let isOrdered = false;
  for (let i = bracket + 1; i < index; i = list.next(i)) isOrdered ||= list.isWord(i, 'ORDER');
  const words = isOrdered ? [...phrases.direction, ...phrases.frame] : ['ORDER BY', ...phrases.frame];
  return [{ of: 'keywords', phrases: words }];
}

/** Whether the condition that ends at the place compares already, so that it is complete. */
function isCompared({ list, index, section }: Scope, bracket: number): boolean {
  const first = Math.max(bracket + 1, section.start);
  let compared = false;
  for (let i = first; i < index; i = list.next(i)) {
    if (list.isWord(i, 'AND', 'OR', 'ON', 'WHEN', 'JOIN')) compared = false;
    else if (list.isWord(i, 'IN', 'LIKE', 'ILIKE', 'BETWEEN', 'IS', 'EXISTS', 'GLOB', 'SIMILAR')) compared = true;
    else if (list.tokens[i]?.kind === 'operator') compared ||= /[=<>~]/.test(list.source(i));
  }
  return compared;
}

/** What follows in a CASE that is not ended yet. */
function caseAt({ list, index, section }: Scope, bracket: number): string[] | undefined {
  const open: string[] = [];
  for (let i = Math.max(bracket + 1, section.start); i < index; i = list.next(i)) {
    const word = list.word(i);
    if (word === 'CASE') open.push(word);
    else if (word === 'END') open.pop();
    else if (open.length > 0 && ['WHEN', 'THEN', 'ELSE'].includes(word)) open[open.length - 1] = word;
  }
  const state = open.at(-1);
  if (state === undefined) return undefined;
  if (state === 'CASE') return ['WHEN'];
  if (state === 'WHEN') return ['THEN', 'AND', 'OR', ...phrases.comparison];
  return state === 'THEN' ? ['WHEN', 'ELSE', 'END'] : ['END'];
}
