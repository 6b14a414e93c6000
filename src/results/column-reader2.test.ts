import { beforeAll, expect, test } from 'vitest';
import { EngineReader } from './testing/engine-reader';
let engine: EngineReader;
beforeAll(async () => { engine = await EngineReader.open(); }, 60_000);
function check(expression: string, from: string) {
  const rows = engine.rows(`SELECT x, CAST(x AS VARCHAR) FROM (SELECT ${expression} AS x FROM ${from})`);
  const differing = rows.filter(([a, b]) => a !== b);
  console.log(expression, rows.length, differing.length, JSON.stringify(differing.slice(0, 20)), JSON.stringify(rows.slice(0,4)));
}
const R = (n: number) => `(SELECT i, hash(i) AS h, hash(i + 1e9::BIGINT) AS g, hash(i + 2e9::BIGINT) AS k FROM range(${n}) r(i))`;
test('floats', () => {
  check('pow(2.0, (i-149)::DOUBLE)::FLOAT', 'range(277) r(i)');
  check('pow(2.0, (i-1074)::DOUBLE)', 'range(2098) r(i)');
  check('-pow(2.0, (i-1074)::DOUBLE)', 'range(2098) r(i)');
  check('pow(2.0, (i-1073)::DOUBLE)-pow(2.0, (i-1074-52)::DOUBLE)', 'range(2097) r(i)');
  check(`try_cast((((h % (1::UBIGINT << 24)) * if(g % 2 = 0, 1, -1))::DOUBLE * pow(2.0, (k % 277)::DOUBLE - 149 - 24)) as FLOAT)`, R(300000));
  check(`try_cast((((h % (1::UBIGINT << 24)) * if(g % 2 = 0, 1, -1))::DOUBLE * pow(2.0, (k % 60)::DOUBLE - 54)) as FLOAT)`, R(200000));
  check('(((h % (1::UBIGINT << 53)) * if(g % 2 = 0, 1, -1))::DOUBLE * pow(2.0, (k % 2098)::DOUBLE - 1074 - 53))', R(200000));
  check('(((h % (1::UBIGINT << 53)) * if(g % 2 = 0, 1, -1))::DOUBLE * pow(2.0, (k % 90)::DOUBLE - 60))', R(200000));
  check('((h % 100000000)::DOUBLE / pow(10.0, (k % 12)::DOUBLE))', R(100000));
  check('((h % 100000000)::DOUBLE / pow(10.0, (k % 12)::DOUBLE))::FLOAT', R(100000));
  check('(i-1000)::FLOAT/8', 'range(100000) r(i)');
  check('(i*1000+16777216)::FLOAT', 'range(100000) r(i)');
  check("unnest(['nan','-nan','inf','-inf','0','-0','1e-4','9.9999e-5','1e16','9999999999999998','1e23','9007199254740993','5e-324','1.7976931348623157e308','0.1','1e21','1e22']::DOUBLE[])", 'range(1)');
  check("unnest(['nan','-nan','inf','-inf','0','-0','1e-4','9.9999e-5','1e16','9999999999999998','1e23','16777217','1e-45','3.4028235e38','0.1','1e21','1e22','9999999','99999999','1e10','33554432']::FLOAT[])", 'range(1)');
}, 300000);
