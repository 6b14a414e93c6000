import { beforeAll, expect, test } from 'vitest';
import { TestSession } from './testing/test-session';

const QUICK = 'SELECT sum(range) FROM range(100000)';
const LONG = 'SELECT count(*) FROM range(20000000) WHERE range % 7 = 8';
const ENDLESS = 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8';

let db: TestSession;

beforeAll(async () => {
  db = await TestSession.open();
  await db.run('SELECT 1', { namespace: 'crowded' });
  await db.run('SELECT 1', { namespace: 'lonely' });
});

test('a thousand queries of one namespace do not keep another waiting', async () => {
  let ended = 0;
  const crowd = Array.from({ length: 1000 }, () =>
    db.run(QUICK, { namespace: 'crowded' }).then(({ status }) => {
      ended++;
      return status;
    }),
  );
  for (let i = 0; i < 10; i++) {
    const before = ended;
    expect((await db.run(QUICK, { namespace: 'lonely' })).status).toBe('succeeded');
    // They take turns by time; in its turn the crowd gets some of its queries done, not all.
    expect(ended - before).toBeLessThan(400);
  }
  expect(new Set(await Promise.all(crowd))).toEqual(new Set(['succeeded']));
});

test('two long queries share the engine', async () => {
  // By the processor's time: a busy machine may stop between the two ends.
  const start = process.cpuUsage();
  const long = (namespace: string) => db.run(LONG, { namespace }).then(() => process.cpuUsage(start).user);
  const [one, other] = await Promise.all([long('crowded'), long('lonely')]);
  // One after the other, the first would end at half the time of the second.
  expect(Math.min(one, other) / Math.max(one, other)).toBeGreaterThan(0.75);
});

test("a look-up of the page's own goes on beside a query that asks for an extension", async () => {
  // It takes the session's own connection, since this one's is taken.
  const busy = db.start(ENDLESS, { namespace: 'crowded' });
  const lookUp = db.run(LONG, { namespace: 'crowded', origin: 'catalog' });
  for (const sql of ['LOAD json', "ATTACH 'nowhere.db' (TYPE sqlite)"]) {
    expect((await db.run(sql, { namespace: 'lonely' })).error?.code).toBe('MISSING_EXTENSION_ERROR');
  }
  expect(await lookUp).toMatchObject({ status: 'succeeded', error: undefined });
  db.session.cancel(busy.queryId);
  await busy.ended;
});

test('sys.processes lists what runs and what waits, in the order of the queue', async () => {
  const first = db.start(ENDLESS, { namespace: 'crowded' });
  const second = db.start('SELECT 1', { namespace: 'crowded' });
  const third = db.start('SELECT 2', { namespace: 'crowded', origin: 'embed' });
  const sql = "SELECT query_id, namespace, status, elapsed_ms IS NULL FROM sys.processes WHERE namespace = 'crowded'";
  const rows = (...ids: string[]) => ids.map((id, i) => [id, 'crowded', i === 0 ? 'running' : 'queued', String(i > 0)]);
  expect(await db.rows(sql)).toEqual(rows(first.queryId, second.queryId, third.queryId));

  db.session.cancel(second.queryId);
  expect(await db.rows(sql)).toEqual(rows(first.queryId, third.queryId));
  db.session.cancel(first.queryId);
  await first.ended;
  expect((await third.ended).statements[0]?.rows).toEqual([['2']]);
  expect(await db.rows(sql)).toEqual([]);
});

test('a query waits for those before it only', async () => {
  const first = db.start(ENDLESS, { namespace: 'crowded' });
  const limited = db.start(ENDLESS, { namespace: 'crowded', timeoutMs: 100 });
  const third = db.start('SELECT 3', { namespace: 'crowded' });
  expect((await limited.ended).error?.code).toBe('TIMEOUT');
  db.session.cancel(first.queryId);
  expect((await third.ended).status).toBe('succeeded');
});
