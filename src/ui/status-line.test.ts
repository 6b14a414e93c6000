import { expect, test } from 'vitest';
import { ResultStore } from '../client/result-store';
import { opening, type SessionSnapshot } from '../client/session-snapshot';
import type { QueryOutcome } from '../protocol/query';
import { reflectedState } from './reflected-state';
import { noRun, withStore, type RunView } from './run-view';
import { openingStep, statusLine } from './status-line';

const info = {
  sessionId: 's-1',
  engineVersion: 'v1.4.3',
  bundle: 'eh' as const,
  threads: 1,
  openedAt: 0,
  bootMs: 1000,
  crossOriginIsolated: false,
};
const ready: SessionSnapshot = { ...opening, state: 'ready', info };
const lost: SessionSnapshot = {
  ...opening,
  state: 'lost',
  error: { code: 'SESSION_LOST', message: 'The worker ended.', statementIndex: 0 },
};

function ended(outcome: Omit<QueryOutcome, 'queryId'>, rowCounts: number[]): RunView {
  const store = new ResultStore('q-1', 'select 1');
  rowCounts.forEach((rowCount, index) => {
    store.startStatement({
      type: 'statement-started',
      queryId: 'q-1',
      statement: { index, sql: 'select 1', offset: 0 },
      columns: [],
    });
    const summary = { index, rowCount, truncated: false, elapsedMs: 1, generation: 0 };
    store.finishStatement({ type: 'statement-finished', queryId: 'q-1', summary });
  });
  store.finish({ outcome: { ...outcome, queryId: 'q-1' } });
  return withStore({ ...noRun, number: 1, sql: 'select 1' }, store);
}

test.each<[string, string, SessionSnapshot, RunView]>([
  ['Opening the session…', 'loading', opening, noRun],
  ['Ready · DuckDB v1.4.3', 'idle', ready, noRun],
  ['Waiting for the engine…', 'loading', opening, { ...noRun, number: 1, phase: 'waiting' }],
  ['Fetching data…', 'running', ready, { ...noRun, number: 1, phase: 'fetching' }],
  ['Running…', 'running', ready, { ...noRun, number: 1, phase: 'running' }],
  ['1 row in 3 ms', 'success', ready, ended({ status: 'succeeded', elapsedMs: 3 }, [1])],
  ['2 statements, 12 rows in 5 ms', 'success', ready, ended({ status: 'succeeded', elapsedMs: 5 }, [2, 10])],
  ['Cancelled after 1.2 s', 'cancelled', ready, ended({ status: 'cancelled', elapsedMs: 1200 }, [])],
  [
    'Failed after 1 ms',
    'error',
    ready,
    ended({ status: 'failed', elapsedMs: 1, error: { code: 'PARSER_ERROR', message: 'No.', statementIndex: 0 } }, []),
  ],
  ['Failed: SESSION_LOST', 'error', lost, ended({ status: 'succeeded', elapsedMs: 3 }, [1])],
  ['Opening the session…', 'loading', opening, ended({ status: 'succeeded', elapsedMs: 3 }, [1])],
])('says %s, reflects %s', (line, state, session, run) => {
  expect(statusLine(session, run, false)).toBe(line);
  expect(reflectedState(session, run)).toBe(state);
});

test.each<[string, RunView]>([
  ['1 row', ended({ status: 'succeeded', elapsedMs: 3 }, [1])],
  ['2 statements, 12 rows', ended({ status: 'succeeded', elapsedMs: 5 }, [2, 10])],
  ['Cancelled', ended({ status: 'cancelled', elapsedMs: 1200 }, [])],
  ['Failed', ended({ status: 'failed', elapsedMs: 1200 }, [])],
  ['Running…', { ...noRun, number: 1, phase: 'running', elapsedMs: 25_000 }],
])('a demo says %s, and not how long it took', (line, run) => {
  expect(statusLine(ready, run, true)).toBe(line);
});

test('opening tells the bytes, then what has no measure', () => {
  const at = (progress: SessionSnapshot['progress']) => openingStep({ ...opening, progress }, false);

  expect(at({ phase: 'engine', loadedBytes: 3_850_000, totalBytes: 7_700_000 })).toEqual({
    label: 'Loading the engine: 3.9 MB of 7.7 MB',
    share: 0.5,
  });
  expect(at({ phase: 'compile' })).toEqual({ label: 'Compiling the engine', share: undefined });
  expect(at({ phase: 'session' })).toEqual({ label: 'Opening the session', share: undefined });
});

test('opening a demo tells no bytes', () => {
  const progress = { phase: 'engine', loadedBytes: 3_850_000, totalBytes: 7_700_000 } as const;
  expect(openingStep({ ...opening, progress }, true)).toEqual({ label: 'Loading the engine', share: undefined });
});

test('the failing statement comes last, also when it never had columns', () => {
  const error = { code: 'BINDER_ERROR', message: 'No.', statementIndex: 1 };
  const run = ended({ status: 'failed', elapsedMs: 1, error }, [3]);

  expect(run.statements.map((statement) => statement.error)).toEqual([undefined, error]);
  expect(run.statements.map((statement) => statement.index)).toEqual([0, 1]);
});

test('a cancelled run says whether another follows it', () => {
  const stopping: RunView = { ...noRun, phase: 'running', isStopping: true };
  expect(statusLine(ready, stopping, false)).toBe('Cancelling…');
  expect(statusLine(ready, { ...stopping, isFollowed: true }, false)).toBe('Cancelling, then running…');
});
