import { expect, test } from 'vitest';
import { MemoryStore } from '../testing/memory-store';
import { haveClockStand } from '../testing/standing-clock';
import { TestSession } from '../testing/test-session';

/** Rows of one transaction, which are all there or none. */
const BATCH_ROWS = 40;

/** How many operations of the disk had been done when a batch was acknowledged. */
type Acknowledged = number[];

haveClockStand();

async function writeBatches(session: TestSession, store: MemoryStore, batches: number[], done: Acknowledged) {
  for (const batch of batches) {
    const rows = `select ${String(batch)} as batch, range as i, hash(range)::varchar as h from range(${String(BATCH_ROWS)})`;
    const ran = await session.run(`insert into t ${rows}`, { namespace: 'work' });
    expect(ran.error).toBeUndefined();
    done[batch] = store.disk.operations.length;
  }
}

async function openWork(store: MemoryStore): Promise<TestSession> {
  const opened = await TestSession.open({ store });
  await opened.session.kept.open('work', 'polite');
  return opened;
}

test('whenever the machine stops, what was acknowledged is there, and nothing of it by halves', async () => {
  const done: Acknowledged = [];
  let store = new MemoryStore();
  let session = await openWork(store);
  await session.run('create table t (batch int, i int, h varchar)', { namespace: 'work' });
  const isMade = store.disk.operations.length;
  await writeBatches(session, store, [0, 1, 2, 3], done);
  await session.run('checkpoint work', { namespace: 'work' });
  await writeBatches(session, store, [4, 5], done);
  // Another worker finds a log that was not moved into the database.
  store = new MemoryStore(store.disk.asOf(store.disk.operations.length));
  session = await openWork(store);
  await writeBatches(session, store, [6, 7, 8], done);
  store = new MemoryStore(store.disk.asOf(store.disk.operations.length));
  session = await openWork(store);
  await writeBatches(session, store, [9], done);
  await session.run('update t set h = h where batch < 3; create index by_i on t (i)', { namespace: 'work' });
  await writeBatches(session, store, [10, 11], done);
  await session.session.kept.close('work');

  const count = store.disk.operations.length;
  const judge = await TestSession.open();
  let kills = 0;
  for (let stop = isMade; stop <= count; stop++) {
    // A block that is written by halves is the disk's fault, not a killed page's.
    for (const share of store.disk.operations[stop]?.file.endsWith('.wal') ? [0, 0.2, 0.5, 0.9] : [0]) {
      const name = `at${String(stop)}x${String(share * 10)}`;
      const stopped = new MemoryStore(store.disk.asOf(stop, share));
      for (const ending of ['.db', '.db.wal']) {
        const bytes = stopped.disk.files.get(`work${ending}`);
        if (bytes) stopped.disk.files.set(`${name}${ending}`, bytes);
      }
      Object.assign(judge.session.kept, { store: stopped });
      await judge.session.kept.open(name, 'polite');
      const ran = await judge.run('select batch, count(*), sum(i), count(distinct h) from t group by 1 order by 1', {
        namespace: name,
      });
      const acknowledged = done.filter((at) => at <= stop).length;
      const found = ran.statements[0]?.rows ?? [];
      expect(found.length, `${String(stop)} of ${String(count)}, ${String(share)}`).toBeGreaterThanOrEqual(
        acknowledged,
      );
      expect(found).toEqual(found.map((_, batch) => [String(batch), String(BATCH_ROWS), '780', String(BATCH_ROWS)]));
      await judge.session.kept.close(name);
      kills++;
    }
  }
  expect(kills).toBeGreaterThan(80);
});
