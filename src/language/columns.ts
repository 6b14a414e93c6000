import type { ColumnInfo, Knowledge } from './knowledge';
import { isSameName } from './quoting';
import { branchesOf } from './query-level';
import { relationsIn, type Relation } from './relations';
import type { Scope } from './scope';
import { selectItems } from './select-list';
import { findTable } from './tables';
import { TokenList } from './token-list';
import { tokenize } from './tokens';
import { ctesIn, type Cte } from './with-clause';

/** Answers by query, for as long as somebody holds the scope that asked. */
const answers = new WeakMap<Pick<Scope, 'ctes'>, Map<string, Promise<readonly ColumnInfo[]>>>();

/** Queries in queries that are read here; only recursion goes deeper. */
const MAX_DEPTH = 8;

/**
 * The columns of a relation, in order. Tables and views are looked up in the catalog; of all else the engine is asked, and
 * where it knows nothing the text is read. Empty where that says nothing either. Asked again for the same scope, nothing is looked up
 * twice.
 */
export async function columnsOfRelation(
  relation: Pick<Relation, 'kind' | 'path' | 'source' | 'columnAliases'>,
  scope: Pick<Scope, 'ctes'>,
  knowledge: Knowledge,
): Promise<readonly ColumnInfo[]> {
  const cte = cteOf(relation, scope.ctes);
  const table = relation.kind === 'table' && !cte ? findTable(knowledge.catalog, relation.path) : undefined;
  const columns = table ? table.columns : await ask(relation, cte, scope, knowledge);
  return relabel(cte ? relabel(columns, cte.columnAliases) : columns, relation.columnAliases);
}

/** As `columnsOfRelation`, by the text alone: what can be said at once. */
export function columnsByText(
  relation: Pick<Relation, 'kind' | 'path' | 'source' | 'columnAliases'>,
  ctes: readonly Cte[],
  knowledge: Knowledge,
  depth = 0,
): readonly ColumnInfo[] {
  const cte = cteOf(relation, ctes);
  let columns: readonly ColumnInfo[] = [];
  if (cte) {
    const before = ctes.slice(0, ctes.indexOf(cte));
    columns = relabel(columnsOfQuery(cte.query, before, knowledge, depth), cte.columnAliases);
  } else if (relation.kind === 'table') columns = findTable(knowledge.catalog, relation.path)?.columns ?? [];
  else if (relation.kind === 'subquery') columns = columnsOfQuery(relation.source, ctes, knowledge, depth);
  return relabel(columns, relation.columnAliases);
}

/** The common table expression that a relation names. */
export function cteOf({ kind, path }: Pick<Relation, 'kind' | 'path'>, ctes: readonly Cte[]): Cte | undefined {
  const [name, qualified] = path;
  if (kind !== 'table' || name === undefined || qualified !== undefined) return undefined;
  return ctes.findLast((cte) => isSameName(cte.name, name));
}

function ask(
  relation: Pick<Relation, 'kind' | 'path' | 'source' | 'columnAliases'>,
  cte: Cte | undefined,
  scope: Pick<Scope, 'ctes'>,
  knowledge: Knowledge,
): Promise<readonly ColumnInfo[]> {
  const source =
    relation.kind === 'subquery' ? `(${relation.source}\n)` : cte ? quoteAlways(cte.name) : relation.source;
  const query = `${withClause(source, scope.ctes)}SELECT * FROM ${source}`;
  const known = answers.get(scope) ?? new Map<string, Promise<readonly ColumnInfo[]>>();
  answers.set(scope, known);
  let answer = known.get(query);
  if (!answer) {
    const byText = (): readonly ColumnInfo[] =>
      columnsByText({ ...relation, columnAliases: [] }, scope.ctes, knowledge);
    answer = knowledge.columnsOf(query).then((columns) => columns ?? byText(), byText);
    known.set(query, answer);
  }
  return answer;
}

function quoteAlways(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The common table expressions that a text may mean, and those that they may mean in turn; others might be broken. */
function withClause(source: string, ctes: readonly Cte[]): string {
  const needed: Cte[] = [];
  let mentioned = source.toLowerCase();
  for (const cte of ctes.toReversed()) {
    const isHidden = needed.some(({ name }) => isSameName(name, cte.name));
    if (isHidden || cte.query === '' || !mentioned.includes(cte.name.toLowerCase())) continue;
    needed.unshift(cte);
    mentioned += `\n${cte.query.toLowerCase()}`;
  }
  if (needed.length === 0) return '';
  const recursive = needed.some(({ isRecursive }) => isRecursive) ? 'RECURSIVE ' : '';
  return `WITH ${recursive}${needed.map((cte) => `${quoteAlways(cte.name)}${aliasList(cte)} AS (${cte.query}\n)`).join(', ')} `;
}

function aliasList({ columnAliases }: Cte): string {
  return columnAliases.length > 0 ? `(${columnAliases.map(quoteAlways).join(', ')})` : '';
}

function relabel(columns: readonly ColumnInfo[], names: readonly string[]): readonly ColumnInfo[] {
  if (names.length === 0) return columns;
  const unknown = { name: '', type: '' };
  const length = Math.max(columns.length, names.length);
  return Array.from({ length }, (_, i) => ({ ...(columns[i] ?? unknown), name: names[i] ?? columns[i]?.name ?? '' }));
}

/** What the SELECT list of a query names, with types where a column of a known table is named. */
function columnsOfQuery(query: string, around: readonly Cte[], knowledge: Knowledge, depth: number): ColumnInfo[] {
  if (depth > MAX_DEPTH) return [];
  const list = new TokenList(
    query,
    tokenize(query).filter(({ kind }) => kind !== 'comment'),
  );
  const branch = branchesOf(list, 0, list.length)[0] ?? [];
  const ctes = [...around, ...branch.flatMap((section) => (section.clause === 'with' ? ctesIn(list, section) : []))];
  const from = branch.find(({ clause }) => clause === 'from');
  const relations = from ? relationsIn(list, from.start, from.end).relations : [];
  const known = relations.map((relation) => ({
    relation,
    columns: columnsByText(relation, ctes, knowledge, depth + 1),
  }));
  const columnsOf = (qualifier: string | undefined): ColumnInfo[] =>
    known.flatMap(({ relation, columns }) => {
      const name = relation.alias ?? relation.path.at(-1) ?? '';
      return !qualifier || isSameName(qualifier, name) ? columns : [];
    });
  const select = branch.find(({ clause }) => clause === 'select');
  if (!select) return columnsOf(undefined);
  return selectItems(list, select).flatMap(({ name, path, starOf, excluded = [] }) => {
    if (starOf !== undefined)
      return columnsOf(starOf).filter((column) => !excluded.includes(column.name.toLowerCase()));
    if (name === undefined) return [];
    const own = path?.at(-1) ?? name;
    const type = path && columnsOf(path.at(-2)).find((column) => isSameName(column.name, own))?.type;
    return [{ name, type: type ?? '' }];
  });
}
