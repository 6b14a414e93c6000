import { beforeAll, expect, test } from 'vitest';
import { TestSession, type Ran } from './testing/test-session';

const ENDLESS = 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8';
const ENDLESS_ROWS = 'FROM range(1000000000000)';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
});

async function isHealthy(): Promise<void> {
  expect(await db.value('SELECT 42')).toBe('42');
  expect(await db.rows('FROM sys.processes')).toHaveLength(1);
}

/** Resolves when the engine has given way to other tasks a few times. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
}

test.each([
  ['computing', ENDLESS],
  ['streaming', ENDLESS_ROWS],
  ['writing', `CREATE TABLE never AS ${ENDLESS_ROWS}`],
  ['sparse rows', 'FROM range(1000000000000) r(i) WHERE i = 5 OR i = 900000000000'],
])('a query is cancelled while %s', async (_state, sql) => {
  const { queryId, ended } = db.start(sql);
  await turns(20);
  expect(db.session.cancel(queryId)).toBe(true);
  const { status, error } = await ended;
  expect({ status, code: error?.code }).toEqual({ status: 'cancelled', code: 'CANCELLED' });
  expect(db.session.cancel(queryId)).toBe(false);
  await isHealthy();
});

test('a queued query ends at once, and the running one goes on', async () => {
  const running = db.start(ENDLESS);
  const queued = db.start('SELECT 1');
  const order: string[] = [];
  void running.ended.then(() => order.push('running'));
  void queued.ended.then(() => order.push('queued'));
  expect(db.session.cancel(queued.queryId)).toBe(true);
  expect((await queued.ended).status).toBe('cancelled');
  expect(order).toEqual(['queued']);
  expect(db.session.cancel(running.queryId)).toBe(true);
  expect((await running.ended).status).toBe('cancelled');
  await isHealthy();
});

test('a cancelled stream keeps the rows that came', async () => {
  const { queryId, ended, statements } = db.start(ENDLESS_ROWS);
  await turns(50);
  db.session.cancel(queryId);
  await ended;
  expect(statements[0]?.rows.slice(0, 3)).toEqual([['0'], ['1'], ['2']]);
  expect(statements[0]?.isFinished).toBe(false);
});

test('a time limit ends a running query', async () => {
  const { status, error } = await db.run(ENDLESS, { timeoutMs: 50 });
  expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'TIMEOUT' });
  await isHealthy();
});

test('a time limit ends a queued query', async () => {
  const running = db.start(ENDLESS);
  const queued = await db.run('SELECT 1', { timeoutMs: 50 });
  expect(queued.error?.code).toBe('TIMEOUT');
  db.session.cancel(running.queryId);
  await running.ended;
  await isHealthy();
});

test('queries of one namespace run in order, those of another beside them', async () => {
  const slow = db.start('SELECT sum(range) FROM range(60000000)');
  const ends: string[] = [];
  const note = (name: string) => (ran: Ran) => ends.push(`${name} ${ran.status}`);
  const after = db.start('SELECT 1');
  const beside = db.start('SELECT 2', { namespace: 'beside' });
  await Promise.all([
    slow.ended.then(note('slow')),
    after.ended.then(note('after')),
    beside.ended.then(note('beside')),
  ]);
  expect(ends).toEqual(['beside succeeded', 'slow succeeded', 'after succeeded']);
});

test('two namespaces stream beside each other, each its own rows', async () => {
  const sql = (first: number) => `SELECT i FROM range(${String(first)}, ${String(first + 300_000)}) r(i)`;
  const all = { maxRows: 1_000_000 };
  const [one, two] = await Promise.all([db.run(sql(0), all), db.run(sql(1e9), { ...all, namespace: 'beside' })]);
  expect(one.statements[0]?.rows.every(([i], row) => i === String(row))).toBe(true);
  expect(two.statements[0]?.rows.every(([i], row) => i === String(1e9 + row))).toBe(true);
});

test('look-ups of the page do not wait for a running query', async () => {
  const running = db.start(ENDLESS);
  await turns(5);
  const lookUp = await db.run('SELECT query_id FROM sys.processes', { origin: 'catalog' });
  expect(lookUp.statements[0]?.rows).toEqual([[running.queryId]]);
  db.session.cancel(running.queryId);
  await running.ended;
});

test('an interrupted write leaves nothing behind', async () => {
  await db.run('CREATE TABLE half (i BIGINT)');
  const { queryId, ended } = db.start(`INSERT INTO half ${ENDLESS_ROWS}`);
  await turns(20);
  db.session.cancel(queryId);
  await ended;
  expect(await db.value('SELECT count(*) FROM half')).toBe('0');
});
