import { expect, test } from 'vitest';
import { MemoryDisk, MemoryStore } from '../testing/memory-store';
import { haveClockStand } from '../testing/standing-clock';
import { TestSession } from '../testing/test-session';
import { emptyDatabase } from './empty-database';
import { FilePair } from './file-pair';

const work = { namespace: 'work' };

haveClockStand();

async function openWork(store: MemoryStore): Promise<TestSession> {
  const opened = await TestSession.open({ store });
  await opened.session.kept.open('work', 'polite');
  return opened;
}

test('an empty database of ours is one to the engine, which leaves it as it is', async () => {
  const store = new MemoryStore();
  const { session } = await openWork(store);
  expect(await session.kept.close('work')).toBe(true);
  expect(store.disk.files.get('work.db')).toEqual(emptyDatabase());
  expect(store.opened.size).toBe(0);
});

test('what there is no room for fails, what was committed stays, and it goes on when there is room', async () => {
  const store = new MemoryStore();
  const session = await openWork(store);
  await session.rows('create table t as select 1 as a', work);
  store.disk.quota = store.disk.usage + 2000;
  const { error } = await session.run('insert into t select hash(range) % 1000000 from range(2000)', work);
  expect(error?.message).toContain('The browser has no more room for the database work.');
  await session.rows('insert into t values (2)', work);
  await session.session.kept.close('work');
  // Without room there was no checkpoint; the log has it all.
  store.disk.quota = Number.POSITIVE_INFINITY;
  const next = await openWork(new MemoryStore(store.disk.asOf(store.disk.operations.length)));
  expect(await next.rows('select a from t order by 1', work)).toEqual([['1'], ['2']]);
});

test('a namespace that is kept is not emptied; one in memory with something in it is not hidden', async () => {
  const session = await openWork(new MemoryStore());
  await session.rows('create table t as select 1 as a', work);
  await expect(session.session.resetNamespace('work')).rejects.toThrow('is kept in this browser');
  expect(await session.rows('from t', work)).toEqual([['1']]);
  await session.rows('create table t as select 1 as a', { namespace: 'other' });
  await expect(session.session.kept.open('other', 'polite')).rejects.toThrow('already, with something in it');
  await session.rows('select 1', { namespace: 'empty' });
  expect((await session.session.kept.open('empty', 'polite')).state).toBe('open');
});

test('a database is not closed under a transaction of another namespace', async () => {
  const session = await openWork(new MemoryStore());
  await session.rows('begin; select count(*) from duckdb_tables()');
  await expect(session.session.kept.close('work')).rejects.toThrow('while a transaction is open in main');
  await session.rows('rollback');
  expect(await session.session.kept.close('work')).toBe(true);
});

test('what was set aside is listed, given as it is, and deleted; a new one of the name begins anew', async () => {
  const store = new MemoryStore();
  const session = await openWork(store);
  await session.rows('create table t as select 1 as a', work);
  await session.session.kept.close('work');
  const damaged = store.disk.files.get('work.db')?.fill(7, 4096, 12_288) ?? new Uint8Array();
  store.disk.files.set('work.db.wal', Uint8Array.of(1, 2));
  const { kept } = session.session;
  await expect(kept.open('work', 'polite')).rejects.toMatchObject({ detail: { code: 'DATABASE_DAMAGED' } });
  const setAside = { at: 1, reason: expect.stringContaining('Corrupt') as string };
  const entry = { name: 'work.damaged', sizeBytes: damaged.byteLength, state: 'set-aside', setAside };
  expect(await kept.list()).toEqual([entry]);
  expect((await kept.open('work', 'polite')).state).toBe('open');
  expect(await kept.list()).toMatchObject([entry, { name: 'work', state: 'open' }]);
  const files = await kept.copySetAside('work.damaged');
  expect(files.map(({ name }) => name)).toEqual(['work.damaged.db', 'work.damaged.db.wal']);
  expect(new Uint8Array((await files[0]?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(damaged);
  await expect(kept.copySetAside('work')).rejects.toThrow('There is no database work that was set aside.');
  await kept.delete('work.damaged');
  expect(await kept.list()).toMatchObject([{ name: 'work', state: 'open' }]);
});

test('without a place for databases it is said', async () => {
  const { session } = await TestSession.open();
  await expect(session.kept.open('work', 'polite')).rejects.toMatchObject({ detail: { code: 'STORAGE_UNAVAILABLE' } });
});

test('a log that is cut back grows at its end, wherever the engine believes that to be', () => {
  const disk = new MemoryDisk();
  const pair = new FilePair('work', {
    database: disk.access('db'),
    log: disk.access('wal'),
    release: () => undefined,
  });
  const write = (text: string, at: number) => pair.log.write(new TextEncoder().encode(text), { at });
  write('aaaa', 0);
  write('bb', 4);
  // A commit fails: its bytes go, and the engine's place stays beyond them.
  pair.log.truncate(4);
  write('cc', 6);
  // So does the next one, which takes the length of before for where it began.
  pair.log.truncate(4);
  write('dd', 8);
  expect(new TextDecoder().decode(disk.files.get('wal'))).toBe('aaaadd');
});
