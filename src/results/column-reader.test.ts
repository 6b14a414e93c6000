import { beforeAll, expect, test } from 'vitest';
import { EngineReader } from './testing/engine-reader';

let engine: EngineReader;

beforeAll(async () => {
  engine = await EngineReader.open();
}, 60_000);

/**
 * Holds our text of every value of a column against the engine's own cast, in one query. Differences come back as
 * `[ours, the engine's]`.
 */
function differences(expression: string, from: string): { rowCount: number; differing: (string | null)[][] } {
  const rows = engine.rows(`SELECT x, CAST(x AS VARCHAR) FROM (SELECT ${expression} AS x FROM ${from})`);
  return { rowCount: rows.length, differing: rows.filter(([ours, theirs]) => ours !== theirs).slice(0, 20) };
}

function expectSame(expression: string, from: string, rowCount: number): void {
  expect(differences(expression, from)).toEqual({ rowCount, differing: [] });
}

for (const source of ['test_all_types()', 'test_all_types(use_large_enum := true)']) {
  test(`every column of ${source}`, () => {
    const { columns } = engine.read(`FROM ${source}`);
    for (const column of columns) expectSame(`"${column.name}"`, source, 3);
    expect(columns.length).toBeGreaterThan(50);
  });
}

// `h` and `g` are 64 random bits each, the same in every run; one row in eleven is NULL.
const RANDOM = (count: number) =>
  `(SELECT i, hash(i) AS h, hash(i + 1e9::BIGINT) AS g, hash(i + 2e9::BIGINT) AS k FROM range(${String(count)}) r(i))`;
const ROWS = 10_000;

/** Signed and of all magnitudes: random bits, shifted by a random distance. */
const INT64 = '(((h::HUGEINT - 9223372036854775808) // (1::HUGEINT << (g % 64)::INT))::BIGINT)';
const INT128 = '(((h::HUGEINT - 9223372036854775808) * (g >> 1)::HUGEINT * 2 + (k % 2)::HUGEINT) // (1::HUGEINT << (k % 126)::INT))';
const DOUBLE = '(((h % (1::UBIGINT << 53)) * if(g % 2 = 0, 1, -1))::DOUBLE * pow(2.0, (k % 2098)::DOUBLE - 1074 - 53))';

const RANDOM_COLUMNS: Record<string, string> = {
  BOOLEAN: 'h % 2 = 0',
  TINYINT: '(h % 256)::SMALLINT::INT - 128',
  VARCHAR: 'x'
};

test.each(Object.entries({
  INT64, INT128, DOUBLE,
  FLOAT: `try_cast((((h % (1::UBIGINT << 24)) * if(g % 2 = 0, 1, -1))::DOUBLE * pow(2.0, (k % 277)::DOUBLE - 149 - 24)) as FLOAT)`,
  ...(RANDOM_COLUMNS && {}),
}))('random %s', (_, expression) => {
  const d = differences(`if(i % 11 = 0, NULL, ${expression})`, RANDOM(ROWS));
  console.log(d);
});
