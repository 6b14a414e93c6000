import { beforeAll, expect, test } from 'vitest';
import type { Column } from '../../protocol/query';
import { TestSession } from '../../session/testing/test-session';
import { distinctValuesSql, viewPositionsSql, viewRowsSql } from './view-sql';
import { noRequest, sortAfter, type Condition, type ViewRequest } from './view-request';

let session: TestSession;

beforeAll(async () => {
  session = await TestSession.open();
});

async function columnsOf(sql: string): Promise<Column[]> {
  const { statements, error } = await session.run(sql, { maxRows: 0 });
  if (error) throw new Error(error.message);
  return statements[0]?.definitions ?? [];
}

function relationOf(sql: string, columns: readonly Column[]): string {
  const names = columns.map((_, index) => `c${index}`).join(', ');
  return `(SELECT row_number() OVER () - 1 AS n, * FROM (${sql}) AS result(${names}))`;
}

async function view(sql: string, request: Partial<ViewRequest>): Promise<(string | null)[][]> {
  const columns = await columnsOf(sql);
  return session.rows(viewRowsSql(relationOf(sql, columns), columns, { ...noRequest, ...request }));
}

const firstOf = (rows: (string | null)[][]) => rows.map(([first]) => first);
const where = (...conditions: Condition[]) => ({ conditions });

test('sorts by several columns, NULLs last in both directions, ties in the order of the result', async () => {
  const sql = "VALUES (1, 'a'), (NULL, 'b'), (3, 'c'), (1, 'd'), (NULL, 'a')";
  expect(await view(sql, { sort: [{ column: 0, descending: false }] })).toEqual([
    ['1', 'a'],
    ['1', 'd'],
    ['3', 'c'],
    [null, 'b'],
    [null, 'a'],
  ]);
  expect(
    await view(sql, {
      sort: [
        { column: 0, descending: true },
        { column: 1, descending: true },
      ],
    }),
  ).toEqual([
    ['3', 'c'],
    ['1', 'd'],
    ['1', 'a'],
    [null, 'b'],
    [null, 'a'],
  ]);
});

test('without a sort the order is the result’s own', async () => {
  expect(
    firstOf(
      await view(
        'SELECT i FROM range(10) r(i) ORDER BY i % 3, i DESC',
        where({ column: 0, kind: 'compare', operator: '>', value: '4' }),
      ),
    ),
  ).toEqual(['9', '6', '7', '8', '5']);
});

test('numbers are sorted and compared as numbers', async () => {
  const sql = 'VALUES (9), (10), (-0.5), (100)';
  expect(firstOf(await view(sql, { sort: [{ column: 0, descending: false }] }))).toEqual([
    '-0.5',
    '9.0',
    '10.0',
    '100.0',
  ]);
  expect(firstOf(await view(sql, where({ column: 0, kind: 'compare', operator: '>=', value: '10' })))).toEqual([
    '10.0',
    '100.0',
  ]);
  expect(firstOf(await view(sql, where({ column: 0, kind: 'between', from: '-1', to: '9' })))).toEqual(['9.0', '-0.5']);
});

test('conditions on text', async () => {
  const sql = "VALUES ('Duck'), ('ducks'), ('100%'), ('a_b'), (NULL), (''), ('it''s')";
  const on = (kind: 'contains' | 'starts' | 'ends' | 'regex', text: string, isNegated = false) =>
    view(sql, where({ column: 0, kind, text, isNegated })).then(firstOf);
  expect(await on('contains', 'DUCK')).toEqual(['Duck', 'ducks']);
  expect(await on('contains', '%')).toEqual(['100%']);
  expect(await on('contains', '_')).toEqual(['a_b']);
  expect(await on('contains', "'")).toEqual(["it's"]);
  expect(await on('starts', 'du')).toEqual(['Duck', 'ducks']);
  expect(await on('ends', 'S')).toEqual(['ducks', "it's"]);
  expect(await on('regex', '^d.*s$')).toEqual(['ducks']);
  expect(await on('contains', 'duck', true)).toEqual(['100%', 'a_b', null, '', "it's"]);
});

test('NULL and picked values', async () => {
  const sql = "VALUES ('NULL'), (NULL), (''), ('a')";
  expect(firstOf(await view(sql, where({ column: 0, kind: 'null', isNegated: false })))).toEqual([null]);
  expect(firstOf(await view(sql, where({ column: 0, kind: 'null', isNegated: true })))).toEqual(['NULL', '', 'a']);
  const picked = (values: (string | null)[], isNegated = false) =>
    view(sql, where({ column: 0, kind: 'values', values, isNegated })).then(firstOf);
  expect(await picked(['NULL'])).toEqual(['NULL']);
  expect(await picked([null, ''])).toEqual([null, '']);
  expect(await picked([null, ''], true)).toEqual(['NULL', 'a']);
  expect(await picked([])).toEqual([]);
  expect(await picked([], true)).toHaveLength(4);
});

test('a search looks into the text of all columns', async () => {
  const sql = "VALUES (1.50::DECIMAL(9,2), 'x', [1, 2]), (2, 'One', NULL), (3, NULL, [15])";
  expect(firstOf(await view(sql, { search: '1.5' }))).toEqual(['1.50']);
  expect(firstOf(await view(sql, { search: 'one' }))).toEqual(['2.00']);
  expect(firstOf(await view(sql, { search: '15' }))).toEqual(['3.00']);
  expect(firstOf(await view(sql, { search: 'nothing' }))).toEqual([]);
});

test('a search over 4,096 columns', async () => {
  const sql = `SELECT ${Array.from({ length: 4096 }, (_, i) => `${i} AS a${i}`).join(', ')}`;
  expect(await view(sql, { search: '4095', sort: [{ column: 17, descending: false }] })).toHaveLength(1);
  expect(await view(sql, { search: 'x' })).toHaveLength(0);
});

test('odd characters in values', async () => {
  const sql = "VALUES ('a' || chr(0) || 'b'), ('🦆'), (e'line\\nline')";
  expect(firstOf(await view(sql, { search: 'a\0b' }))).toEqual(['a\0b']);
  expect(firstOf(await view(sql, { search: '🦆' }))).toEqual(['🦆']);
  expect(
    firstOf(await view(sql, where({ column: 0, kind: 'values', values: ['line\nline', 'a\0b'], isNegated: false }))),
  ).toEqual(['a\0b', 'line\nline']);
});

test('every type can be sorted, searched, compared with its own text and picked', async () => {
  const sql = 'SELECT * FROM test_all_types()';
  const columns = await columnsOf(sql);
  const rows = await session.rows(sql);
  const relation = relationOf(sql, columns);
  const ask = (request: Partial<ViewRequest>) =>
    session.rows(viewPositionsSql(relation, columns, { ...noRequest, ...request }));
  for (const [column, { name }] of columns.entries()) {
    expect(await ask({ sort: [{ column, descending: true }] }), name).toHaveLength(3);
    for (const row of [0, 1]) {
      const value = rows[row]?.[column] ?? null;
      expect(await ask(where({ column, kind: 'values', values: [value], isNegated: false })), name).toContainEqual([
        String(row),
      ]);
      if (value === null) continue;
      expect(await ask(where({ column, kind: 'compare', operator: '=', value })), `${name} = ${value}`).toContainEqual([
        String(row),
      ]);
      expect(await ask({ search: value }), name).toContainEqual([String(row)]);
    }
    expect(await ask(where({ column, kind: 'null', isNegated: false })), name).toEqual([['2']]);
  }
});

test('a value that is none of the type is the engine’s error', async () => {
  await expect(view('SELECT 1 AS i', where({ column: 0, kind: 'compare', operator: '=', value: 'x' }))).rejects.toThrow(
    /CONVERSION_ERROR/,
  );
});

test('values by frequency', async () => {
  const sql = "VALUES ('b'), ('a'), ('b'), (NULL), (NULL), (NULL), ('B')";
  const relation = relationOf(sql, await columnsOf(sql));
  expect(await session.rows(distinctValuesSql(relation, 0, '', 10))).toEqual([
    [null, '3'],
    ['b', '2'],
    ['B', '1'],
    ['a', '1'],
  ]);
  expect(await session.rows(distinctValuesSql(relation, 0, 'b', 1))).toEqual([['b', '2']]);
});

test('clicks on columns', () => {
  const [up, down] = [
    { column: 1, descending: false },
    { column: 1, descending: true },
  ];
  const other = { column: 2, descending: false };
  expect(sortAfter([], 1, false)).toEqual([up]);
  expect(sortAfter([up], 1, false)).toEqual([down]);
  expect(sortAfter([down], 1, false)).toEqual([]);
  expect(sortAfter([other], 1, false)).toEqual([up]);
  expect(sortAfter([other], 1, true)).toEqual([other, up]);
  expect(sortAfter([up, other], 1, true)).toEqual([down, other]);
  expect(sortAfter([down, other], 1, true)).toEqual([other]);
});
