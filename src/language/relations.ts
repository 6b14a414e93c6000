import { stringValue } from './quoting';
import type { TextRange } from './text-range';
import type { TokenList } from './token-list';
import { listOf } from './word-lists';

/** What stands in FROM, or what a statement writes to. */
export interface Relation {
  kind: 'table' | 'subquery' | 'function' | 'file';
  /** Of a table or function: its name, what qualifies it before it; of a file: its address. Empty for subqueries. */
  path: readonly string[];
  nameRange: TextRange;
  alias?: string;
  aliasRange?: TextRange;
  /** Names given to the first columns: `t(a, b)`. */
  columnAliases: readonly string[];
  /** As it stands in the statement, without alias; of a subquery, what is in its brackets. */
  source: string;
  /** With alias. */
  range: TextRange;
  /** `target`: what INSERT, UPDATE, DELETE or MERGE writes to. */
  role: 'read' | 'target';
}

/** A place in FROM: where a relation, what follows it, a join's condition or its list of columns begins. */
export interface FromPart {
  kind: 'relation' | 'after' | 'on' | 'using';
  start: number;
}

export interface FromItems {
  relations: Relation[];
  /** In order. */
  parts: FromPart[];
}

const joinWords = listOf('JOIN, INNER, LEFT, RIGHT, FULL, OUTER, CROSS, NATURAL, SEMI, ANTI, ASOF, POSITIONAL');
/** Brackets in brackets around joins, more than anyone writes. */
const MAX_DEPTH = 16;

/** What cannot be an alias without AS. */
const noAlias = new Set([
  ...joinWords,
  ...listOf('ON, USING, TABLESAMPLE, PIVOT, UNPIVOT, AS, AT, LATERAL, WITH, SET, WHEN, VALUES, DEFAULT'),
  ...listOf('SELECT, FROM, WHERE, GROUP, ORDER, LIMIT, HAVING, QUALIFY, WINDOW, UNION, EXCEPT, INTERSECT'),
  ...listOf('IS, AND, OR, NOT, IN, LIKE, CASE, DO, THEN, RETURNING, FETCH, OFFSET, FOR'),
]);

/**
 * The relations between two tokens of a FROM clause, or of another that names tables.
 *
 * @param role what the statement does with them
 * @param depth how many brackets are around, for the function's own use
 */
export function relationsIn(
  list: TokenList,
  from: number,
  to: number,
  role: Relation['role'] = 'read',
  depth = 0,
): FromItems {
  const items: FromItems = { relations: [], parts: [{ kind: 'relation', start: from }] };
  for (let i = from; i < to;) {
    const part = items.parts.at(-1)?.kind;
    if (part === 'relation') {
      if (list.isWord(i, 'LATERAL', 'ONLY', ...joinWords) || list.isMark(i, ',')) i++;
      else {
        const end = readRelation(list, i, to, role, items, depth);
        items.parts.push({ kind: 'after', start: end });
        i = Math.max(end, i + 1);
      }
      continue;
    }
    if (list.isMark(i, ',') || list.isWord(i, 'JOIN')) items.parts.push({ kind: 'relation', start: i + 1 });
    else if (list.isWord(i, 'ON')) items.parts.push({ kind: 'on', start: i + 1 });
    else if (list.isWord(i, 'USING')) items.parts.push({ kind: 'using', start: i + 1 });
    else if (part !== 'after' && list.isWord(i, ...joinWords) && !list.isMark(i + 1, '(')) {
      items.parts.push({ kind: 'after', start: i });
    }
    i = list.next(i);
  }
  return items;
}

/** Reads one relation with its alias, and gives the token behind it. */
function readRelation(
  list: TokenList,
  at: number,
  to: number,
  role: Relation['role'],
  items: FromItems,
  depth: number,
): number {
  const base = { path: [] as string[], columnAliases: [], role };
  let next = list.next(at);
  let relation: Pick<Relation, 'kind' | 'path' | 'source'> & { nameRange: TextRange };
  if (list.isMark(at, '(')) {
    const close = Math.min(list.close(at), to);
    if (!list.holdsQuery(at)) {
      // Brackets around joins.
      if (depth < MAX_DEPTH) items.relations.push(...relationsIn(list, at + 1, close, role, depth + 1).relations);
      return close + 1;
    }
    const range = { start: list.start(at), end: list.end(Math.min(close, list.length - 1)) };
    relation = { ...base, kind: 'subquery', source: list.slice(at + 1, close), nameRange: range };
  } else if (list.tokens[at]?.kind === 'string') {
    const path = [stringValue(list.source(at))];
    relation = { ...base, kind: 'file', path, source: list.source(at), nameRange: rangeOf(list, at, next) };
  } else if (list.isName(at) && !noAlias.has(list.word(at))) {
    const path = [list.name(at)];
    while (list.isMark(next, '.') && next < to) {
      const isNamed = list.isName(next + 1) && next + 1 < to;
      path.push(isNamed ? list.name(next + 1) : '');
      next += isNamed ? 2 : 1;
    }
    const nameRange = rangeOf(list, next - 1, next);
    if (list.isMark(next, '(') && next < to && role === 'read') {
      next = Math.min(list.close(next), to - 1) + 1;
      relation = { ...base, kind: 'function', path, source: list.slice(at, next), nameRange };
    } else relation = { ...base, kind: 'table', path, source: list.slice(at, next), nameRange };
  } else return list.isName(at) ? at : next;
  if (list.isWord(next, 'WITH') && list.isWord(next + 1, 'ORDINALITY')) next += 2;
  const alias = readAlias(list, next, Math.min(to, list.length), role);
  items.relations.push({
    ...base,
    ...relation,
    ...alias.given,
    range: { start: list.start(at), end: list.end(alias.end - 1) },
  });
  return alias.end;
}

function readAlias(
  list: TokenList,
  at: number,
  to: number,
  role: Relation['role'],
): { given: Partial<Pick<Relation, 'alias' | 'aliasRange' | 'columnAliases'>>; end: number } {
  const name = list.isWord(at, 'AS') ? at + 1 : at;
  if (name >= to || !list.isName(name) || noAlias.has(list.word(name))) return { given: {}, end: name };
  const given = { alias: list.name(name), aliasRange: rangeOf(list, name, name + 1) };
  // Behind the target of INSERT, brackets hold columns of the table.
  if (!list.isMark(name + 1, '(') || name + 1 >= to || role === 'target') return { given, end: name + 1 };
  const close = Math.min(list.close(name + 1), to);
  return { given: { ...given, columnAliases: namesIn(list, name + 2, close) }, end: Math.min(close + 1, to) };
}

/** The names of a list such as `(a, b, c)`, each with what may stand behind it up to the comma. */
export function namesIn(list: TokenList, from: number, to: number): string[] {
  const names: string[] = [];
  let isExpected = true;
  for (let i = from; i < to; i = list.next(i)) {
    if (list.isMark(i, ',')) isExpected = true;
    else if (isExpected && list.isName(i)) {
      names.push(list.name(i));
      isExpected = false;
    }
  }
  return names;
}

function rangeOf(list: TokenList, from: number, to: number): TextRange {
  return { start: list.start(from), end: list.end(to - 1) };
}
