import type { Call } from '../call';
import { namesIn } from '../relations';
import type { Scope } from '../scope';
import { listOf } from '../word-lists';
import { phrases } from './phrases';
import type { Preference, Wish } from './wish';

/** Words that an expression, or a part of one, begins behind. */
const operandWords = listOf(`
  SELECT, DISTINCT, ALL, WHERE, AND, OR, NOT, ON, HAVING, QUALIFY, BY, WHEN, THEN, ELSE, CASE, IN, LIKE, ILIKE,
  BETWEEN, GLOB, TO, FROM, LIMIT, OFFSET, VALUES, SET, RETURNING, ESCAPE, USING, EXISTS, ANY, SOME, FILTER, OVER,
  DEFAULT, EXCLUDE, REPLACE, RENAME, AS, WINDOW, GROUP, PIVOT
`);

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
export function isStar(list: Scope['list'], at: number): boolean {
  if (!list.isOperator(at, '*')) return false;
  return list.isWord(at - 1, 'SELECT', 'DISTINCT') || ['(', ',', '.'].some((mark) => list.isMark(at - 1, mark));
}

/** What can be a value. */
export function operandAt(scope: Scope, call: Call | undefined): Wish[] {
  const { list, index, clause, relations, open } = scope;
  const before = index - 1;
  const bracket = open.at(-1) ?? -1;
  if (list.isMark(bracket, '{') && !list.isMark(before, ':')) return [];
  if (list.isWord(before, 'OVER'))
    return [
      { of: 'values', values: windowsOf(scope), isQuoted: false },
      { of: 'snippets', place: 'over' },
    ];
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

/** What the WINDOW clause behind a place names. */
function windowsOf({ list, index }: Scope): string[] {
  const names: string[] = [];
  for (let i = index; i < list.length; i = list.next(i)) {
    const isNamed = list.isWord(i, 'WINDOW') || (names.length > 0 && list.isMark(i, ',') && list.isWord(i + 2, 'AS'));
    if (isNamed && list.isName(i + 1)) names.push(list.name(i + 1));
  }
  return names;
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
