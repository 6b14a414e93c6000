import { expect, test } from 'vitest';
import { MemoryStore, type MemoryDisk } from '../testing/memory-store';
import { haveClockStand } from '../testing/standing-clock';
import { TestSession } from '../testing/test-session';

const work = { namespace: 'work' };
const COUNT = 'select count(*), sum(i), count(distinct h) from t';

/**
 * What a checkpoint of these rows takes at the least, in bytes: a block of rows, and one that tells where they are. Some take a third,
 * since the engine does not pack the same rows in the same way each time.
 */
const LEAST_BYTES = 2 * 262_144;

haveClockStand();

async function openWork(store: MemoryStore): Promise<TestSession> {
  const session = await TestSession.open({ store });
  await session.session.kept.open('work', 'polite');
  return session;
}

/** Committed rows, all of them in the log. */
async function fill(session: TestSession): Promise<void> {
  await session.rows('create table t (i int, h varchar)', work);
  for (let from = 0; from < 20_000; from += 2000) {
    await session.rows(`insert into t select range, hash(range)::varchar from range(${from}, ${from + 2000})`, work);
  }
}

/** The most that a disk has had on it since so many operations, in bytes. */
function peak(disk: MemoryDisk, since: number): number {
  return Math.max(...disk.operations.slice(since).map((_, i) => disk.asOf(since + i + 1).usage));
}

test('where the room runs out in a checkpoint, every committed row is there after', async () => {
  const roomy = new MemoryStore();
  const measured = await openWork(roomy);
  await fill(measured);
  const [rows] = await measured.rows(COUNT, work);
  const { usage } = roomy.disk;
  const logged = roomy.disk.operations.length;
  await measured.rows('checkpoint work', work);
  expect(peak(roomy.disk, logged) - usage).toBeGreaterThanOrEqual(LEAST_BYTES);

  for (const share of [0, 0.5, 0.99]) {
    const store = new MemoryStore();
    const session = await openWork(store);
    await fill(session);
    store.disk.quota = usage + share * LEAST_BYTES;
    const { error } = await session.run('checkpoint work', work);
    expect(error?.message).toContain('The browser has no more room for the database work.');
    store.disk.quota = Number.POSITIVE_INFINITY;
    // The engine is done for. That is no other database's fault.
    const other = session.session.kept.open('other', 'polite');
    await expect(other).rejects.toMatchObject({ detail: { code: 'FILE_ERROR' } });
    const next = await openWork(new MemoryStore(store.disk.asOf(store.disk.operations.length)));
    expect(await next.rows(COUNT, work), String(share)).toEqual([rows]);
  }
});
