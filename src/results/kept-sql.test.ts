import { beforeAll, expect, test } from 'vitest';
import { TestSession, type Ran } from '../session/testing/test-session';
import type { Column } from '../protocol/query';
import { csvRow } from './export/csv';
import { keptColumns, keptRelation } from './kept-sql';
import { nestedExpressions, RANDOM_ROWS, scalarExpressions } from './testing/random-expressions';

let session: TestSession;

beforeAll(async () => {
  session = await TestSession.open();
});

const all = { maxRows: Number.POSITIVE_INFINITY };

/** Runs SQL, keeps its rows, and reads them back. */
async function keepAndRead(
  sql: string,
): Promise<{ rows: (string | null)[][]; back: (string | null)[][]; kept: Column[] }> {
  const { statements, error }: Ran = await session.run(sql, all);
  const [statement] = statements;
  if (!statement) throw new Error(error?.message);
  const csv = statement.rows.map((row) => csvRow(row, ',')).join('');
  session.session.addFile('kept.csv', new TextEncoder().encode(csv).buffer, null, true);
  const names = statement.definitions.map((_, index) => `CAST(c${index} AS VARCHAR)`).join(', ');
  const back = await session.rows(
    `SELECT ${names} FROM ${keptRelation('kept.csv', statement.definitions)} ORDER BY n`,
    all,
  );
  return { rows: statement.rows, back, kept: keptColumns(statement.definitions) };
}

test('every column of test_all_types() comes back', async () => {
  const { rows, back, kept } = await keepAndRead('FROM test_all_types()');
  expect(back).toEqual(rows);
  // What can have its own type has it.
  expect(kept.filter(({ type }) => type.kind !== 'VARCHAR').length).toBeGreaterThan(35);
});

// Random intervals go beyond what the engine reads; those of test_all_types() do not.
const random = Object.entries({ ...scalarExpressions, ...nestedExpressions }).filter(([name]) => name !== 'INTERVAL');

test.each(random)('random values come back: %s', async (_name, expression) => {
  const { rows, back } = await keepAndRead(`SELECT ${expression}, ${expression} FROM ${RANDOM_ROWS(1000)}`);
  expect(back).toEqual(rows);
});

test("NULL, 'NULL' and '' stay apart, also alone in their rows", async () => {
  const { rows, back } = await keepAndRead("VALUES (NULL), ('NULL'), (''), (NULL), (' '), ('\"'), (e'\\r\\n'), (NULL)");
  expect(back).toEqual(rows);
  expect(back).toHaveLength(8);
});

test('a long text comes back', async () => {
  const { rows, back } = await keepAndRead("SELECT repeat('long ', 2000000), 1");
  expect(back[0]?.[0]?.length).toBe(10_000_000);
  expect(back[0]?.[1]).toBe(rows[0]?.[1]);
});

test('an interval longer than the engine reads is no reason to fail', async () => {
  const { rows, back } = await keepAndRead('VALUES (INTERVAL 3 DAYS), (to_hours(9000000000000000 // 3600000))');
  expect(back[0]).toEqual(rows[0]);
  expect(back).toHaveLength(2);
});
