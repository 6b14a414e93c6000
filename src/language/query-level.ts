import type { TokenList } from './token-list';

/** The part of a statement that a place belongs to, by the keyword before it. */
export type Clause =
  | 'statement'
  | 'with'
  | 'select'
  | 'from'
  | 'on'
  | 'using'
  | 'where'
  | 'group'
  | 'having'
  | 'window'
  | 'qualify'
  | 'order'
  | 'limit'
  | 'values'
  | 'target'
  | 'set'
  | 'conflict'
  | 'when'
  | 'returning'
  | 'create'
  | 'pivot';

/** A clause: its keyword, and its tokens behind that, by index; the last one is not part of it. */
export interface Section {
  clause: Clause;
  keyword: number;
  start: number;
  end: number;
}

/** What stands between two set operators: a SELECT with its clauses, or a statement of another kind. */
export type Branch = Section[];

/** Clauses that one word begins. Words that need a look at what is around them are not here. */
const clauseWords: Readonly<Record<string, Clause>> = {
  SELECT: 'select',
  WHERE: 'where',
  GROUP: 'group',
  HAVING: 'having',
  WINDOW: 'window',
  QUALIFY: 'qualify',
  ORDER: 'order',
  LIMIT: 'limit',
  OFFSET: 'limit',
  VALUES: 'values',
  RETURNING: 'returning',
};

/** The branches of a query or statement, cut at set operators, and each into its clauses. Brackets inside are left whole. */
export function branchesOf(list: TokenList, from: number, to: number): Branch[] {
  const branches: Branch[] = [[]];
  let current: Section = { clause: 'statement', keyword: from - 1, start: from, end: to };
  const open = (section: Omit<Section, 'end'>, isNewBranch = false): void => {
    current.end = section.keyword;
    current = { ...section, end: to };
    if (isNewBranch) branches.push([current]);
    else branches.at(-1)?.push(current);
  };
  branches[0]?.push(current);
  for (let i = from; i < to; i = list.next(i)) {
    const word = list.word(i);
    if (word === '') continue;
    if (word === 'UNION' || word === 'INTERSECT' || word === 'EXCEPT') {
      let start = i + 1;
      while (list.isWord(start, 'ALL', 'DISTINCT', 'BY', 'NAME')) start++;
      open({ clause: 'statement', keyword: i, start }, true);
      continue;
    }
    const clause = clauseAt(list, i, word, branches.at(-1) ?? []);
    if (!clause) continue;
    const takesBy = (clause === 'group' || clause === 'order') && list.isWord(i + 1, 'BY');
    // A SELECT behind another one belongs to the next statement, whose semicolon is not typed yet.
    const isNext = clause === 'select' && (branches.at(-1) ?? []).some((section) => section.clause === 'select');
    open({ clause, keyword: i, start: i + (takesBy ? 2 : 1) }, isNext);
  }
  return branches;
}

function clauseAt(list: TokenList, i: number, word: string, branch: Branch): Clause | undefined {
  const current = branch.at(-1)?.clause ?? 'statement';
  const isFirst = branch.length === 1 && branch[0]?.start === i;
  // Reserved words begin their clause also behind a dot that nothing has been typed after yet.
  if (list.isMark(i - 1, '.') && !['FROM', 'WHERE', 'GROUP', 'ORDER', 'SELECT'].includes(word)) return undefined;
  switch (word) {
    case 'WITH':
      return isWithClause(list, i) && current !== 'from' && current !== 'select' ? 'with' : undefined;
    case 'FROM':
      if (list.isWord(i - 1, 'DISTINCT') && list.isWord(i - 2, 'IS', 'NOT')) return undefined;
      return list.isWord(i - 1, 'DELETE') ? 'target' : 'from';
    case 'PIVOT':
    case 'UNPIVOT':
      return current === 'from' || list.isMark(i + 1, '(') ? undefined : 'from';
    case 'UPDATE':
      if (list.isWord(i - 1, 'DO', 'THEN')) return 'set';
      return isFirst || current === 'with' ? 'target' : undefined;
    case 'INTO':
      return list.isWord(i - 1, 'INSERT', 'MERGE', 'REPLACE', 'IGNORE') ? 'target' : undefined;
    case 'USING':
      return isTargetOf(list, branch, 'INTO', 'FROM') ? 'from' : undefined;
    case 'SET':
      return isFirst || current === 'target' || current === 'set' ? 'set' : undefined;
    case 'ON':
      return list.isWord(i + 1, 'CONFLICT') ? 'conflict' : undefined;
    case 'WHEN':
      return isMergeAction(list, i, branch) ? 'when' : undefined;
    case 'CREATE':
    case 'ALTER':
      return isFirst ? 'create' : undefined;
    default:
      return Object.hasOwn(clauseWords, word) ? clauseWords[word] : undefined;
  }
}

/** Not `WITH TIME ZONE` and the like. */
function isWithClause(list: TokenList, i: number): boolean {
  return !list.isWord(i + 1, 'TIME', 'ORDINALITY', 'TIES', 'NO', 'GRANT');
}

/** USING begins the second table of DELETE and MERGE, and is a part of FROM elsewhere. */
function isTargetOf(list: TokenList, branch: Branch, ...keywords: string[]): boolean {
  const current = branch.at(-1);
  return current?.clause === 'target' && list.isWord(current.keyword, ...keywords);
}

/** WHEN of MERGE, and not of CASE. */
function isMergeAction(list: TokenList, i: number, branch: Branch): boolean {
  const isMerge = branch.some(({ clause, keyword }) => clause === 'target' && list.isWord(keyword - 1, 'MERGE'));
  return isMerge && (list.isWord(i + 1, 'MATCHED', 'NOT') || i + 1 === list.length);
}
