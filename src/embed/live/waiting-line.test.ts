import { expect, test } from 'vitest';
import { noRun, type RunView } from '../../ui/run-view';
import { waitingLine } from './waiting-line';

const waiting: RunView = {
  ...noRun,
  phase: 'running',
  elapsedMs: 12_000,
  queue: { count: 3, queryId: 'q-1', sql: 'SELECT 1' },
};

test('who waits is told for whom, and now and then how long by now', () => {
  expect(waitingLine({ ...waiting, elapsedMs: 4000 }, false)).toBe('Waiting for one query and 2 more');
  expect(waitingLine(waiting, false)).toBe('Waiting for one query and 2 more, for 10 s by now');
  expect(waitingLine({ ...waiting, isStopping: true }, false)).toBeUndefined();
  expect(waitingLine(noRun, false)).toBeUndefined();
});

test('a demo does not tell how long', () => {
  expect(waitingLine(waiting, true)).toBe('Waiting for one query and 2 more');
});
