import { expect, test } from 'vitest';
import { TestSession } from './testing/test-session';

const constants = { sessionId: 's-same', randomSeed: 0.42 };

/** What chance decides. */
const CHANCE = `
  SELECT random()::VARCHAR, uuid()::VARCHAR, gen_random_uuid()::VARCHAR,
    (SELECT string_agg(range, ' ') FROM (FROM range(1000) ORDER BY random() LIMIT 5)),
    (SELECT string_agg(range, ' ') FROM (FROM range(1000) USING SAMPLE 3))`;

test('sessions of the same constants give the same, one value after another', async () => {
  const first = await TestSession.open({ constants });
  const values = [await first.rows(CHANCE), await first.rows(CHANCE)];
  expect(values[0]).not.toEqual(values[1]);

  const second = await TestSession.open({ constants });
  const look = { origin: 'catalog', role: 'reader' } as const;
  const again: unknown[] = [];
  for (const _ of values) {
    await second.rows('SELECT count(*) FROM sys.tables, sys.memory', look);
    again.push(await second.rows(CHANCE));
  }
  expect(again).toEqual(values);
});

test('every namespace begins with them, and begins again when it is emptied', async () => {
  const db = await TestSession.open({ constants });
  const [main, other] = [await db.rows(CHANCE), await db.rows(CHANCE, { namespace: 'other' })];
  expect(other).toEqual(main);
  for (const namespace of ['main', 'other']) {
    await db.session.resetNamespace(namespace);
    expect(await db.rows(CHANCE, { namespace })).toEqual(main);
  }
});

test('the session has its id, and nobody sees it being seeded', async () => {
  const db = await TestSession.open({ constants });
  await db.session.resetNamespace('main');
  expect(db.session.info.sessionId).toBe('s-same');
  expect(await db.rows('SELECT session_id FROM sys.session')).toEqual([['s-same']]);
  expect(await db.rows('SELECT query_id FROM sys.queries ORDER BY queued_at')).toEqual([['t-1'], ['t-2']]);
  const seen = `SELECT count(*) FROM sys.audit_log WHERE contains(target, 'seed') OR contains(action, 'seed')`;
  expect(await db.value(seen)).toBe('0');
});

test('without them, chance decides', async () => {
  const [first, second] = [await TestSession.open(), await TestSession.open()];
  expect(await first.rows(CHANCE)).not.toEqual(await second.rows(CHANCE));
  expect(first.session.info.sessionId).not.toBe(second.session.info.sessionId);
});
