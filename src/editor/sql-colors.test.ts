import { expect, test } from 'vitest';
import { colorTokens } from './sql-colors';

function kinds(sql: string): string[] {
  return [...colorTokens(sql)].filter(([, kind]) => kind !== 'plain').map(([text, kind]) => `${kind} ${text}`);
}

test.each([
  ['select 1 -- one', ['keyword select', 'number 1', 'comment -- one']],
  ["FROM 'a''b.csv' WHERE x > 1.5e3", ['keyword FROM', "string 'a''b.csv'", 'keyword WHERE', 'number 1.5e3']],
  [
    "select $tag$ it's $$ $tag$, $1, ?",
    ['keyword select', "string $tag$ it's $$ $tag$", 'parameter $1', 'parameter ?'],
  ],
  ['sum(x)::DECIMAL(10, 2)', ['function sum', 'type DECIMAL', 'number 10', 'number 2']],
  ['t.select, s.upper()', ['function upper']],
  ['"select" /* a\nb */', ['comment /* a\nb */']],
  ["'open", ["string 'open"]],
])('%s', (sql, expected) => {
  expect(kinds(sql)).toEqual(expected);
});

test('nothing is lost, whatever the text', () => {
  for (const sql of ['', ' \n', "a'", '/*', '$$', '"', 'é😀 = 1..2', '<b>&amp;</b>', '1e', '.5', 'x . y(']) {
    expect([...colorTokens(sql)].map(([text]) => text).join('')).toBe(sql);
  }
});
