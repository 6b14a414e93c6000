import { branchesOf, type Branch, type Clause, type Section } from './query-level';
import { relationsIn, type FromPart, type Relation } from './relations';
import { selectItems, type SelectItem } from './select-list';
import type { Statement } from './statements';
import { TokenList } from './token-list';
import { ctesIn, type Cte } from './with-clause';

export type { Clause } from './query-level';
export type { Relation } from './relations';
export type { SelectItem } from './select-list';
export type { Cte } from './with-clause';

/** A relation, and how many queries around the place it is out: 0 for the query that the place is in. */
export interface ScopedRelation extends Relation {
  depth: number;
}

/** What names can mean at one place of a statement. */
export interface Scope {
  clause: Clause;
  /** Whose columns can be named, those of the innermost query first, in the order of the text. */
  relations: readonly ScopedRelation[];
  /** Visible ones, outer before inner, earlier before later. An inner one hides an outer one of its name. */
  ctes: readonly Cte[];
  /** The SELECT list of the innermost query; DuckDB knows its aliases in other clauses too. */
  items: readonly SelectItem[];
  /** What the statement writes to. */
  target?: ScopedRelation;
  /** Where in FROM the place is; absent in other clauses. */
  fromPart?: FromPart;
  /** The clause in the statement's tokens. */
  section: Section;
  list: TokenList;
  /** The token that the place is in or before. */
  index: number;
  /** The brackets that are open at the place, by index, outermost first. */
  open: readonly number[];
}

/** A query around a place: its tokens, and the branch that the place is in. */
interface Level {
  start: number;
  end: number;
  branches: Branch[];
  branch: Branch;
}

/**
 * What is in scope at an offset of a statement. Never fails: what is broken is read as far as it goes.
 *
 * @param text the one that the statement was cut from, and that the offset counts in
 */
export function scopeAt(statement: Pick<Statement, 'tokens'>, text: string, offset: number): Scope {
  const list = new TokenList(text, statement.tokens);
  const index = list.indexAt(offset);
  const open = list.openBefore(index);
  const levels = levelsAround(list, index, open);
  const ctes: Cte[] = [];
  const relations: ScopedRelation[] = [];
  let innermost: Omit<Scope, 'ctes' | 'relations' | 'list' | 'index' | 'open'> | undefined;
  levels.forEach((level, i) => {
    const depth = levels.length - 1 - i;
    const read = readLevel(list, level, index, depth);
    if (depth > 0) {
      const inside = levels[i + 1]?.start ?? index;
      // Neither the query of a WITH nor one in FROM sees all that is around it; DuckDB lets the latter see what is before it.
      if (read.section.clause === 'with') relations.length = 0;
      else
        relations.unshift(...read.relations.filter(({ range }) => !read.fromPart || range.end <= list.start(inside)));
    } else {
      // The arguments of a table function do not see what it gives.
      const offset = list.start(index);
      const isOwn = ({ range }: Relation): boolean =>
        read.clause === 'from' && range.start < offset && offset <= range.end;
      relations.unshift(...read.relations.filter((relation) => relation.kind !== 'function' || !isOwn(relation)));
      innermost = read;
    }
    ctes.push(...visibleCtes(list, level, list.start(index)));
  });
  return {
    clause: 'statement',
    section: wholeStatement(list),
    items: [],
    ...innermost,
    relations,
    ctes,
    list,
    index,
    open,
  };
}

function wholeStatement(list: TokenList): Section {
  return { clause: 'statement', keyword: -1, start: 0, end: list.length };
}

/** Queries in queries, more than anyone writes. */
const MAX_LEVELS = 32;

function levelsAround(list: TokenList, index: number, open: readonly number[]): Level[] {
  const queries = open.filter((bracket) => list.isMark(bracket, '(') && list.holdsQuery(bracket));
  const starts = [-1, ...queries.slice(-MAX_LEVELS)];
  return starts.map((bracket) => {
    const start = bracket + 1;
    const end = bracket < 0 ? list.length : Math.min(list.close(bracket), list.length);
    const branches = branchesOf(list, start, end);
    const branch = branches.findLast(([first]) => first && first.keyword < Math.max(index, start)) ?? [];
    return { start, end, branches, branch };
  });
}

function readLevel(
  list: TokenList,
  { branches, branch }: Level,
  index: number,
  depth: number,
): Omit<Scope, 'ctes' | 'list' | 'index' | 'open'> {
  const section = branch.findLast(({ keyword }) => keyword < index) ?? wholeStatement(list);
  let { clause } = section;
  let fromPart: FromPart | undefined;
  let target: ScopedRelation | undefined;
  const relations: ScopedRelation[] = [];
  for (const candidate of branch) {
    if (candidate.clause === 'create') relations.push(...definedOn(list, candidate).map((one) => ({ ...one, depth })));
    if (candidate.clause !== 'from' && candidate.clause !== 'target') continue;
    const role = candidate.clause === 'target' ? 'target' : 'read';
    const found = relationsIn(list, candidate.start, candidate.end, role);
    const scoped = found.relations.map((relation) => ({ ...relation, depth }));
    if (role === 'target') target = scoped[0];
    if (role === 'read' || isTargetVisible(list, candidate, section)) relations.push(...scoped);
    if (candidate === section && clause === 'from') {
      fromPart = found.parts.findLast(({ start }) => start <= index);
      const isPivot = list.isWord(section.keyword, 'PIVOT', 'UNPIVOT');
      if (fromPart?.kind === 'on' || fromPart?.kind === 'using') clause = isPivot ? 'pivot' : fromPart.kind;
    }
  }
  const select = branch.find((candidate) => candidate.clause === 'select');
  // The first query of a UNION names the columns of all, also for the ORDER BY behind the last.
  const first = branches[0]?.find((candidate) => candidate.clause === 'select');
  const named = clause === 'order' ? (first ?? select) : select;
  const items = named ? selectItems(list, named) : [];
  return { clause, section, relations, items, ...(target ? { target } : {}), ...(fromPart ? { fromPart } : {}) };
}

/** What INSERT reads does not see what it writes to. */
function isTargetVisible(list: TokenList, target: Section, place: Section): boolean {
  const isInsert = list.isWord(target.keyword, 'INTO') && !list.isWord(target.keyword - 1, 'MERGE');
  return !isInsert || ['conflict', 'set', 'returning'].includes(place.clause);
}

function visibleCtes(list: TokenList, { branches }: Level, offset: number): Cte[] {
  const clauses = branches.flatMap((branch) => branch.filter(({ clause }) => clause === 'with'));
  return clauses.flatMap((section) =>
    ctesIn(list, section).filter(({ nameRange, queryRange, isRecursive }) => {
      const isInside = queryRange.start <= offset && offset <= queryRange.end;
      return nameRange.end < offset && (!isInside || isRecursive);
    }),
  );
}

/** The table that ALTER changes or CREATE INDEX reads. */
function definedOn(list: TokenList, { keyword, start, end }: Section): Relation[] {
  const isAlter = list.isWord(keyword, 'ALTER');
  for (let i = start; i < end; i = list.next(i)) {
    if (!list.isWord(i, isAlter ? 'TABLE' : 'ON')) continue;
    const name = list.isWord(i + 1, 'IF') ? i + 3 : i + 1;
    return relationsIn(list, name, end, 'target').relations.slice(0, 1);
  }
  return [];
}
