import { columnOf, tableAt } from './column-lookup';
import { boundNames } from './lambda-names';
import { isReservedWord } from './quoting';
import type { QueryTree } from './query-tree';

export type SymbolKind = 'cte' | 'table-alias' | 'column-alias' | 'parameter' | 'window';

/** A name that a statement gives, by tokens. */
export interface TokenSymbol {
  kind: SymbolKind;
  definition: number;
  /** Without the definition. */
  references: number[];
  /** The tokens of names beside which it may not be the same. */
  siblings: readonly number[];
  /** Columns of several tables are joined by it. */
  isJoined: boolean;
}

/** All that a statement gives names to, with every place that means it. By the token of the definition. */
export function readSymbols(tree: QueryTree): Map<number, TokenSymbol> {
  const symbols = new Map<number, TokenSymbol>();
  const add = (kind: SymbolKind, definition: number, siblings: readonly number[]): void => {
    symbols.set(definition, { kind, definition, references: [], siblings, isJoined: false });
  };
  for (const query of new Set([tree.root, ...tree.queries.values()])) {
    const ctes = query.ctes.map(({ name }) => name);
    for (const cte of query.ctes) {
      add('cte', cte.name, ctes);
      for (const column of cte.columns) add('column-alias', column, cte.columns);
    }
    for (const { tables, items, windows } of query.blocks) {
      const names = tables.flatMap(({ alias, path }) => alias ?? path.at(-1) ?? []);
      for (const { alias, columns } of tables) {
        if (alias !== undefined) add('table-alias', alias, names);
        for (const column of columns) add('column-alias', column, columns);
      }
      const columns = items.flatMap(({ alias, path }) => alias ?? path.at(-1) ?? []);
      for (const { alias } of items) if (alias !== undefined) add('column-alias', alias, columns);
      for (const name of windows) add('window', name, windows);
    }
  }
  for (const [definition, references] of parameters(tree)) {
    add('parameter', definition, []);
    symbols.get(definition)?.references.push(...references);
  }
  addReferences(tree, symbols);
  return symbols;
}

function parameters({ view }: QueryTree): Map<number, number[]> {
  const byName = new Map<string, number>();
  const found = new Map<number, number[]>();
  view.tokens.forEach(({ kind }, i) => {
    const name = view.word(i).toLowerCase();
    if (kind !== 'parameter' || !name.startsWith('$')) return;
    const first = byName.get(name);
    if (first !== undefined) found.get(first)?.push(i);
    else {
      byName.set(name, i);
      found.set(i, []);
    }
  });
  return found;
}

function addReferences(tree: QueryTree, symbols: Map<number, TokenSymbol>): void {
  const { view } = tree;
  const refer = (definition: number | undefined, at: number): TokenSymbol | undefined => {
    const symbol = definition === undefined ? undefined : symbols.get(definition);
    symbol?.references.push(at);
    return symbol;
  };
  const tables = new Set<number>();
  for (const { blocks } of [tree.root, ...tree.queries.values()]) {
    for (const table of blocks.flatMap((block) => block.tables)) {
      for (const part of table.path) tables.add(part);
      const [name] = table.path;
      if (name !== undefined) refer(tree.cteOf.get(table)?.name, name);
    }
  }
  const bound = boundNames(view);
  for (let i = 0; i < view.length; i++) {
    if (!view.isName(i) || symbols.has(i) || tables.has(i) || view.word(i - 1) === '.') continue;
    const block = tree.blockAt[i];
    if (!block || isNoColumn(tree, i)) continue;
    if (isWindowPlace(tree, i)) {
      refer(
        block.windows.find((name) => view.isCalled(name, i)),
        i,
      );
      continue;
    }
    const path = view.path(i);
    const [, second] = path;
    if (bound.has(i)) continue;
    const table = second === undefined ? undefined : tableAt(tree, i);
    if (table !== undefined) {
      refer(table.symbol, i);
      if (second !== undefined && view.isName(second)) refer(columnOf(tree, i, view.name(second), table.table), second);
      continue;
    }
    const definition = columnOf(tree, i, view.name(i));
    const column = refer(definition, i);
    if (column && view.word(view.enclosing(i) - 1) === 'using') column.isJoined = true;
    // A table's name alone is its row as a whole.
    if (definition === undefined) refer(tableAt(tree, i)?.symbol, i);
  }
}

/** `OVER w`, `OVER (w …`, and one window made of another. */
function isWindowPlace({ view, clauseAt }: QueryTree, i: number): boolean {
  const before = view.word(i - 1);
  if (before === 'over') return true;
  if (before !== '(') return false;
  const head = view.word(i - 2);
  return (
    head === 'over' || (head === 'as' && clauseAt[i]?.kind === 'window' && !/^(?:partition|order)$/.test(view.word(i)))
  );
}

/** Words of the language, functions, types, keys and names of arguments. */
function isNoColumn({ view }: QueryTree, i: number): boolean {
  const before = view.word(i - 1);
  const after = view.word(i + 1);
  if (isReservedWord(view.word(i)) || after === '(') return true;
  if (before === ':' && view.word(i - 2) === ':' && view.isPairedColon(i - 2)) return true;
  if (after === ':' && (view.isPairedColon(i + 1) ? view.word(i + 2) !== ':' : view.word(view.enclosing(i)) === '{'))
    return true;
  if (after === '=>' || (before === 'as' && !isReplaced(view, i))) return true;
  if (view.word(i - 2) === 'interval' || (before === 'nulls' && /^(?:first|last)$/.test(view.word(i)))) return true;
  // `date '2020-01-01'` and `extract(year FROM …)`
  if (view.kind(i + 1) === 'string' && view.kind(i) === 'word') return true;
  return after === 'from' && view.word(view.enclosing(i) - 1) === 'extract';
}

/** The name in `* REPLACE (… AS name)` is that of a column there is. */
function isReplaced(view: QueryTree['view'], i: number): boolean {
  return view.word(view.enclosing(i) - 1) === 'replace' && /^[*)]$/.test(view.word(view.enclosing(i) - 2));
}
