import { expect, test } from 'vitest';
import { Deferred } from './deferred';
import { OneRun } from './one-run';

function setUp() {
  const begun: { name: string; signal: AbortSignal; end: () => void }[] = [];
  const run = new OneRun<string>();
  const start = (name: string): Promise<string> =>
    run.start((signal) => {
      const { promise, resolve } = new Deferred<string>();
      const end = (): void => {
        resolve(name);
      };
      begun.push({ name, signal, end });
      return promise;
    });
  return { run, start, begun };
}

test('a second call while one runs is the same run', async () => {
  const { run, start, begun } = setUp();
  const [first, second] = [start('first'), start('second')];
  begun[0]?.end();
  expect([await first, await second]).toEqual(['first', 'first']);
  expect(begun).toHaveLength(1);
  expect(run.isActive).toBe(false);
});

test('calls after a cancel are one run more, the last of them, once the cancelled one has ended', async () => {
  const { run, start, begun } = setUp();
  const first = start('first');
  run.cancel();
  expect(begun[0]?.signal.aborted).toBe(true);
  const [second, third] = [start('second'), start('third')];
  expect(begun).toHaveLength(1);
  begun[0]?.end();
  expect(await first).toBe('first');
  await expect.poll(() => begun.length).toBe(2);
  expect(run.isActive).toBe(true);
  begun[1]?.end();
  expect([await second, await third]).toEqual(['third', 'third']);
  expect(begun.map(({ name }) => name)).toEqual(['first', 'third']);
});

test('a run that is to follow does not begin where a cancel comes again', async () => {
  const { run, start, begun } = setUp();
  void start('first');
  run.cancel();
  const second = start('second');
  run.cancel();
  begun[0]?.end();
  expect(await second).toBe('first');
  expect(begun).toHaveLength(1);
});
