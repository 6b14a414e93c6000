import { quoteName } from './quoting';
import type { Statement } from './statements';
import { TokenList } from './token-list';
import type { Cte } from './with-clause';
import { listOf } from './word-lists';

/** Words that end a column's type in its definition. */
const constraintWords = listOf('NOT, NULL, PRIMARY, UNIQUE, DEFAULT, CHECK, REFERENCES, COLLATE, GENERATED, AS');

/**
 * Tables and views that a script creates before an offset, and that may not have run yet. To names they are what a WITH in front of
 * each later statement would be, so that is how they are given.
 */
export function createdTables(text: string, statements: readonly Statement[], offset: number): Cte[] {
  return statements.flatMap((statement) => {
    const first = statement.tokens[0];
    if (!first || statement.end >= offset || text.slice(first.start, first.end).toUpperCase() !== 'CREATE') return [];
    const created = readCreate(new TokenList(text, statement.tokens));
    return created ? [created] : [];
  });
}

function readCreate(list: TokenList): Cte | undefined {
  let i = 1;
  while (list.isWord(i, 'OR', 'REPLACE', 'TEMP', 'TEMPORARY', 'LOCAL', 'GLOBAL', 'PERSISTENT')) i++;
  if (!list.isWord(i, 'TABLE', 'VIEW')) return undefined;
  i++;
  while (list.isWord(i, 'IF', 'NOT', 'EXISTS')) i++;
  const name = i;
  // Tables of other schemas are known once they are there.
  if (!list.isName(name) || list.isMark(name + 1, '.')) return undefined;
  const common = {
    name: list.name(name),
    nameRange: { start: list.start(name), end: list.end(name) },
    columnAliases: [],
    isRecursive: false,
    isCreated: true as const,
  };
  const as = list.isMark(name + 1, '(') ? list.next(name + 1) : name + 1;
  if (list.isWord(as, 'AS')) {
    const queryRange = { start: list.end(as), end: list.end(list.length - 1) };
    return { ...common, query: list.slice(as + 1, list.length), queryRange };
  }
  if (!list.isMark(name + 1, '(')) return undefined;
  const close = list.close(name + 1);
  const columns = columnDefinitions(list, name + 2, close).map(({ column, type }) =>
    type === '' ? quoteName(column) : `CAST(NULL AS ${type}) AS "${column.replaceAll('"', '""')}"`,
  );
  const queryRange = { start: list.end(name + 1), end: list.start(close) };
  return { ...common, query: columns.length > 0 ? `SELECT ${columns.join(', ')}` : '', queryRange };
}

function columnDefinitions(list: TokenList, from: number, to: number): { column: string; type: string }[] {
  const columns: { column: string; type: string }[] = [];
  for (let start = from, i = from; i <= to; i = list.next(i)) {
    if (i < to && !list.isMark(i, ',')) continue;
    const isConstraint = list.isWord(start, 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN', 'CONSTRAINT');
    if (start < i && list.isName(start) && !isConstraint) {
      let end = start + 1;
      while (end < i && !list.isWord(end, ...constraintWords)) end = list.next(end);
      columns.push({ column: list.name(start), type: list.slice(start + 1, Math.min(end, i)) });
    }
    start = i + 1;
  }
  return columns;
}
