import { expect, test } from 'vitest';
import { callAt } from './call';
import { columnsOfRelation } from './columns';
import { scopeAt, type Scope } from './scope';
import { statementsOf } from './statements';
import { madeUpKnowledge } from './testing/made-up-knowledge';

function scopeIn(marked: string): Scope {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const statement = statementsOf(text).findLast(({ start }) => start <= offset) ?? { tokens: [] };
  return scopeAt(statement, text, offset);
}

/** Relations as `alias=source@depth`. */
const relationsIn = (marked: string): string[] =>
  scopeIn(marked).relations.map(({ alias = '', source, depth }) => `${alias}=${source}@${depth}`);

test.each<[string, string[]]>([
  ['SELECT ‸ FROM a', ['=a@0']],
  ['FROM a SELECT ‸', ['=a@0']],
  ['SELECT ‸ FROM a x, b AS y JOIN c.d z ON x.i = z.i', ['x=a@0', 'y=b@0', 'z=c.d@0']],
  ['SELECT ‸ FROM a JOIN b USING (i) LEFT JOIN "c d" ON true', ['=a@0', '=b@0', '="c d"@0']],
  [
    "SELECT ‸ FROM 'x.csv' f, range(3) r, (SELECT 1) q, LATERAL (SELECT 2) l",
    ["f='x.csv'@0", 'r=range(3)@0', 'q=SELECT 1@0', 'l=SELECT 2@0'],
  ],
  ['SELECT ‸ FROM (VALUES (1), (2)) v(n)', ['v=VALUES (1), (2)@0']],
  ['SELECT ‸ FROM (a JOIN b ON true) JOIN c ON true', ['=a@0', '=b@0', '=c@0']],
  ['SELECT (SELECT ‸ FROM b) FROM a', ['=b@0', '=a@1']],
  ['SELECT * FROM a, (SELECT ‸ FROM b) q, c', ['=b@0', '=a@1']],
  ['SELECT * FROM a WHERE i IN (SELECT ‸ FROM b)', ['=b@0', '=a@1']],
  ['WITH q AS (SELECT ‸ FROM b) SELECT * FROM a', ['=b@0']],
  ['SELECT x FROM a UNION SELECT ‸ FROM b', ['=b@0']],
  ['SELECT ‸ FROM a UNION SELECT x FROM b', ['=a@0']],
  ['UPDATE a SET x = ‸ FROM b', ['=a@0', '=b@0']],
  ['DELETE FROM a USING b WHERE ‸', ['=a@0', '=b@0']],
  ['MERGE INTO a x USING b y ON ‸', ['x=a@0', 'y=b@0']],
  ['INSERT INTO a SELECT ‸ FROM b', ['=b@0']],
  ['INSERT INTO a SELECT 1 ON CONFLICT DO UPDATE SET x = ‸', ['=a@0']],
  ['SELECT sum(‸ FROM a', ['=a@0']],
  ['SELECT ‸ FROM a WHERE (x > 1', ['=a@0']],
  ['SELECT a. ‸ FROM a', ['=a@0']],
  ['SELECT ‸ FROM a. WHERE x', ['=a.@0']],
  ['SELECT extract(year FROM ‸) FROM a', ['=a@0']],
  ['SELECT 1 IS DISTINCT FROM ‸ FROM a', ['=a@0']],
])('relations in %s', (marked, expected) => {
  expect(relationsIn(marked)).toEqual(expected);
});

test.each<[string, string[]]>([
  ['WITH a AS (SELECT 1), b AS (SELECT 2) SELECT ‸', ['a', 'b']],
  ['WITH a AS (SELECT 1), b AS (SELECT ‸) SELECT 3', ['a']],
  ['WITH RECURSIVE a AS (SELECT 1 UNION SELECT ‸) SELECT 3', ['a']],
  ['WITH a AS (SELECT 1) SELECT (WITH b AS (SELECT 2) SELECT ‸)', ['a', 'b']],
  ['WITH a AS (SELECT 1) INSERT INTO t SELECT ‸', ['a']],
  ['INSERT INTO t WITH a AS (SELECT 1) SELECT ‸', ['a']],
  ['CREATE TABLE t AS WITH a AS (SELECT 1) FROM ‸', ['a']],
  ['WITH a AS (SELECT 1) SELECT 1 UNION SELECT ‸', ['a']],
  ["SELECT TIMESTAMP WITH TIME ZONE '2024-01-01', ‸", []],
])('names of WITH in %s', (marked, expected) => {
  expect(scopeIn(marked).ctes.map(({ name }) => name)).toEqual(expected);
});

test('a WITH is taken apart', () => {
  const [cte] = scopeIn('WITH RECURSIVE "a b"(x, y) AS MATERIALIZED (SELECT 1, 2) SELECT ‸').ctes;
  expect(cte).toMatchObject({ name: 'a b', columnAliases: ['x', 'y'], query: 'SELECT 1, 2', isRecursive: true });
});

test.each([
  ['SELECT ‸', 'select'],
  ['SELECT a FROM ‸', 'from'],
  ['SELECT a FROM b JOIN c ON ‸', 'on'],
  ['SELECT a FROM b JOIN c USING (‸)', 'using'],
  ['SELECT a FROM b WHERE ‸', 'where'],
  ['SELECT a FROM b GROUP BY ‸', 'group'],
  ['SELECT a FROM b HAVING ‸', 'having'],
  ['SELECT a FROM b QUALIFY ‸', 'qualify'],
  ['SELECT a FROM b ORDER BY ‸', 'order'],
  ['SELECT a FROM b LIMIT ‸', 'limit'],
  ['INSERT INTO t (‸', 'target'],
  ['UPDATE t SET ‸', 'set'],
  ['SET ‸', 'set'],
  ['CREATE TABLE t (‸', 'create'],
  ['PIVOT t ON ‸', 'pivot'],
])('%s is in the clause %s', (marked, clause) => {
  expect(scopeIn(marked).clause).toBe(clause);
});

test('SELECT lists are read by name, alias and star', () => {
  const { items } = scopeIn(
    'SELECT a, t.b, c + 1 AS d, e f, *, t.* EXCLUDE (g), count(*) n, h::INT, i: 3 FROM t WHERE ‸',
  );
  expect(items.map(({ name, starOf }) => name ?? starOf)).toEqual(['a', 'b', 'd', 'f', '', 't', 'n', undefined, 'i']);
});

test.each<[string, string | undefined, number]>([
  ['SELECT f(‸)', 'f', 0],
  ['SELECT f(1, ‸)', 'f', 1],
  ['SELECT f(g(1, 2), (3 + ‸', 'f', 1],
  ['SELECT f([1, ‸', 'f', 0],
  ['SELECT f(1, (SELECT ‸))', undefined, 0],
  ['SELECT a IN (‸)', undefined, 0],
  ['INSERT INTO t (‸)', undefined, 0],
  ['SELECT f(1) ‸', undefined, 0],
])('in %s the call is of %s', (marked, name, argument) => {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const call = callAt(statementsOf(text)[0] ?? { tokens: [] }, text, offset);
  expect(call?.name).toBe(name);
  expect(call?.argument ?? 0).toBe(argument);
});

test('named arguments are told by name', () => {
  const text = "FROM read_csv('x', header = ";
  expect(callAt(statementsOf(text)[0] ?? { tokens: [] }, text, text.length)).toMatchObject({ parameter: 'header' });
});

test.each<[string, string[]]>([
  ['SELECT ‸ FROM t', ['id INTEGER', 'note VARCHAR']],
  ['SELECT ‸ FROM T x', ['id INTEGER', 'note VARCHAR']],
  ['SELECT ‸ FROM memory.main.t', ['id INTEGER', 'note VARCHAR']],
  ['SELECT ‸ FROM memory.t', ['id INTEGER', 'note VARCHAR']],
  ['SELECT ‸ FROM other.t', []],
  ['SELECT ‸ FROM t AS x(key)', ['key INTEGER', 'note VARCHAR']],
  ['SELECT ‸ FROM (SELECT *, id + 1 AS next FROM t)', ['id INTEGER', 'note VARCHAR', 'next ']],
  ['SELECT ‸ FROM (SELECT x.* EXCLUDE (id) FROM t x)', ['note VARCHAR']],
  ['WITH a AS (FROM t), b(k) AS (SELECT * FROM a) SELECT ‸ FROM b', ['k INTEGER', 'note VARCHAR']],
  ['WITH RECURSIVE a AS (SELECT id FROM a) SELECT ‸ FROM a', ['id ']],
  ['WITH t AS (SELECT 1 AS one) SELECT ‸ FROM t', ['one ']],
])('columns by the text alone in %s', async (marked, expected) => {
  const scope = scopeIn(marked);
  const knowledge = madeUpKnowledge({ t: ['id INTEGER', 'note VARCHAR'] });
  const columns = scope.relations[0] ? await columnsOfRelation(scope.relations[0], scope, knowledge) : [];
  expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(expected);
});
