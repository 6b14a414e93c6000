import { callAround, type Call } from '../call';
import { isSameName } from '../quoting';
import type { Scope } from '../scope';
import { listOf } from '../word-lists';
import type { Cursor } from './cursor';
import { continuationOf, datePartFunctions, dateParts, phrases, windowWords } from './phrases';
import { afterOperand } from './place-after-value';
import { endsOperand, isOperandExpected, operandAt, preferenceAt } from './place-of-expression';
import { relationAt } from './place-of-relation';
import { isTypeExpected, statementAt } from './place-of-statement';
import type { Wish } from './wish';

/** What would fit a place, best first; empty where a new name is being typed. */
export function wishesAt(cursor: Cursor, scope: Scope): Wish[] {
  const call = callAround(scope.list, scope.index, scope.open);
  if (cursor.string) return wishesInString(scope, call);
  const { list, index, clause } = scope;
  const before = index - 1;
  if (index === 0 || list.isWord(before, 'ANALYZE')) return startOfStatement;
  if (cursor.qualifier.length > 0) return wishesBehindDot(scope, call);
  if (isTypeExpected(scope, call)) return [{ of: 'types' }];
  const phrase = phraseAt(scope);
  if (phrase) return [{ of: 'keywords', phrases: phrase }];
  const parameters = parametersAt(scope, call);
  if (parameters) return parameters;
  const special = statementAt(scope);
  if (special) return special;
  if (clause === 'from' && isInFromItself(scope)) return relationAt(scope);
  if (isQueryExpected(scope))
    return [
      { of: 'keywords', phrases: phrases.query },
      { of: 'snippets', place: 'statement' },
    ];
  return isOperandExpected(scope) ? operandAt(scope, call) : afterOperand(scope, call);
}

const joinWords = listOf('LEFT, RIGHT, FULL, OUTER, INNER, CROSS, NATURAL, SEMI, ANTI, ASOF, POSITIONAL');

const startOfStatement: Wish[] = [
  { of: 'keywords', phrases: phrases.statement },
  { of: 'snippets', place: 'statement' },
];

function wishesBehindDot(scope: Scope, call: Call | undefined): Wish[] {
  const isTable = scope.clause === 'from' ? isInFromItself(scope) && scope.fromPart?.kind === 'relation' : false;
  if (isTable || isTableNamed(scope)) return [{ of: 'relations' }, { of: 'schemas' }];
  return [{ of: 'columns', prefer: preferenceAt(scope, call) }, { of: 'relations' }];
}

/** Whether a table is to be named outside of FROM. */
function isTableNamed({ clause, list, index, target }: Scope): boolean {
  if (clause === 'target') return !target;
  return (
    (clause === 'statement' || clause === 'create') &&
    list.isWord(index - 1, 'TABLE', 'VIEW', 'DESCRIBE', 'SUMMARIZE', 'COPY', 'EXISTS', 'USE', 'TRUNCATE', 'ON', 'SHOW')
  );
}

/** Not in the arguments of a table function, which are expressions. */
export function isInFromItself({ list, index, open, section }: Scope): boolean {
  return !open.some((bracket) => {
    if (bracket < section.keyword || bracket >= index || !list.isMark(bracket, '(')) return bracket > section.keyword;
    return (
      list.isName(bracket - 1) && !list.isWord(bracket - 1, 'FROM', 'JOIN', 'LATERAL', 'USING', 'PIVOT', 'UNPIVOT')
    );
  });
}

/** A query in brackets that has not begun. */
function isQueryExpected({ list, index }: Scope): boolean {
  return list.isMark(index - 1, '(') && list.isWord(index - 2, 'EXISTS', 'AS', 'MATERIALIZED', 'COPY', 'LATERAL');
}

function phraseAt({ list, index, clause }: Scope): readonly string[] | undefined {
  const words: string[] = [];
  for (let i = index - 1; i >= 0 && words.length < 4 && list.word(i) !== ''; i--) words.unshift(list.word(i));
  const last = words.at(-1);
  if (last === undefined || list.isMark(index - 1 - words.length, '.')) return undefined;
  if (last === 'NOT' && words.at(-2) !== 'IS' && clause !== 'create' && clause !== 'when')
    return endsOperand(list, index - 2) ? phrases.negated : undefined;
  // `left`, `range` and others are functions and names too.
  if (joinWords.includes(last) && !['from', 'on', 'using'].includes(clause)) return undefined;
  if (['TEMP', 'DO', 'COMMENT', 'BEGIN', 'SHOW', 'EXPORT', 'IMPORT'].includes(last) && clause === 'select')
    return undefined;
  if (windowWords.includes(last) && list.isMark(index - 2, ',')) return undefined;
  if (last === 'GROUP' && list.isWord(index - 2, 'WITHIN')) return undefined;
  const found = continuationOf(words);
  return found && found.length > 0 ? found : undefined;
}

function parametersAt(scope: Scope, call: Call | undefined): Wish[] | undefined {
  if (!call) return undefined;
  const isAtStart = scope.index === call.argumentStart;
  if (isSameName(call.name, 'extract') && isAtStart) return [{ of: 'values', values: dateParts, isQuoted: false }];
  if (call.parameter !== undefined && scope.clause === 'from')
    return [
      { of: 'parameter-values', call },
      { of: 'functions', prefer: 'scalar' },
    ];
  if (isAtStart && call.argument === 0 && readsFiles(call)) return [{ of: 'files' }];
  if (!isAtStart || scope.clause !== 'from' || call.argument === 0) return undefined;
  return [
    { of: 'parameters', call },
    { of: 'columns', prefer: { call } },
    { of: 'functions', prefer: 'scalar' },
  ];
}

function wishesInString(scope: Scope, call: Call | undefined): Wish[] {
  const { list, index, clause, fromPart } = scope;
  const before = index - 1;
  if (call) {
    const name = call.name.toLowerCase();
    if (datePartFunctions.has(name) && call.argument === 0)
      return [{ of: 'values', values: dateParts, isQuoted: true }];
    return readsFiles(call) && call.argument === 0 && call.parameter === undefined ? [{ of: 'files' }] : [];
  }
  if (clause === 'from' && fromPart?.kind === 'relation' && isInFromItself(scope)) return [{ of: 'files' }];
  return list.isWord(before, 'DESCRIBE', 'SUMMARIZE') ? [{ of: 'files' }] : [];
}

function readsFiles({ name }: Call): boolean {
  return /^(read_|sniff_|glob$|parquet_|insert)/i.test(name);
}
