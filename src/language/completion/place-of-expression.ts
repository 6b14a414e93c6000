import type { Call } from '../call';
import { namesIn } from '../relations';
import type { Scope } from '../scope';
import { clausesAfter, phrases } from './phrases';
import type { Preference, Wish } from './wish';

/** Words that an expression, or a part of one, begins behind. */
const operandWords = [
  ...[
    'SELECT',
    'DISTINCT',
    'ALL',
    'WHERE',
    'AND',
    'OR',
    'NOT',
    'ON',
    'HAVING',
    'QUALIFY',
    'BY',
    'WHEN',
    'THEN',
    'ELSE',
    'CASE',
  ],
  ...[
    'IN',
    'LIKE',
    'ILIKE',
    'BETWEEN',
    'GLOB',
    'TO',
    'FROM',
    'LIMIT',
    'OFFSET',
    'VALUES',
    'SET',
    'RETURNING',
    'ESCAPE',
    'USING',
  ],
  ...[
    'EXISTS',
    'ANY',
    'SOME',
    'FILTER',
    'OVER',
    'DEFAULT',
    'EXCLUDE',
    'REPLACE',
    'RENAME',
    'AS',
    'WINDOW',
    'GROUP',
    'PIVOT',
  ],
];

/** Whether a value is to come, and not what joins or follows one. */
export function isOperandExpected({ list, index, section }: Scope): boolean {
  const before = index - 1;
  if (list.isWord(before, 'ALL') && list.isWord(before - 1, 'BY')) return false;
  if (index <= section.start || list.isWord(before, ...operandWords)) return !list.isMark(before - 1, '.');
  if (list.tokens[before]?.kind === 'operator') return !isStar(list, before);
  return ['(', ',', '[', '{', ':', '.'].some((mark) => list.isMark(before, mark));
}

/** Whether a value ends at a token. */
export function endsOperand(list: Scope['list'], at: number): boolean {
  const kind = list.tokens[at]?.kind;
  if (kind === 'word') return !operandWords.includes(list.word(at));
  return (
    ['quoted', 'string', 'number', 'parameter'].includes(kind ?? '') || list.isMark(at, ')') || list.isMark(at, ']')
  );
}

/** `*` for all columns, or all rows of `count(*)`. */
function isStar(list: Scope['list'], at: number): boolean {
  if (!list.isOperator(at, '*')) return false;
  return list.isWord(at - 1, 'SELECT', 'DISTINCT') || ['(', ',', '.'].some((mark) => list.isMark(at - 1, mark));
}

/** What can be a value. */
export function operandAt(scope: Scope, call: Call | undefined): Wish[] {
  const { list, index, clause, relations, open } = scope;
  const before = index - 1;
  const bracket = open.at(-1) ?? -1;
  if (list.isMark(bracket, '{') && !list.isMark(before, ':')) return [];
  if (list.isWord(before, 'OVER')) return [{ of: 'snippets', place: 'over' }];
  if (list.isWord(before, 'AS', 'EXCLUDE', 'FILTER', 'WINDOW', 'RENAME')) return [];
  if (list.isMark(bracket, '(')) {
    const inside = inBrackets(scope, bracket);
    if (inside) return inside;
  }
  if (clause === 'limit') return [];
  if (clause === 'values')
    return [
      { of: 'keywords', phrases: ['NULL', 'DEFAULT', 'TRUE', 'FALSE'] },
      { of: 'functions', prefer: 'scalar' },
    ];
  const isDirect = bracket < scope.section.keyword;
  const prefer = preferenceAt(scope, call);
  const isAggregating = clause === 'having' || (clause === 'select' && !call && isGrouped(scope)) || clause === 'pivot';
  const columns: Wish[] =
    relations.length > 0 ? [{ of: 'columns', prefer }, { of: 'qualifiers' }] : [{ of: 'any-columns' }];
  const functions: Wish = { of: 'functions', prefer: isAggregating ? 'aggregate' : 'scalar', inside: call?.name };
  const words: Wish[] = [
    { of: 'keywords', phrases: list.isWord(before, 'NOT') ? ['EXISTS', 'IN', ...phrases.operand] : phrases.operand },
    { of: 'snippets', place: 'operand' },
  ];
  const rest: Wish[] = [functions, ...words];
  switch (clause) {
    case 'on':
      return before < scope.index && list.isWord(before, 'ON', 'AND')
        ? [{ of: 'joins' }, { of: 'qualifiers' }, ...columns, ...rest]
        : [...columns, ...rest];
    case 'select':
      return [
        ...columns,
        ...(list.isWord(before, 'SELECT') ? [{ of: 'keywords', phrases: ['DISTINCT'] } as const] : []),
        ...rest,
      ];
    case 'group':
      return isDirect
        ? [
            ...columns,
            { of: 'select-names' },
            { of: 'keywords', phrases: ['ALL', 'ROLLUP', 'CUBE', 'GROUPING SETS'] },
            ...rest,
          ]
        : [...columns, ...rest];
    case 'order':
      return isDirect
        ? [{ of: 'select-names' }, ...columns, { of: 'keywords', phrases: ['ALL'] }, ...rest]
        : [...columns, ...rest];
    case 'having':
      return [functions, { of: 'select-names' }, ...columns, ...words];
    case 'pivot':
      return list.isWord(scope.fromPart?.start ? scope.fromPart.start - 1 : -1, 'USING')
        ? [functions, ...columns]
        : [...columns, ...rest];
    case 'where':
    case 'qualify':
      return [...columns, { of: 'select-names' }, ...rest];
    default:
      return [...columns, ...rest];
  }
}

/** Brackets that hold something of their own. */
function inBrackets(scope: Scope, bracket: number): Wish[] | undefined {
  const { list, index } = scope;
  const before = index - 1;
  if (list.isWord(bracket - 1, 'EXCLUDE') || list.isWord(bracket - 1, 'USING')) {
    const without = namesIn(list, bracket + 1, list.close(bracket));
    return [{ of: 'columns', without, ...(list.isWord(bracket - 1, 'USING') ? { only: 'shared' } : {}) }];
  }
  if (before !== bracket) return undefined;
  if (list.isWord(bracket - 1, 'OVER'))
    return [{ of: 'keywords', phrases: ['PARTITION BY', 'ORDER BY', ...phrases.frame] }];
  if (list.isWord(bracket - 1, 'FILTER')) return [{ of: 'keywords', phrases: ['WHERE'] }];
  if (list.isWord(bracket - 1, 'GROUP') && list.isWord(bracket - 2, 'WITHIN'))
    return [{ of: 'keywords', phrases: ['ORDER BY'] }];
  if (list.isWord(bracket - 1, 'IN')) {
    return [{ of: 'keywords', phrases: ['SELECT', 'FROM'] }, { of: 'columns' }, { of: 'functions', prefer: 'scalar' }];
  }
  return undefined;
}

/** Which columns are likelier at a place, and which are named already. */
export function preferenceAt(scope: Scope, call: Call | undefined): Preference {
  const { clause, items, list, index, open, section } = scope;
  const isDirect = (open.at(-1) ?? -1) < section.keyword;
  // A column is not compared to itself.
  const compared =
    list.tokens[index - 1]?.kind === 'operator' && list.isName(index - 2) ? [list.name(index - 2).toLowerCase()] : [];
  if (call) return { call, used: compared };
  if (compared.length > 0) return { used: compared };
  const paths = items.flatMap(({ path }) => (path ? [(path.at(-1) ?? '').toLowerCase()] : []));
  const isList = isDirect && (list.isMark(index - 1, ',') || list.isWord(index - 1, 'BY', 'SELECT', 'DISTINCT'));
  if (clause === 'select' && isList) return { used: paths };
  if (clause !== 'group' && clause !== 'order') return {};
  const used = namesIn(list, scope.section.start, scope.section.end).map((name) => name.toLowerCase());
  return { used, names: clause === 'group' ? paths : [] };
}

/** Whether the query groups, so that most of what it selects is aggregated. */
function isGrouped({ list, section }: Scope): boolean {
  for (let i = section.start; i < list.length; i = list.next(i)) {
    if (list.isWord(i, 'GROUP')) return true;
    if (list.isWord(i, 'UNION', 'EXCEPT', 'INTERSECT') || list.isMark(i, ')')) return false;
  }
  return false;
}

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
