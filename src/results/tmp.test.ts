import { beforeAll, expect, test } from 'vitest';
import { EngineReader } from './testing/engine-reader';
import { RANDOM_ROWS, nestedExpressions, scalarExpressions } from './testing/random-expressions';
let engine: EngineReader;
beforeAll(async () => { engine = await EngineReader.open(); }, 60_000);
test('big', () => {
  for (const [k, e] of Object.entries(scalarExpressions)) {
    const rows = engine.rows(`SELECT x, CAST(x AS VARCHAR) FROM (SELECT ${e} AS x FROM ${RANDOM_ROWS(100000)})`);
    const d = rows.filter(([a, b]) => a !== b);
    console.log(k, rows.length, d.length, new Set(rows.map((r) => r[0])).size, JSON.stringify(d.slice(0, 5)), JSON.stringify(rows.slice(40, 44).map((r) => r[0]?.slice(0, 60))));
  }
  for (const [k, e] of Object.entries(nestedExpressions)) {
    const rows = engine.rows(`SELECT x, CAST(x AS VARCHAR) FROM (SELECT ${e} AS x FROM ${RANDOM_ROWS(3000)})`);
    console.log(k, new Set(rows.map((r) => r[0])).size, rows.filter(r=>r[0]===null).length, JSON.stringify(rows.slice(40, 44).map((r) => r[0]?.slice(0, 100))));
  }
}, 600000);
test('vectors of all kinds', () => {
  for (const [k, e] of [...Object.entries(nestedExpressions), ...Object.entries(scalarExpressions)]) {
    engine.rows(`CREATE OR REPLACE TABLE t AS SELECT i, ${e} AS x FROM ${RANDOM_ROWS(3000)}`);
    for (const s of ['(SELECT x FROM t WHERE i % 3 = 1)', '(SELECT x FROM t, range(3))', '(SELECT x FROM range(2000) r(i) JOIN t USING (i))','(SELECT x FROM range(4000) r(i) LEFT JOIN t USING (i))',  '(SELECT [x, x] AS x FROM t WHERE i % 3 = 1)', '(SELECT {a: x, b: [x]} AS x FROM t WHERE i % 3 = 1)', '(SELECT unnest([x, x]) AS x FROM t WHERE i % 3 = 1)', '(SELECT x FROM t ORDER BY i DESC)', '(SELECT first(x) AS x FROM t GROUP BY i)', '(SELECT list(x) AS x FROM t GROUP BY i % 100)', '(SELECT lag(x) OVER (ORDER BY i) AS x FROM t)', '(SELECT x FROM t WHERE i = 7)', '(SELECT (SELECT x FROM t WHERE i = 7) AS x FROM range(3000))', '(SELECT list_reverse([x, NULL, x]) AS x FROM t)','(SELECT list_slice([x, NULL, x, x], 2, 3) AS x FROM t)', '(SELECT list_filter([x, NULL, x], lambda y: y IS NOT NULL) AS x FROM t)','(SELECT MAP{i: x} AS x FROM t)','(SELECT union_value(q := x) AS x FROM t where i %5 = 2)','(SELECT array_value(x,x) AS x FROM t where i %5 = 2)','(SELECT x FROM t USING SAMPLE 10%)', '(SELECT x FROM t UNION ALL SELECT x FROM t WHERE i < 100)', '(SELECT x FROM t LIMIT 2500 OFFSET 100)']) {
      try {
      const rows = engine.rows(`SELECT x, CAST(x AS VARCHAR) FROM ${s}`);
      const d = rows.filter(([a, b]) => a !== b);
      if (d.length) console.log(k, s, rows.length, d.length, JSON.stringify(d.slice(0, 3)));
      } catch (err) { console.log(k, s, String(err).slice(0,200)); }
    }
  }
}, 600000);
