import { expect, test } from 'vitest';
import { randomScript, seeded } from '../worker/testing/random-script';
import { checkAll } from './testing/check-all';
import { TestSession } from './testing/test-session';

test('nothing is said against a script that can be run as things stand', async () => {
  const random = seeded(20_260_301);
  const db = await TestSession.open();
  const wrongly: unknown[] = [];
  let rightly = 0;
  for (let i = 0; i < 400; i++) {
    const sql = randomScript(random);
    await new Promise(setImmediate);
    const errors = checkAll(db.session, sql);
    expect([sql, db.session.isLost]).toEqual([sql, false]);
    const { error } = await db.run(sql, { timeoutMs: 5000 });
    if (db.session.isLost) break;
    if (errors === null || errors.length === 0) continue;
    if (error === undefined) wrongly.push({ sql, errors });
    else rightly++;
  }
  expect(wrongly).toEqual([]);
  expect(rightly).toBeGreaterThan(20);
});

test('a long script is looked at in parts, each quick, and none of it twice', async () => {
  const { session } = await TestSession.open();
  const script = Array.from({ length: 400 }, (_, i) => `SELECT nothing_${i} FROM (SELECT 1 AS a)`).join(';\n');
  const parts: number[] = [];
  for (let first: number | null = 0; first !== null;) {
    const part = session.check('main', script, first);
    parts.push(...(part?.errors ?? []).map(({ statementIndex }) => statementIndex));
    first = part?.next ?? null;
  }
  expect(parts).toEqual(Array.from({ length: 400 }, (_, i) => i));
});
