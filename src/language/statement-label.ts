import type { TokenView } from './token-view';

/** The most characters of a name or list. */
const MOST = 40;

/** A statement in a few words, its own words of SQL in upper case. */
export function statementLabel(view: TokenView): string {
  let i = 0;
  while (view.word(i) === '(') i++;
  if (view.word(i) === 'with') i = afterCtes(view, i);
  const word = view.word(i);
  switch (word) {
    case 'select':
      return queryLabel(view, i);
    case 'from':
      return short(`FROM ${source(view, i + 1)}`);
    case 'create':
    case 'drop':
    case 'alter':
      return definitionLabel(view, i);
    case 'insert':
    case 'merge':
      return short(`${word.toUpperCase()} INTO ${nameAfter(view, i, 'into')}`);
    case 'delete':
    case 'copy':
      return short(word === 'copy' ? `COPY ${source(view, i + 1)}` : `DELETE FROM ${nameAfter(view, i, 'from')}`);
    case 'explain': {
      const inner = view.word(i + 1) === 'analyze' ? i + 2 : i + 1;
      return short(`EXPLAIN ${view.word(inner) === 'select' ? queryLabel(view, inner) : firstWords(view, inner, 2)}`);
    }
    default:
      return short(firstWords(view, i, 2));
  }
}

function queryLabel(view: TokenView, at: number): string {
  for (let i = at + 1; i < view.length; i = view.next(i)) {
    if (/^(?:union|except|intersect|[)])$/.test(view.word(i))) break;
    if (view.word(i) === 'from' && view.word(i - 1) !== 'distinct')
      return short(`SELECT … FROM ${source(view, i + 1)}`);
  }
  return short(`SELECT ${textOf(view, at + 1, Math.min(view.length, at + 12))}`);
}

/** What is read from: a name, a file, a function, or that it is a query. */
function source(view: TokenView, i: number): string {
  if (view.word(i) === '(') return '(…)';
  const path = view.path(i);
  const end = path.at(-1) ?? i;
  return textOf(view, i, end + 1) + (view.word(end + 1) === '(' ? '(…)' : '');
}

/** `CREATE TABLE t`, without OR REPLACE and IF NOT EXISTS. */
function definitionLabel(view: TokenView, at: number): string {
  const words: string[] = [];
  let i = at;
  while (i < at + 12 && view.kind(i) === 'word') {
    const word = view.word(i);
    if (word === 'or' && view.word(i + 1) === 'replace') i += 2;
    else if (word === 'if') i += view.word(i + 1) === 'not' ? 3 : 2;
    else {
      words.push(word.toUpperCase());
      i++;
      if (things.has(word)) break;
    }
  }
  if (view.word(i) === 'if') i += view.word(i + 1) === 'not' ? 3 : 2;
  return short(`${words.join(' ')} ${view.isName(i) ? textOf(view, i, (view.path(i).at(-1) ?? i) + 1) : ''}`.trim());
}

const things = new Set('table view macro function schema type sequence index database secret'.split(' '));

function nameAfter(view: TokenView, from: number, word: string): string {
  for (let i = from; i < from + 6; i++) if (view.word(i) === word) return source(view, i + 1);
  return '…';
}

function firstWords(view: TokenView, from: number, count: number): string {
  const end = Math.min(view.length, from + count);
  const rest = textOf(view, from + 1, end);
  return `${view.word(from).toUpperCase()} ${rest}${rest !== '' && end < view.length ? ' …' : ''}`.trim();
}

/** The first of a list of CTEs' query, or what comes nearest. */
function afterCtes(view: TokenView, at: number): number {
  for (let i = at + 1; i < view.length; i = view.next(i)) {
    if (
      view.word(i - 1) === ')' &&
      /^(?:select|from|insert|update|delete|merge|values|table|pivot|unpivot)$/.test(view.word(i))
    )
      return i;
  }
  return at;
}

function textOf(view: TokenView, start: number, end: number): string {
  if (end <= start) return '';
  return view.text.slice(view.range(start).start, view.range(end - 1).end);
}

function short(label: string): string {
  const line = label.replace(/\s+/g, ' ').trim();
  const most = MOST + 16;
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
