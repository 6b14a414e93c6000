import { beforeAll, expect, test } from 'vitest';
import { openToCheck } from './testing/check-all';
import type { TestSession } from './testing/test-session';

let db: TestSession;

beforeAll(async () => {
  db = await openToCheck();
});

test.each([
  ['SELECT a AS x, b FROM t -- all', ['x INTEGER', 'b VARCHAR']],
  ["FROM 'rows.csv';", ['i BIGINT', 'k BOOLEAN']],
  ['SELECT sql, status FROM system.queries', ['sql VARCHAR', 'status VARCHAR']],
  ['FROM passing', ['here INTEGER']],
  ['SELECT 1 AS "a\nb", {\'x\': 1} AS s', ['a\nb INTEGER', 's STRUCT(x INTEGER)']],
  ['SELECT nope FROM t', undefined],
  ['SELEC', undefined],
  ['', undefined],
  ['SELECT 1; SELECT 2', undefined],
  ['SELECT 1) AS x; DROP TABLE t; SELECT (1', undefined],
  ['DROP TABLE t', undefined],
  ["FROM range(nextval('s'))", undefined],
  ['SELECT year(now())', undefined],
  ["FROM 'https://example.com/a.csv'", undefined],
  ['PIVOT t ON b USING sum(a)', undefined],
])('%s', (sql, expected) => {
  expect(db.session.describe('main', sql)?.columns?.map(({ name, type }) => `${name} ${type}`)).toEqual(expected);
});
