import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../session/engine';
import { tokenStarts } from '../session/statements';
import { createNodeEngine } from '../session/testing/node-engine';
import { tokenize } from './tokens';

let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

const kinds = (sql: string): [string, string][] =>
  tokenize(sql).map(({ kind, start, end }) => [kind, sql.slice(start, end)]);

test('tokens have their kinds', () => {
  expect(kinds(`select 'it''s', "a b", $$x;$$, $1, $name, ?, 1_000.5e-3 -- end`)).toEqual([
    ['word', 'select'],
    ['string', `'it''s'`],
    ['punctuation', ','],
    ['quoted', '"a b"'],
    ['punctuation', ','],
    ['string', '$$x;$$'],
    ['punctuation', ','],
    ['parameter', '$1'],
    ['punctuation', ','],
    ['parameter', '$name'],
    ['punctuation', ','],
    ['parameter', '?'],
    ['punctuation', ','],
    ['number', '1_000.5e-3'],
    ['comment', '-- end'],
  ]);
  expect(kinds('a->b::int')).toEqual([
    ['word', 'a'],
    ['operator', '->'],
    ['word', 'b'],
    ['punctuation', ':'],
    ['punctuation', ':'],
    ['word', 'int'],
  ]);
  expect(kinds('/* a /* b */ c */ x').map(([kind]) => kind)).toEqual(['comment', 'word']);
});

test.each([`select 'open`, 'select "open', 'select $$open', '/* /* */ open'])('%s is not closed', (sql) => {
  expect(tokenize(sql).at(-1)).toMatchObject({ isUnclosed: true, end: sql.length });
});

test.each([
  'select a.b, t.*, count(*) from t where x >= 1 and y <> 2',
  "select e'\\'' || x'00', name'x' from größe",
  'select 1 -- comment\n, 2 /* other */ + 3',
  'select 😀, "😀" from t',
  'select x -> x + 1, {a: 1, b: [1, 2]}, m[1:2]',
  'select $$a$$, $tag$ b $tag$',
])('in %s tokens begin where the engine has them begin', (sql) => {
  const starts = new Set(tokenize(sql).flatMap(({ kind, start }) => (kind === 'comment' ? [] : [start])));
  expect(tokenStarts(engine.bindings, sql).filter((start) => !starts.has(start))).toEqual([]);
});
