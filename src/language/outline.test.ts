import { expect, test } from 'vitest';
import { outlineOf } from './outline';
import { brokenTexts, sampleStatements } from './testing/statements';

test.each([
  ['select a, b from orders o where x', 'SELECT … FROM orders'],
  ['select 1', 'SELECT 1'],
  ['select   a\n, b', 'SELECT a , b'],
  ["from 'file.csv' select a", "FROM 'file.csv'"],
  ['select * from (select 1)', 'SELECT … FROM (…)'],
  ["select * from read_csv('x')", 'SELECT … FROM read_csv(…)'],
  ['with a as (select 1 from x) select * from a', 'SELECT … FROM a'],
  ['with a as (select 1) insert into s."t t" from a', 'INSERT INTO s."t t"'],
  ['create or replace temp table if not exists s.t as select 1', 'CREATE TEMP TABLE s.t'],
  ['create view v(a) as select 1', 'CREATE VIEW v'],
  ['create macro f(x) as x', 'CREATE MACRO f'],
  ['drop table if exists t', 'DROP TABLE t'],
  ['alter table t add column x int', 'ALTER TABLE t'],
  ['insert or replace into t values (1)', 'INSERT INTO t'],
  ['delete from t where a', 'DELETE FROM t'],
  ['update t set a = 1', 'UPDATE t …'],
  ["copy t to 'x'", 'COPY t'],
  ['explain analyze select a from t', 'EXPLAIN SELECT … FROM t'],
  ["set memory_limit = '1GB'", 'SET memory_limit …'],
  ['(select a from t) union select 2', 'SELECT … FROM t'],
  ['select extract(year from d) from t', 'SELECT … FROM t'],
  ['select a is not distinct from b', 'SELECT a is not distinct from b'],
])('%s is called %s', (sql, label) => {
  expect(outlineOf(sql).map((item) => item.label)).toEqual([label]);
});

test('CTEs are under their statement, and under the CTE that they are in', () => {
  const sql = 'select 1;\n-- two\nwith a as (with b as (select 1) from b), "C c" as (from a) select * from "C c";';
  const outline = outlineOf(sql);
  expect(outline.map(({ kind, range }) => [kind, sql.slice(range.start, range.end)])).toEqual([
    ['SELECT', 'select 1'],
    ['WITH', sql.slice(sql.indexOf('with a'), -1)],
  ]);
  const [a, c] = outline[1]?.children ?? [];
  expect([a?.label, a?.children.map(({ label }) => label), c?.label]).toEqual(['a', ['b'], 'C c']);
  expect(sql.slice(c?.range.start, c?.range.end)).toBe('"C c" as (from a)');
  expect(sql.slice(c?.nameRange.start, c?.nameRange.end)).toBe('"C c"');
});

test('every statement has a short label, also where it is cut off', () => {
  for (const sql of [...sampleStatements, ...brokenTexts(500), 'select ' + 'x'.repeat(500)]) {
    for (const { label, range, nameRange } of outlineOf(sql)) {
      expect(label.length).toBeLessThan(60);
      expect(label).not.toMatch(/\n/);
      expect(nameRange.start >= range.start && nameRange.end <= range.end).toBe(true);
    }
  }
});
