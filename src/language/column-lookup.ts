import type { Table } from './from-tables';
import type { Block, Query, QueryTree } from './query-tree';

/** The table that a name means before a dot, and the token that gives it the name where the statement does. */
export function tableAt(tree: QueryTree, at: number): { table: Table; symbol: number | undefined } | undefined {
  const { view } = tree;
  for (let block = tree.blockAt[at]; block; block = block.query.outer) {
    for (const table of block.tables) {
      const own = table.alias ?? table.path.at(-1);
      if (own === undefined || !view.isCalled(own, at)) continue;
      if (table.alias !== undefined) return { table, symbol: table.alias };
      return { table, symbol: tree.cteOf.get(table)?.name };
    }
  }
  return undefined;
}

/** A column that there is, and whose name the statement has not given. */
export const ELSEWHERE = -1;

/**
 * Where the name was given that a column has at a place: in a SELECT list or in a list of names.
 *
 * @returns undefined where there may be no such column: the columns of the catalog's tables are not known
 */
export function columnOf(tree: QueryTree, at: number, name: string, table?: Table): number | undefined {
  const search = new ColumnSearch(tree, name.toLowerCase());
  return table ? search.inTable(table) : search.at(at);
}

class ColumnSearch {
  /** Queries that are being looked through: recursive ones lead back to themselves. */
  readonly #open = new Set<Query>();

  constructor(
    readonly tree: QueryTree,
    /** In lower case. */
    readonly name: string,
  ) {}

  at(at: number): number | undefined {
    const kind = this.tree.clauseAt[at]?.kind ?? '';
    for (let block = this.tree.blockAt[at], isInner = true; block; block = block.query.outer, isInner = false) {
      const given = isInner ? this.#alias(block, at, kind) : undefined;
      if (given !== undefined && kind === 'order by') return given;
      const found = this.#inTables(block) ?? given;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #inTables(block: Block): number | undefined {
    for (const table of block.tables) {
      const found = this.inTable(table);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  inTable(table: Table): number | undefined {
    const { columns, body } = table;
    if (columns.length > 0) return this.#among(columns);
    if (body !== undefined) return this.#outOf(this.tree.queries.get(body));
    const cte = this.tree.cteOf.get(table);
    if (!cte) return this.#inCatalog(table);
    return cte.columns.length > 0 ? this.#among(cte.columns) : this.#outOf(this.tree.queries.get(cte.body));
  }

  #inCatalog({ path }: Table): number | undefined {
    if (path.length === 0) return undefined;
    const columns = this.tree.tableColumns?.(path.map((part) => this.tree.view.name(part)));
    return columns?.some((column) => column.toLowerCase() === this.name) ? ELSEWHERE : undefined;
  }

  /** What a query calls so in its result. */
  #outOf(query: Query | undefined): number | undefined {
    if (!query || this.#open.has(query)) return undefined;
    this.#open.add(query);
    const found = this.#outOfBlocks(query);
    this.#open.delete(query);
    return found;
  }

  #outOfBlocks(query: Query): number | undefined {
    const { view, queries } = this.tree;
    for (const block of query.isByName ? query.blocks : query.blocks.slice(0, 1)) {
      const inBrackets =
        block.clauses.length === 0 && view.word(query.start) === '(' ? queries.get(query.start) : undefined;
      if (inBrackets) return this.#outOf(inBrackets);
      if (!block.clauses.some(({ kind }) => kind === 'select')) return this.#inTables(block);
      const item = block.items.find(({ alias, path }) => {
        const own = alias ?? path.at(-1);
        return own !== undefined && view.isCalled(own, this.name);
      });
      if (item) return item.alias ?? this.#through(block, item.path) ?? ELSEWHERE;
      for (const { star, start } of block.items) {
        if (star === undefined) continue;
        const named = star === start ? undefined : tableAt(this.tree, start)?.table;
        const found = named ? this.inTable(named) : this.#inTables(block);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** A column that is only handed on has its name from further in. */
  #through(block: Block, [first, second]: readonly number[]): number | undefined {
    if (first === undefined) return undefined;
    const named = second === undefined ? undefined : tableAt(this.tree, first)?.table;
    return named ? this.inTable(named) : this.#inTables(block);
  }

  /** The alias that a name in the same SELECT can mean. */
  #alias({ items, query }: Block, at: number, kind: string): number | undefined {
    if (!/^(?:select|where|group by|having|qualify|order by|window|limit)$/.test(kind)) return undefined;
    const isSorting = kind === 'order by';
    const { view } = this.tree;
    // The order is that of the union, whose names are the first part's.
    const from = isSorting && query.blocks.length > 1 ? query.blocks.flatMap((block) => block.items) : items;
    const item = from.find(({ alias }) => alias !== undefined && view.isCalled(alias, this.name));
    if (!item) return undefined;
    // Within its own expression, and so before it and elsewhere, the name is a column's.
    const ofColumn = (i: number): boolean =>
      view.isName(i) &&
      i !== item.alias &&
      view.isCalled(i, this.name) &&
      view.word(i - 1) !== '.' &&
      view.word(i + 1) !== '(' &&
      view.word(i - 1) !== ':';
    const first = items[0]?.start ?? item.start;
    for (let i = first; i < item.end && !isSorting; i++) if (ofColumn(i)) return undefined;
    return kind === 'select' && at < item.start ? undefined : item.alias;
  }

  #among(columns: readonly number[]): number | undefined {
    return columns.find((i) => this.tree.view.isCalled(i, this.name));
  }
}
