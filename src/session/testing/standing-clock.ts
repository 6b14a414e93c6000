import { afterEach, beforeEach, vi } from 'vitest';

/**
 * For the tests of a file: no time passes, so that writes do not settle by themselves, however busy the machine is. Sessions that a test
 * has left, as a page that is killed leaves its own, would otherwise write later on, and into files of others: all engines of a process
 * look files up by name in one place.
 */
export function haveClockStand(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
