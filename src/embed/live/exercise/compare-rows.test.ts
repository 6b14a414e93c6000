import { expect, test } from 'vitest';
import { compareRows, type ExpectedRows, type Rows } from './compare-rows';

function rows(types: string[], ...cells: (string | null)[][]): Rows {
  return { columns: types.map((type, i) => ({ name: `c${String(i)}`, type })), rows: cells };
}

function expected(given: Rows, more: Partial<ExpectedRows> = {}): ExpectedRows {
  return { ...given, isOrdered: false, isHandWritten: false, ...more };
}

const NUMBERS = rows(['INTEGER'], ['1'], ['2'], ['2']);

test('order counts only where it is asked for', () => {
  const turned = rows(['INTEGER'], ['2'], ['1'], ['2']);
  expect(compareRows(turned, expected(NUMBERS))).toEqual({ kind: 'same' });
  expect(compareRows(turned, expected(NUMBERS, { isOrdered: true }))).toEqual({ kind: 'order', first: 0 });
  expect(compareRows(NUMBERS, expected(NUMBERS, { isOrdered: true }))).toEqual({ kind: 'same' });
});

test('rows count as often as they are there', () => {
  expect(compareRows(rows(['INTEGER'], ['1'], ['1'], ['2']), expected(NUMBERS))).toEqual({
    kind: 'rows',
    missing: [2],
    extra: [1],
  });
  expect(compareRows(rows(['INTEGER']), expected(NUMBERS))).toEqual({ kind: 'rows', missing: [0, 1, 2], extra: [] });
});

test('the number of columns comes first; their names are free', () => {
  const wider = rows(['INTEGER', 'VARCHAR'], ['1', 'a']);
  expect(compareRows(wider, expected(NUMBERS))).toEqual({ kind: 'columns', expected: 1, found: 2 });
  const renamed = { ...NUMBERS, columns: [{ name: 'other', type: 'INTEGER' }] };
  expect(compareRows(renamed, expected(NUMBERS))).toEqual({ kind: 'same' });
});

const PAIRS: [one: [string, string | null], other: [string, string | null], isSame: boolean][] = [
  [['INTEGER', '1'], ['BIGINT', '1'], true],
  [['INTEGER', '1'], ['DOUBLE', '1.0'], true],
  [['DECIMAL(4,2)', '1.50'], ['DECIMAL(9,1)', '1.5'], true],
  [['DECIMAL(4,2)', '0.00'], ['INTEGER', '0'], true],
  [['DECIMAL(4,2)', '-0.50'], ['DECIMAL(4,1)', '-0.5'], true],
  [
    ['HUGEINT', '170141183460469231731687303715884105727'],
    ['HUGEINT', '170141183460469231731687303715884105726'],
    false,
  ],
  [['DOUBLE', '0.30000000000000004'], ['DOUBLE', '0.3'], true],
  [['DOUBLE', '0.3001'], ['DOUBLE', '0.3'], false],
  [['DOUBLE', 'nan'], ['DOUBLE', 'nan'], true],
  [['DATE', '2024-01-01'], ['TIMESTAMP', '2024-01-01 00:00:00'], true],
  [['VARCHAR', '1'], ['VARCHAR', '1.0'], false],
  [['VARCHAR', 'a'], ['VARCHAR', 'A'], false],
  [['VARCHAR', null], ['VARCHAR', ''], false],
  [['VARCHAR', 'NULL'], ['VARCHAR', null], false],
];

test.each(PAIRS)('%j and %j: %s', ([type, text], [otherType, otherText], isSame) => {
  const { kind } = compareRows(rows([type], [text]), expected(rows([otherType], [otherText])));
  expect(kind).toBe(isSame ? 'same' : 'rows');
});

test('a table that was written by hand has no types, and its empty cells are NULL', () => {
  const byHand = expected(rows(['', '', ''], ['1.5', 'NULL', '']), { isHandWritten: true });
  expect(compareRows(rows(['DECIMAL(4,2)', 'VARCHAR', 'DATE'], ['1.50', null, null]), byHand)).toEqual({
    kind: 'same',
  });
});
