import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { TransactionState } from '../protocol/query';
import { TestSession } from './testing/test-session';

let db: TestSession;
const changes: string[] = [];

beforeAll(async () => {
  db = await TestSession.open({
    changes: {
      changed: ({ namespace, sql, isPending }) => changes.push(`${namespace}: ${sql}${isPending ? ' (pending)' : ''}`),
      transactionEnded: (namespace, isCommitted) =>
        changes.push(`${namespace}: ${isCommitted ? 'committed' : 'undone'}`),
      namespaceReset: (namespace) => changes.push(`${namespace}: reset`),
    },
  });
  await db.run('CREATE TABLE t (i INTEGER PRIMARY KEY)');
});

beforeEach(async () => {
  await db.run('ROLLBACK');
  await db.run('ROLLBACK', { namespace: 'other' });
  await db.run('DELETE FROM t');
  changes.length = 0;
});

async function state(sql: string, namespace = 'main'): Promise<TransactionState | undefined> {
  return (await db.run(sql, { namespace })).transaction;
}

test('a transaction is of its namespace, and told with every query of it', async () => {
  expect(await state('BEGIN; INSERT INTO t VALUES (1)')).toBe('open');
  expect(await state('SELECT 1', 'other')).toBe('none');
  expect(await db.value('SELECT count(*) FROM memory.main.t', { namespace: 'other' })).toBe('0');
  expect(await state('COMMIT')).toBe('none');
  expect(await db.value('SELECT count(*) FROM memory.main.t', { namespace: 'other' })).toBe('1');
  expect(changes).toEqual(['main: INSERT INTO t VALUES (1) (pending)', 'main: committed']);
});

test.each([
  ['a name that is not known', 'FROM nowhere', 'open'],
  ['a text that does not parse', 'SELEC 1', 'open'],
  ['a value that cannot be cast', "SELECT 'x'::INTEGER", 'failed'],
  ['a constraint', 'INSERT INTO t VALUES (1)', 'failed'],
] as const)('after %s', async (_name, sql, expected) => {
  await db.run('BEGIN; INSERT INTO t VALUES (1)');
  const failed = await db.run(sql);
  expect(failed.status).toBe('failed');
  const isUsable = (await db.run('SELECT 42')).status === 'succeeded';
  // What is shown is what holds: an open transaction takes statements, a failed one none.
  expect(isUsable).toBe(failed.transaction === 'open');
  expect(failed.transaction).toBe(expected);
  expect(await state('ROLLBACK')).toBe('none');
  expect(await db.value('SELECT count(*) FROM t')).toBe('0');
});

test('a script that fails takes the transaction that it began with it, and says so', async () => {
  const failed = await db.run("BEGIN; INSERT INTO t VALUES (1); SELECT 'x'::INTEGER");
  expect(failed.transaction).toBe('none');
  expect(failed.error?.hint).toMatch(/rolled back/);
  expect(await db.value('SELECT count(*) FROM t')).toBe('0');
  expect(changes).toEqual(['main: INSERT INTO t VALUES (1) (pending)', 'main: undone']);
});

test('a write that was stopped in a transaction leaves it to be rolled back, and nothing else', async () => {
  await db.run('BEGIN');
  const { queryId, ended } = db.start('INSERT INTO t SELECT range::INTEGER FROM range(100000000)');
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  db.session.cancel(queryId);
  expect((await ended).transaction).toBe('failed');
  for (const sql of ['SELECT 42', 'COMMIT', 'INSERT INTO t VALUES (1)']) {
    const refused = await db.run(sql);
    expect(refused.error).toMatchObject({
      code: 'TRANSACTION_CONTEXT_ERROR',
      hint: expect.stringContaining('ROLLBACK') as string,
    });
  }
  expect(await state('ROLLBACK')).toBe('none');
  expect(await db.value('SELECT count(*) FROM t')).toBe('0');
  expect(changes).toEqual(['main: undone']);
});

test('what is told of a transaction in which a query was stopped is what holds', async () => {
  await db.run('BEGIN; INSERT INTO t VALUES (1)');
  const { queryId, ended } = db.start('FROM range(1000000000000)');
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  db.session.cancel(queryId);
  const { transaction } = await ended;
  const commit = await db.run('COMMIT');
  expect(commit.status).toBe(transaction === 'open' ? 'succeeded' : 'failed');
  await db.run('ROLLBACK');
  expect(await db.value('SELECT count(*) FROM t')).toBe(transaction === 'open' ? '1' : '0');
});

test('a commit that fails undoes, and is told so', async () => {
  await db.run('CREATE OR REPLACE TABLE shared AS SELECT 1 AS i');
  changes.length = 0;
  await db.run('BEGIN; UPDATE shared SET i = 2');
  await db.run('BEGIN', { namespace: 'other' });
  const conflict = await db.run('UPDATE memory.main.shared SET i = 3; COMMIT', { namespace: 'other' });
  expect(conflict.status).toBe('failed');
  expect(conflict.transaction).toBe('failed');
  expect(await state('COMMIT')).toBe('none');
  expect(await state('ROLLBACK', 'other')).toBe('none');
  expect(changes.filter((change) => change.endsWith('ed') || change.endsWith('undone'))).toEqual([
    'main: committed',
    'other: undone',
  ]);
  expect(await db.value('SELECT i FROM shared')).toBe('2');
});

test('the look-ups of the page neither see nor disturb an open transaction', async () => {
  await db.run('BEGIN; INSERT INTO t VALUES (7)');
  const lookUp = { origin: 'catalog' } as const;
  expect(await db.value('SELECT count(*) FROM t', lookUp)).toBe('0');
  expect((await db.run('FROM nowhere', lookUp)).status).toBe('failed');
  expect(await state('INSERT INTO t VALUES (8); COMMIT')).toBe('none');
  expect(await db.value('SELECT count(*) FROM t')).toBe('2');
});
