import { beforeAll, expect, test } from 'vitest';
import type { Engine } from '../session/engine';
import { splitStatements, tokenStarts } from '../session/statements';
import { createNodeEngine } from '../session/testing/node-engine';
import { statementRanges } from './statements';

let engine: Engine;

beforeAll(async () => {
  engine = await createNodeEngine();
});

/** Pieces that semicolons hide in, or could be thought to. */
const pieces = [
  'SELECT 1',
  ';',
  ';',
  ' ',
  '\n',
  '\r\n',
  "'a;b'",
  "'it''s;'",
  "e'\\';'",
  "name'x;'",
  '"a;""b"',
  '$$;$$',
  '$tag$ ; $$ $tag$',
  '$1',
  '$name',
  'a$b$c',
  '-- ; \n',
  '/* ; */',
  '/* /* ; */ ; */',
  '1 / 2 - -3',
  'é',
  '😀',
  '(1, 2)',
];

/** Repeatable, as a failure has to be. */
function* numbers(seed: number): Generator<number, never> {
  for (;;) {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32;
    yield seed / 2 ** 32;
  }
}

test('scripts are cut where the engine cuts them', () => {
  const random = numbers(7);
  for (let round = 0; round < 3000; round++) {
    const count = 1 + Math.floor(random.next().value * 9);
    const sql = Array.from({ length: count }, () => pieces[Math.floor(random.next().value * pieces.length)]).join(' ');
    const cut = splitStatements(sql, tokenStarts(engine.bindings, sql));
    const ranges = statementRanges(sql);
    expect({ sql, starts: ranges.map(({ start }) => start) }).toEqual({ sql, starts: cut.map(({ offset }) => offset) });
    // The engine's pieces may have comments at their ends.
    cut.forEach((statement, i) => {
      const { start = 0, end = 0 } = ranges[i] ?? {};
      expect(statement.sql.startsWith(sql.slice(start, end))).toBe(true);
    });
  }
});

test('comments around a statement are not part of it', () => {
  const sql = '/* first */ select 1 -- one\n; -- nothing\n; select 2 /* open';
  expect(statementRanges(sql).map(({ start, end }) => sql.slice(start, end))).toEqual(['select 1', 'select 2']);
});
