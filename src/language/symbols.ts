import { readQueries } from './query-tree';
import { statementsOf } from './statements';
import { readSymbols, type SymbolKind, type TokenSymbol } from './symbol-table';
import type { TableColumns } from './table-columns';
import type { TextRange } from './text-range';
import { TokenView } from './token-view';

/** A name that a statement gives to something. */
export interface SqlSymbol {
  /** As it is defined, without quotes; of a parameter, without `$`. */
  name: string;
  kind: SymbolKind;
  definition: TextRange;
  /** Every place that means it, the definition among them, in their order. */
  references: TextRange[];
}

/** @internal What a rename has to know besides. */
export interface FoundSymbol extends SqlSymbol {
  /** Names in lower case that cannot be its own. */
  taken: ReadonlySet<string>;
  /** Columns of several tables are joined by it. */
  isJoined: boolean;
}

/**
 * What the statement at an offset has given a name to: a CTE, a table's or column's alias, a window, a parameter.
 *
 * @param tableColumns tells aliases from columns of the same name: see `tableColumnsOf`. Where nothing is known of a table, a name that
 * is an alias too is taken for that.
 */
export function symbolAt(text: string, offset: number, tableColumns?: TableColumns): SqlSymbol | undefined {
  const symbol = findSymbol(text, offset, tableColumns);
  if (!symbol) return undefined;
  const { name, kind, definition, references } = symbol;
  return { name, kind, definition, references };
}

/** Where the name at an offset is given. */
export function definitionAt(text: string, offset: number, tableColumns?: TableColumns): TextRange | undefined {
  return findSymbol(text, offset, tableColumns)?.definition;
}

/** @internal */
export function findSymbol(text: string, offset: number, tableColumns?: TableColumns): FoundSymbol | undefined {
  const statement = statementsOf(text).find(({ start, end }) => start <= offset && offset <= end);
  if (!statement) return undefined;
  const view = new TokenView(text, statement.tokens);
  const isAt = (i: number): boolean => {
    const { start, end } = view.range(i);
    return start <= offset && offset <= end;
  };
  for (const symbol of readSymbols(readQueries(view, tableColumns)).values()) {
    if (isAt(symbol.definition) || symbol.references.some(isAt)) return found(view, symbol);
  }
  return undefined;
}

function found(view: TokenView, { kind, definition, references, siblings, isJoined }: TokenSymbol): FoundSymbol {
  const places = [definition, ...references].sort((a, b) => a - b);
  return {
    name: kind === 'parameter' ? view.word(definition).slice(1) : view.name(definition),
    kind,
    definition: view.range(definition),
    references: places.map((i) => view.range(i)),
    taken: new Set(siblings.filter((i) => i !== definition).map((i) => view.name(i).toLowerCase())),
    isJoined,
  };
}
