import { TokenView } from './token-view';
import type { TextRange } from './text-range';
import { tokenize } from './tokens';

/** A value that a statement leaves open. */
export interface StatementParameter {
  /** As in `Parameters`: a number from 1, or what follows the `$`, in lower case. */
  readonly name: string;
  /** As the text has it first: `$name`, `$1`, `?`. */
  readonly label: string;
  /** Where it stands, in UTF-16 units of the text given. */
  readonly ranges: readonly TextRange[];
  /** The type that a cast beside it names, as it is written: `$day::DATE`. */
  readonly type?: string;
}

/**
 * The parameters of one statement, in the order in which the engine has them: those with numbers by number, those with names as they
 * come. The engine refuses a statement that has both.
 */
export function parametersOf(statement: string): StatementParameter[] {
  const view = new TokenView(
    statement,
    tokenize(statement).filter(({ kind }) => kind !== 'comment'),
  );
  const found = new Map<string, { name: string; label: string; ranges: TextRange[]; type?: string }>();
  let last = 0;
  for (let i = 0; i < view.length; i++) {
    if (view.kind(i) !== 'parameter') continue;
    const label = view.word(i);
    // A `?` has the number after the highest so far.
    const name = label === '?' ? String(last + 1) : label.slice(1).toLowerCase();
    if (/^\d+$/.test(name)) last = Math.max(last, Number(name));
    const parameter = found.get(name) ?? { name, label, ranges: [] };
    found.set(name, parameter);
    parameter.ranges.push(view.range(i));
    const type = parameter.type ?? castType(view, i);
    if (type !== undefined) parameter.type = type;
  }
  const number = (name: string): number => (/^\d+$/.test(name) ? Number(name) : 0);
  return [...found.values()].sort((a, b) => number(a.name) - number(b.name));
}

/** The type of `$a::DATE` and `CAST($a AS DATE)`. */
function castType(view: TokenView, i: number): string | undefined {
  const isSign = view.word(i + 1) === ':' && view.word(i + 2) === ':' && view.isPairedColon(i + 1);
  const isCall = view.word(i + 1) === 'as' && /^(?:try_)?cast$/.test(view.word(i - 2)) && view.word(i - 1) === '(';
  const start = isSign ? i + 3 : i + 2;
  if ((!isSign && !isCall) || !view.isName(start)) return undefined;
  let end = start + 1;
  const phrase = /^(?:(double) precision|(time|timestamp) with time zone)/i.exec(
    [0, 1, 2, 3].map((at) => view.word(start + at)).join(' '),
  );
  if (phrase) end += phrase[0].split(' ').length - 1;
  while (end < view.length && (view.word(end) === '[' || (view.word(end) === '(' && end === start + 1)))
    end = view.next(end);
  const last = Math.min(end, view.length) - 1;
  return view.text.slice(view.range(start).start, view.range(last).end);
}
