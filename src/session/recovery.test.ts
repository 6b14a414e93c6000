import { expect, test } from 'vitest';
import type { PlaygroundError } from '../protocol/error';
import { TestSession } from './testing/test-session';

test('a fatal error ends every open query and is told once', async () => {
  const losses: PlaygroundError[] = [];
  const db = await TestSession.open({ onLost: (error) => losses.push(error) });
  const bystander = db.start('SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8', {
    namespace: 'bystander',
  });
  const culprit = await db.run(`ATTACH ':memory:' AS "SYSTEM"`);
  expect(culprit.status).toBe('failed');
  expect((await bystander.ended).error?.code).toBe('SESSION_LOST');
  expect((await db.run('SELECT 1')).error?.code).toBe('SESSION_LOST');
  expect(losses.map(({ code }) => code)).toEqual(['SESSION_LOST']);
});

test('a trap of the engine ends the query and says what to do', async () => {
  const losses: PlaygroundError[] = [];
  const db = await TestSession.open({ onLost: (error) => losses.push(error) });
  const { status, error } = await db.run("SELECT 1; SELECT date_trunc('day', now())");
  expect(status).toBe('failed');
  expect(error).toMatchObject({ code: 'SESSION_LOST', statementIndex: 1 });
  expect(error?.hint).toMatch(/cast it to TIMESTAMP/);
  expect(losses).toHaveLength(1);
});
