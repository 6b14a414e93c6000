import type { Statement } from './statements';
import type { TextRange } from './text-range';
import { TokenList } from './token-list';

/** A function call around a place. */
export interface Call {
  name: string;
  nameRange: TextRange;
  /** The argument that the place is in, from 0. */
  argument: number;
  /** The name before `=`, `:=` or `=>` of that argument. */
  parameter?: string;
  /** Its opening bracket, by index in the statement's tokens. */
  open: number;
  /** Where the argument begins, by index. */
  argumentStart: number;
}

/**
 * The innermost function call that an offset of a statement is in, by its brackets; grouping inside its arguments does not hide
 * it, a query does. The name may be of a function that does not exist.
 */
export function callAt(statement: Pick<Statement, 'tokens'>, text: string, offset: number): Call | undefined {
  const list = new TokenList(text, statement.tokens);
  const index = list.indexAt(offset);
  return callAround(list, index, list.openBefore(index));
}

/** As `callAt`, for tokens that are indexed already. */
export function callAround(list: TokenList, index: number, open: readonly number[]): Call | undefined {
  for (const bracket of open.toReversed()) {
    if (!list.isMark(bracket, '(')) continue;
    if (list.isCall(bracket)) {
      return isColumnList(list, bracket) ? undefined : readCall(list, bracket, index);
    }
    const isGrouping =
      list.tokens[bracket - 1]?.kind === 'operator' || ['(', ',', '['].includes(list.source(bracket - 1));
    if (!isGrouping || list.holdsQuery(bracket)) return undefined;
  }
  return undefined;
}

/** `INSERT INTO t (`, `CREATE TABLE t (` and `WITH t (`. */
function isColumnList(list: TokenList, bracket: number): boolean {
  let first = bracket - 1;
  while (list.isMark(first - 1, '.')) first -= 2;
  return list.isWord(first - 1, 'INTO', 'TABLE', 'EXISTS', 'VIEW', 'WITH', 'RECURSIVE', 'REFERENCES');
}

function readCall(list: TokenList, open: number, index: number): Call {
  let argument = 0;
  let argumentStart = open + 1;
  for (let i = open + 1; i < index; i = list.next(i)) {
    if (!list.isMark(i, ',')) continue;
    argument++;
    argumentStart = i + 1;
  }
  const call: Call = {
    name: list.name(open - 1),
    nameRange: { start: list.start(open - 1), end: list.end(open - 1) },
    argument,
    open,
    argumentStart,
  };
  const sign = argumentStart + 1;
  const isNamed =
    argumentStart < index &&
    list.isName(argumentStart) &&
    (list.isOperator(sign, '=') ||
      list.isOperator(sign, '=>') ||
      (list.isMark(sign, ':') && list.isOperator(sign + 1, '=')));
  return isNamed ? { ...call, parameter: list.name(argumentStart) } : call;
}
