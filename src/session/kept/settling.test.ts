import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MemoryStore } from '../testing/memory-store';
import { TestSession } from '../testing/test-session';
import { Settling } from './settling';

describe('writes settle', () => {
  let isIdle = true;
  let hasWork = true;
  const settled: boolean[] = [];
  let settling: Settling;

  beforeEach(() => {
    vi.useFakeTimers();
    isIdle = hasWork = true;
    settled.length = 0;
    settling = new Settling({
      isIdle: () => isIdle,
      hasWork: () => hasWork,
      settle: (waits) => {
        settled.push(waits);
        return Promise.resolve();
      },
    });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  test('two seconds after the last of them', () => {
    settling.noteWork();
    vi.advanceTimersByTime(1999);
    settling.noteWork();
    vi.advanceTimersByTime(1999);
    expect(settled).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(settled).toEqual([false]);
  });

  test('at once when the page may go, unless something runs: then after that', () => {
    settling.noteWork();
    isIdle = false;
    settling.hurry();
    expect(settled).toEqual([]);
    isIdle = true;
    vi.advanceTimersByTime(2000);
    expect(settled).toEqual([false]);
  });

  test('between two of them where they go on for half a minute', () => {
    for (let second = 0; second <= 31; second++) {
      settling.noteWork();
      vi.advanceTimersByTime(1000);
    }
    expect(settled).toEqual([true]);
  });

  test('not at all where nothing was written', () => {
    hasWork = false;
    settling.noteWork();
    settling.hurry();
    vi.advanceTimersByTime(60_000);
    expect(settled).toEqual([]);
  });
});

test('what has settled is in the database, and not in its log', async () => {
  const store = new MemoryStore();
  const db = await TestSession.open({ store });
  const { kept } = db.session;
  await kept.open('work', 'polite');
  await db.rows('create table t as select 42 as a', { namespace: 'work' });
  const logBytes = () => store.disk.files.get('work.db.wal')?.byteLength ?? 0;
  expect(logBytes()).toBeGreaterThan(0);
  kept.settle();
  await vi.waitFor(() => {
    expect(logBytes()).toBe(0);
  }, 60_000);
});
