import { expect, test, vi } from 'vitest';
import { EngineError } from './c-api/error';
import { Connection } from './connection';
import { TestSession } from './testing/test-session';

test('a hundred resets take no memory', async () => {
  const db = await TestSession.open();
  const round = async () => {
    for (const namespace of ['main', 'embed']) {
      await db.rows('CREATE TABLE t AS FROM range(50000)', { namespace });
      await db.session.resetNamespace(namespace);
    }
  };
  for (let i = 0; i < 10; i++) await round();
  const before = Number(await db.value('SELECT sum(used_bytes) FROM sys.memory'));
  for (let i = 0; i < 50; i++) await round();
  expect(Number(await db.value('SELECT sum(used_bytes) FROM sys.memory'))).toBeLessThanOrEqual(before + 1_000_000);
});

test('an engine that fails at it is given up', async () => {
  const lost: string[] = [];
  const broken = await TestSession.open({ onLost: ({ message }) => lost.push(message) });
  const running = broken.start('SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8', { namespace: 'other' });
  // Nothing that SQL can do makes it fail: the session's own way in does it here.
  vi.spyOn(Connection.prototype, 'run').mockImplementation(() => {
    throw new EngineError('{"exception_type":"IO","exception_message":"no"}');
  });
  const reset = broken.session.resetNamespace('main');
  const message = 'The engine failed to empty the namespace "main": no';
  await expect(reset).rejects.toMatchObject({ detail: { code: 'SESSION_LOST', message } });
  vi.restoreAllMocks();
  expect(lost).toEqual([message]);
  expect((await running.ended).error?.code).toBe('SESSION_LOST');
  await expect(broken.session.resetNamespace('other')).rejects.toMatchObject({ detail: { code: 'SESSION_LOST' } });
});
