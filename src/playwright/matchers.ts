import { isDeepStrictEqual } from 'node:util';
import { expect as base, type Expect, type ExpectMatcherState, type MatcherReturnType } from '@playwright/test';
import type { QueryResult, StatementResult } from '../driver/playground-driver';
import { statementOf, toTexts, type ExpectedCell } from './expected-rows';

/** Which statement of a query: an index from 0. */
interface Which {
  statement?: number;
}

const matchers = {
  /** The rows, as text: `[[1, 'one'], [2, null]]`. */
  toHaveRows(
    this: ExpectMatcherState,
    result: QueryResult | StatementResult,
    rows: readonly (readonly ExpectedCell[])[],
    { statement }: Which = {},
  ): MatcherReturnType {
    return compare(this, 'toHaveRows', () => statementOf(result, statement).rows, toTexts(rows));
  },

  /** The columns' names in order; `{ name, type }` where the type matters. */
  toHaveColumns(
    this: ExpectMatcherState,
    result: QueryResult | StatementResult,
    columns: readonly (string | { name: string; type: string })[],
    { statement }: Which = {},
  ): MatcherReturnType {
    const received = (): unknown[] =>
      statementOf(result, statement).columns.map((column, i) =>
        typeof columns[i] === 'object' ? column : column.name,
      );
    return compare(this, 'toHaveColumns', received, [...columns]);
  },

  /** The query has failed, with this code, and with a message that has these words. */
  toFailWith(
    this: ExpectMatcherState,
    { status, error }: QueryResult,
    code: string,
    words: RegExp | string = '',
  ): MatcherReturnType {
    const message = error?.message ?? '';
    const saysSo = typeof words === 'string' ? message.includes(words) : words.test(message);
    const wanted = words === '' ? code : `${code}: ${String(words)}`;
    return {
      pass: status === 'failed' && error?.code === code && saysSo,
      message: () =>
        `The query ${this.isNot ? 'should not have failed' : 'should have failed'} with ${wanted}\n` +
        `It ${status}${error ? ` with ${error.code}: ${message}` : ''}`,
    };
  },
};

/** `expect` with matchers for what `run()` and `query()` give; the first two also for one of the statements. */
export const expect: Expect<typeof matchers> = base.extend(matchers);

function compare(
  { isNot, utils }: ExpectMatcherState,
  name: string,
  read: () => unknown,
  expected: unknown,
): MatcherReturnType {
  let received: unknown;
  try {
    received = read();
  } catch (thrown) {
    // No result is neither the expected one nor another one.
    return { pass: isNot, message: () => (thrown as Error).message };
  }
  const pass = isDeepStrictEqual(received, expected);
  const message = (): string => {
    const hint = utils.matcherHint(name, 'result', 'expected', { isNot });
    const difference = pass
      ? `Received: ${utils.printReceived(received)}`
      : utils.printDiffOrStringify(expected, received, 'Expected', 'Received', false);
    return `${hint}\n\n${difference}`;
  };
  return { pass, message };
}
