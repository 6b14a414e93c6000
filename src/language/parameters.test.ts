import { beforeAll, expect, test } from 'vitest';
import { TestSession } from '../session/testing/test-session';
import type { ParameterValue } from '../protocol/query';
import { parameterTypeFor, parseParameterValue, type ParameterType } from './parameter-value';
import { parametersOf } from './parameters';
import { brokenTexts } from './testing/statements';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
});

test.each([
  ['select ?, ?', ['1', '2']],
  ['select $b, $a, $B', ['b', 'a']],
  ['select $2, $1, $2', ['1', '2']],
  ['select ?, ?, $1', ['1', '2']],
  ['select ?2, ?1', ['1', '2']],
  ['select ? from (select ?) where ? = 1', ['1', '2', '3']],
  ["select '$a', $$b$$, $tag$ $c $tag$, $d -- $e\n/* ? */", ['d']],
  ['select $größe', ['größe']],
  ['select 1', []],
])('%s has the parameters %s', async (sql, names) => {
  expect(parametersOf(sql).map(({ name }) => name)).toEqual(names);
  // The engine names those that it misses, in its order.
  const { error } = await db.run(sql, { params: {} });
  const missing = [...(error?.message ?? '').matchAll(/\$([\p{L}\d_]+)/gu)].map(([, name]) => name);
  expect(missing).toEqual(names);
});

test('each has its places, and the label that it has first', () => {
  const sql = 'select $A, ($b), $a';
  expect(parametersOf(sql)).toEqual([
    {
      name: 'a',
      label: '$A',
      ranges: [
        { start: 7, end: 9 },
        { start: 17, end: 19 },
      ],
    },
    { name: 'b', label: '$b', ranges: [{ start: 12, end: 14 }] },
  ]);
  expect(parametersOf('select 😀, ?')[0]?.ranges).toEqual([{ start: 11, end: 12 }]);
});

test.each([
  ['$a::DATE', 'DATE'],
  ['cast($a as Integer) + 1', 'Integer'],
  ['try_cast($a AS decimal(10, 2))', 'decimal(10, 2)'],
  ['$a::int[]', 'int[]'],
  ['$a::timestamp with time zone', 'timestamp with time zone'],
  ['$a::double precision', 'double precision'],
  ['$a = 1 or $a::text = x', 'text'],
  ['$a : : text', undefined],
  ['$a::', undefined],
  ['$a as b', undefined],
])('in %s the type is %s', (expression, type) => {
  expect(parametersOf(`select ${expression}`)[0]?.type).toBe(type);
});

test('whatever is cut off is read as far as it goes', () => {
  for (const text of brokenTexts(500))
    for (const { ranges } of parametersOf(text)) expect(ranges.length).toBeGreaterThan(0);
});

test.each<[string, ParameterType]>([
  ['INTEGER', 'number'],
  ['ubigint', 'number'],
  ['double precision', 'number'],
  ['INT4', 'number'],
  ['DECIMAL(10,2)', 'decimal'],
  ['bool', 'boolean'],
  ['DATE', 'date'],
  ['TIMESTAMP WITH TIME ZONE', 'timestamp'],
  ['INT[]', 'list'],
  ['INTERVAL', 'text'],
  ['VARCHAR', 'text'],
])('values of %s are written as %s', (sqlType, type) => {
  expect(parameterTypeFor(sqlType)).toBe(type);
});

test.each<[string, ParameterType, ParameterValue, string]>([
  [' a ', 'text', ' a ', 'VARCHAR'],
  ['42', 'number', 42, 'INTEGER'],
  [' -1_000 ', 'number', -1000, 'INTEGER'],
  ['+9007199254740993', 'number', 9007199254740993n, 'BIGINT'],
  ['340282366920938463463374607431768211455', 'number', 340282366920938463463374607431768211455n, 'UHUGEINT'],
  ['1.5', 'number', 1.5, 'DOUBLE'],
  ['.5e3', 'number', 500, 'INTEGER'],
  ['12345678901234567890.12', 'decimal', '12345678901234567890.12', 'VARCHAR'],
  ['Yes', 'boolean', true, 'BOOLEAN'],
  ['0', 'boolean', false, 'BOOLEAN'],
  ['2024-02-29', 'date', '2024-02-29', 'VARCHAR'],
  ['infinity', 'date', 'infinity', 'VARCHAR'],
  ['2024-12-31T18:30:00.5+02:00', 'timestamp', '2024-12-31T18:30:00.5+02:00', 'VARCHAR'],
  ['whatever', 'null', null, '"NULL"'],
  ['[1, null, 3]', 'list', [1, null, 3], 'INTEGER[]'],
  ['[9007199254740993]', 'list', [9007199254740993n], 'BIGINT[]'],
  ['["12345678901234567890", "{}"]', 'list', ['12345678901234567890', '{}'], 'VARCHAR[]'],
  ['[[1], [2.5]]', 'list', [[1], [2.5]], ''],
])('%s as %s is bound as it is meant', async (text, type, value, bound) => {
  const parsed = parseParameterValue(text, type);
  expect(parsed).toEqual({ value });
  if (bound !== '' && 'value' in parsed)
    expect(await db.value('SELECT typeof($1)', { params: [parsed.value] })).toBe(bound);
});

test.each<[string, ParameterType, RegExp]>([
  ['', 'number', /not nothing/],
  ['1,5', 'number', /not “1,5”/],
  ['NaN', 'number', /number/],
  ['1e999', 'number', /number/],
  ['1.2345678901234567890', 'number', /15 digits/],
  ['9'.repeat(40), 'number', /128 bits/],
  ['1e5', 'decimal', /decimal/],
  ['maybe', 'boolean', /true or false/],
  ['2023-02-29', 'date', /date/],
  ['29.02.2024', 'date', /date/],
  ['2024-01-01 25:00', 'timestamp', /date and time/],
  ['1, 2', 'list', /JSON/],
  ['{"a": 1}', 'list', /JSON/],
  ['[{"whole": "1"}]', 'list', /no objects/],
  ['[{}]', 'list', /no objects/],
  ['[1, "a"]', 'list', /one type/],
  [`${'['.repeat(40)}${']'.repeat(40)}`, 'list', /deep/],
  ['a\0', 'text', /NUL/],
])('%s as %s is refused', (text, type, error) => {
  const parsed = parseParameterValue(text, type);
  expect('error' in parsed ? parsed.error : parsed.value).toMatch(error);
});
