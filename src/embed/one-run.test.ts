import { expect, test } from 'vitest';
import { Deferred } from '../client/deferred';
import type { QueryResult } from '../client/query-result';
import { OneRun } from './one-run';

function setUp() {
  const begun: { signal: AbortSignal; end: (status: QueryResult['status']) => void }[] = [];
  const run = new OneRun((signal) => {
    const { promise, resolve } = new Deferred<QueryResult>();
    const queryId = String(begun.length);
    const end = (status: QueryResult['status']): void => {
      resolve({ queryId, status, statements: [], elapsedMs: 0 });
    };
    begun.push({ signal, end });
    return promise;
  });
  return { run, begun };
}

test('a second call while one runs is the same run', async () => {
  const { run, begun } = setUp();
  const [first, second] = [run.start(), run.start()];
  begun[0]?.end('succeeded');
  expect(await second).toBe(await first);
  expect(begun).toHaveLength(1);
  expect(run.isActive).toBe(false);
});

test('calls after a cancel are one run more, once the cancelled one has ended', async () => {
  const { run, begun } = setUp();
  const first = run.start();
  run.cancel();
  expect(begun[0]?.signal.aborted).toBe(true);
  const [second, third] = [run.start(), run.start()];
  expect(begun).toHaveLength(1);
  begun[0]?.end('cancelled');
  expect(await first).toMatchObject({ queryId: '0', status: 'cancelled' });
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.end('succeeded');
  expect(await second).toMatchObject({ queryId: '1', status: 'succeeded' });
  expect(await third).toBe(await second);
});

test('a run that is to follow does not begin where a cancel comes again', async () => {
  const { run, begun } = setUp();
  void run.start();
  run.cancel();
  const second = run.start();
  run.cancel();
  begun[0]?.end('cancelled');
  expect(await second).toMatchObject({ queryId: '0', status: 'cancelled' });
  expect(begun).toHaveLength(1);
});
