import { isReservedWord } from './quoting';
import type { TokenView } from './token-view';

/** What a FROM clause reads from, by tokens. */
export interface Table {
  start: number;
  /** The parts of its name; none of a query, a file or a function. */
  path: number[];
  alias: number | undefined;
  /** New names of its columns. */
  columns: number[];
  /** The bracket that its query stands in. */
  body: number | undefined;
}

/** The tables of a clause from token `start` to before token `end`, those of joins in brackets too. */
export function readTables(view: TokenView, start: number, end: number): Table[] {
  const tables: Table[] = [];
  let isExpected = true;
  for (let i = start; i < end;) {
    const word = view.word(i);
    if (word === ',' || word === 'join') {
      isExpected = true;
      i++;
    } else if (!isExpected || word === 'lateral' || word === 'only') i = view.next(i);
    else {
      isExpected = false;
      i = readTable(view, i, end, tables);
    }
  }
  return tables;
}

/** @returns the first token after the table */
function readTable(view: TokenView, start: number, end: number, tables: Table[]): number {
  const table: Table = { start, path: [], alias: undefined, columns: [], body: undefined };
  let i = start;
  if (view.isName(i) && view.word(i + 1) === ':' && !view.isPairedColon(i + 1)) {
    table.alias = i;
    i += 2;
  }
  if (view.word(i) === '(') {
    if (/^(?:select|with|from|values|table|pivot|unpivot|describe|show|summarize|\()$/.test(view.word(i + 1)))
      table.body = i;
    else tables.push(...readTables(view, i + 1, Math.min(view.closing(i), end)));
    i = view.next(i);
  } else if (view.isName(i)) {
    const path = view.path(i);
    i = (path.at(-1) ?? i) + 1;
    if (view.word(i) === '(') i = view.next(i);
    else table.path = path;
  } else i++;
  if (view.word(i) === 'with' && view.word(i + 1) === 'ordinality') i += 2;
  const at = view.word(i) === 'as' ? i + 1 : i;
  if (at < end && view.isName(at) && !isReservedWord(view.word(at)) && table.alias === undefined) {
    table.alias = at;
    i = at + 1;
    if (view.word(i) === '(' && i < end) {
      table.columns = view
        .split(i + 1, Math.min(view.closing(i), end))
        .flatMap((part) => (view.isName(part.start) ? [part.start] : []));
      i = view.next(i);
    }
  }
  tables.push(table);
  return i;
}
