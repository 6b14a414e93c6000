import { isReservedWord, quoteIfNeeded } from './quoting';
import { findSymbol, type FoundSymbol } from './symbols';
import type { TableColumns } from './table-columns';
import { applyEdits, type TextEdit } from './text-range';

/** Why a name cannot be changed, as a sentence for the visitor. */
export interface RenameRefusal {
  readonly refusal: string;
}

/**
 * What gives the symbol at an offset another name, everywhere that it is meant.
 *
 * @param newName without quotes, of a parameter with or without `$`
 * @param isReserved what the engine says of a word in lower case, where it has been asked
 * @param tableColumns as of `symbolAt`
 */
export function renameEdits(
  text: string,
  offset: number,
  newName: string,
  isReserved: (word: string) => boolean = isReservedWord,
  tableColumns?: TableColumns,
): TextEdit[] | RenameRefusal {
  const symbol = findSymbol(text, offset, tableColumns);
  const refusal = whyNot(symbol, newName);
  if (!symbol || refusal !== undefined) return { refusal: refusal ?? '' };
  const isParameter = symbol.kind === 'parameter';
  const written = isParameter ? `$${newName.replace(/^\$/, '')}` : quoteIfNeeded(newName, isReserved);
  const edits = symbol.references.map((range) => ({ ...range, text: written }));
  if (!meansTheSame(text, symbol, edits, written.length, tableColumns)) {
    return { refusal: `${written} means something else in this statement already.` };
  }
  return edits;
}

function whyNot(symbol: FoundSymbol | undefined, newName: string): string | undefined {
  if (!symbol) {
    return 'Only names that a statement gives can be changed here: CTEs, aliases of tables and columns, windows, and parameters such as $name.';
  }
  if (newName.trim() === '' || newName === '$') return 'A name cannot be empty.';
  if (newName.includes('\0')) return 'A name cannot have a NUL character.';
  if (symbol.kind === 'parameter') {
    if (/^\d+$/.test(symbol.name)) return 'A parameter with a number has no name to change.';
    if (!/^\$?[\p{L}_][\p{L}\p{N}_]*$/u.test(newName))
      return "A parameter's name is made of letters, digits and underscores.";
  }
  if (symbol.isJoined)
    return `Tables are joined by ${symbol.name} with USING, so that it has to have this name in each of them.`;
  if (symbol.taken.has(newName.toLowerCase())) return `Something beside it is called ${newName} already.`;
  return undefined;
}

/** Read again with the new name, the same places mean the same thing: nothing has been caught, nothing lost. */
function meansTheSame(
  text: string,
  symbol: FoundSymbol,
  edits: readonly TextEdit[],
  length: number,
  tableColumns?: TableColumns,
): boolean {
  const moved = symbol.references.map(({ start }, i) =>
    symbol.references.slice(0, i).reduce((at, range) => at + length - (range.end - range.start), start),
  );
  const index = symbol.references.findIndex(({ start }) => start === symbol.definition.start);
  const renamed = findSymbol(applyEdits(text, edits), moved[index] ?? 0, tableColumns);
  return renamed?.kind === symbol.kind && String(renamed.references.map(({ start }) => start)) === String(moved);
}
