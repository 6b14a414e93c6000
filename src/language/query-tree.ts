import { clauseKind } from './clause-kind';
import { isCteList, readCtes, visibleCte, type Cte } from './ctes';
import { readItems, type Item } from './select-items';
import { readTables, type Table } from './from-tables';
import type { TableColumns } from './table-columns';
import type { TokenView } from './token-view';

/** A query with what stands around it at its level, from token `start` to before token `end`; a whole statement is one too. */
export interface Query {
  start: number;
  end: number;
  /** The SELECT whose tables it sees. */
  outer: Block | undefined;
  /** The query whose CTEs it sees: all, or those before the one that it is. */
  parent: Query | undefined;
  parentCtes: number;
  ctes: Cte[];
  /** In the order written, more than one where they are united. */
  blocks: Block[];
  isByName: boolean;
}

/** One SELECT, or what comes nearest to one in other statements. */
export interface Block {
  query: Query;
  clauses: Clause[];
  items: Item[];
  tables: Table[];
  /** The tokens of the names in its WINDOW clause. */
  windows: number[];
}

export interface Clause {
  kind: string;
  /** The first token after its keywords. */
  start: number;
  end: number;
}

export interface QueryTree {
  view: TokenView;
  root: Query;
  /** By the bracket that they stand in. */
  queries: ReadonlyMap<number, Query>;
  /** By token; none within a list of CTEs. */
  blockAt: readonly (Block | undefined)[];
  clauseAt: readonly (Clause | undefined)[];
  queryAt: readonly (Query | undefined)[];
  /** What tables are that are none of the catalog. */
  cteOf: ReadonlyMap<Table, Cte>;
  tableColumns: TableColumns | undefined;
}

/** What the queries of a statement are made of. What is not finished is read as far as it goes. */
export function readQueries(view: TokenView, tableColumns?: TableColumns): QueryTree {
  const queries = new Map<number, Query>();
  const blockAt: (Block | undefined)[] = [];
  const clauseAt: (Clause | undefined)[] = [];
  const queryAt: (Query | undefined)[] = [];
  const root = newQuery(0, view.length);
  const waiting = [root];
  for (let query = waiting.pop(); query; query = waiting.pop()) {
    readQuery(view, query);
    queryAt.fill(query, query.start, query.end);
    for (let i = query.start; i < query.end; i++) {
      queryAt[i] = query;
      blockAt[i] = clauseAt[i] = undefined;
    }
    for (const block of query.blocks) {
      for (const clause of block.clauses) {
        for (let i = clause.start; i < clause.end; i++) {
          blockAt[i] = block;
          clauseAt[i] = clause;
        }
      }
    }
    const bodies = new Map(query.ctes.map(({ body }, index) => [body, index]));
    // What is in a query is read in its turn, outer ones first.
    for (let i = query.start; i < query.end;) {
      const index = bodies.get(i);
      if (index === undefined && !(view.word(i) === '(' && isQueryStart(view, i + 1))) {
        i++;
        continue;
      }
      const inner = newQuery(i + 1, Math.min(view.closing(i), query.end));
      inner.parent = query;
      inner.parentCtes = index === undefined ? query.ctes.length : index + (query.ctes[index]?.isRecursive ? 1 : 0);
      inner.outer = blockAt[i] ?? query.outer;
      queries.set(i, inner);
      waiting.push(inner);
      i = inner.end;
    }
  }
  const cteOf = tableCtes(view, [root, ...queries.values()]);
  return { view, root, queries, blockAt, clauseAt, queryAt, cteOf, tableColumns };
}

function tableCtes(view: TokenView, queries: readonly Query[]): Map<Table, Cte> {
  const ctes = new Map<Table, Cte>();
  for (const query of queries) {
    for (const table of query.blocks.flatMap(({ tables }) => tables)) {
      const [name] = table.path;
      const cte = name !== undefined && table.path.length === 1 ? visibleCte(view, query, name) : undefined;
      if (cte) ctes.set(table, cte);
    }
  }
  return ctes;
}

function newQuery(start: number, end: number): Query {
  return { start, end, outer: undefined, parent: undefined, parentCtes: 0, ctes: [], blocks: [], isByName: false };
}

function isQueryStart(view: TokenView, i: number): boolean {
  while (view.word(i) === '(') i++;
  return /^(?:select|with|from|values|table|pivot|unpivot|describe|show|summarize)$/.test(view.word(i));
}

function readQuery(view: TokenView, query: Query): void {
  let block = addBlock(query);
  let clause: Clause | undefined;
  const first = view.word(query.start);
  const begin = (kind: string, start: number): void => {
    clause = { kind, start, end: query.end };
    block.clauses.push(clause);
  };
  const close = (end: number): void => {
    if (clause) clause.end = end;
    clause = undefined;
  };
  for (let i = query.start; i < query.end; i = view.next(i)) {
    if (view.kind(i) !== 'word') continue;
    const word = view.word(i);
    if (word === 'with' && isCteList(view, i)) {
      close(i);
      i = readCtes(view, i, query.end, query.ctes) - 1;
      continue;
    }
    if (/^(?:union|except|intersect)$/.test(word) && block.clauses.length > 0) {
      close(i);
      block = addBlock(query);
      query.isByName ||= [i + 1, i + 2].some((at) => view.word(at) === 'by' && view.word(at + 1) === 'name');
      continue;
    }
    const kind = clauseKind(view, i, first);
    if (kind === undefined) continue;
    close(i);
    begin(kind, i + (kind.endsWith(' by') ? 2 : 1));
  }
  close(query.end);
  for (const each of query.blocks) fill(view, each);
}

function addBlock(query: Query): Block {
  const block: Block = { query, clauses: [], items: [], tables: [], windows: [] };
  query.blocks.push(block);
  return block;
}

function fill(view: TokenView, block: Block): void {
  for (const { kind, start, end } of block.clauses) {
    if (kind === 'select' || kind === 'returning') block.items.push(...readItems(view, start, end));
    if (kind === 'from') block.tables.push(...readTables(view, start, end));
    if (kind === 'window') {
      const named = view
        .split(start, end)
        .filter((part) => view.isName(part.start) && view.word(part.start + 1) === 'as');
      block.windows.push(...named.map((part) => part.start));
    }
  }
}
