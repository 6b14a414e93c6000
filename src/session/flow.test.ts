import { beforeEach, expect, test } from 'vitest';
import { CREDIT_BYTES } from '../protocol/message';
import { TestSession } from './testing/test-session';

let session: TestSession;

beforeEach(async () => {
  session = await TestSession.open();
});

const WIDE = "SELECT i, repeat('x', 1000) AS pad FROM range(200000) r(i)";
const everyRow = { maxRows: Number.POSITIVE_INFINITY };

/** Lets the engine do as much as it may. */
async function settle(isSettled: () => boolean): Promise<void> {
  while (!isSettled()) await new Promise((resolve) => void setImmediate(resolve));
}

/** Turns of the message queue, many times those that the credit takes to be spent. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => void setImmediate(resolve));
}

test('rows stop when the page takes none in, and go on when it does', async () => {
  const { queryId, ended, statements } = session.start(WIDE, { ...everyRow, withholdsCredit: true });
  const rowsSoFar = () => statements[0]?.rows.length ?? 0;
  const creditRows = CREDIT_BYTES / 1040;
  await settle(() => rowsSoFar() > 0.9 * creditRows);
  await turns(2000);
  const held = rowsSoFar();
  expect(held).toBeLessThan(1.1 * creditRows);
  // Others are served meanwhile.
  expect(await session.value('SELECT 42', { namespace: 'beside' })).toBe('42');
  expect(
    await session.value("SELECT status FROM system.processes WHERE sql LIKE '%repeat%'", { origin: 'catalog' }),
  ).toBe('running');
  expect(rowsSoFar()).toBe(held);
  session.session.grant(queryId, Number.MAX_SAFE_INTEGER);
  const { status } = await ended;
  expect({ status, rows: rowsSoFar() }).toEqual({ status: 'succeeded', rows: 200_000 });
});

test('a query that waits for credit can be cancelled', async () => {
  const { queryId, ended, statements } = session.start(WIDE, { ...everyRow, withholdsCredit: true });
  await settle(() => (statements[0]?.rows.length ?? 0) > (0.9 * CREDIT_BYTES) / 1040);
  await turns(2000);
  session.session.cancel(queryId);
  expect(await ended).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
  expect(await session.value('SELECT 42')).toBe('42');
});

test('a look-up goes on where the session is asked meanwhile whether it still works', async () => {
  const busy = session.start(WIDE, { ...everyRow, withholdsCredit: true });
  const lookUp = session.start(WIDE, { ...everyRow, withholdsCredit: true, origin: 'catalog' });
  await settle(() => (lookUp.statements[0]?.rows.length ?? 0) > 0);
  session.session.onSuspicion({ code: 'INTERNAL', message: 'as after one of the engine', statementIndex: 0 });
  session.session.grant(lookUp.queryId, Number.MAX_SAFE_INTEGER);
  expect(await lookUp.ended).toMatchObject({ status: 'succeeded', statements: [{ rowCount: 200_000 }] });
  session.session.cancel(busy.queryId);
  await busy.ended;
});

test('a query that waits for credit keeps its time limit', async () => {
  const { ended } = session.start(WIDE, { ...everyRow, withholdsCredit: true, timeoutMs: 1500 });
  expect(await ended).toMatchObject({ status: 'failed', error: { code: 'TIMEOUT' } });
});

test('bytes are limited as rows are: the rest is counted', async () => {
  const { statements } = await session.run(WIDE, { ...everyRow, maxBytes: 5_000_000 });
  const [statement] = statements;
  expect(statement).toMatchObject({ rowCount: 200_000, truncated: true });
  expect(statement?.rows.length).toBeGreaterThan(4_000);
  expect(statement?.rows.length).toBeLessThan(8_000);
});

test('at least one batch comes, however small the limit', async () => {
  const { statements } = await session.run('FROM range(3)', { ...everyRow, maxBytes: 1 });
  expect(statements[0]).toMatchObject({ rowCount: 3, truncated: false, rows: [['0'], ['1'], ['2']] });
});

test.each([
  ['CREATE TABLE t(i INT)', true],
  ['SET threads = 1', true],
  ['BEGIN; COMMIT', true],
  ['SELECT * FROM (VALUES (1)) LIMIT nope', false],
  ['FROM range(10)', false],
  ['EXPLAIN SELECT 1', false],
  ['DESCRIBE SELECT 1', false],
])('%s changes the session: %s', async (sql, changes) => {
  const before = session.session.generation;
  await session.run(sql);
  expect(session.session.generation > before).toBe(changes);
});

test('what reads a result again runs on the same data or not at all', async () => {
  const { generation } = session.session;
  expect(await session.value('SELECT 42', { generation })).toBe('42');
  await session.run('CREATE TABLE t(i INT)');
  expect(await session.run('SELECT 42', { generation })).toMatchObject({
    status: 'failed',
    error: { code: 'DATA_CHANGED' },
  });
  session.session.addFile('a.csv', new TextEncoder().encode('a\n1').buffer, null);
  expect(session.session.generation).toBe(generation + 2);
});

test("a page's own file is read by its name, and is nobody else's", async () => {
  const { generation } = session.session;
  session.session.addFile('.kept/a.csv', new TextEncoder().encode('a\n1').buffer, null, true);
  expect(await session.value("FROM '.kept/a.csv'")).toBe('1');
  expect(await session.rows('FROM system.files')).toEqual([]);
  expect(await session.rows("FROM system.audit_log WHERE action = 'add-file'")).toEqual([]);
  expect(session.session.generation).toBe(generation);
  expect(session.session.dropFile('.kept/a.csv')).toBe(true);
  expect(session.session.dropFile('.kept/a.csv')).toBe(false);
  expect(await session.run("FROM '.kept/a.csv'")).toMatchObject({ error: { code: 'IO_ERROR' } });
});

// But for those, up to a megabyte, that the engine had in its own buffer.
test('rows that came before a failure are given', async () => {
  const { status, statements } = await session.run(
    "SELECT CASE WHEN i > 1000000 THEN error('no further') ELSE i END FROM range(2000000) r(i)",
    everyRow,
  );
  expect(status).toBe('failed');
  expect(statements[0]?.isFinished).toBe(false);
  expect(statements[0]?.rows.length).toBeGreaterThan(700_000);
});
