import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { Arena } from './testing/attacks/arena';
import { Fingerprint } from './testing/attacks/fingerprint';
import { REACHING, REACHING_LATE } from './testing/attacks/reaching';
import { READING } from './testing/attacks/reading';
import { BROKEN, REFUSED_TO_ALL } from './testing/attacks/refused-to-all';
import { WRITING } from './testing/attacks/writing';
import { checkAll } from './testing/check-all';
import { TestSession } from './testing/test-session';

describe('statements that reach for all there is', () => {
  let arena: Arena;
  let fingerprint: Fingerprint;
  let before: string[];

  beforeAll(async () => {
    arena = await Arena.open();
    fingerprint = new Fingerprint(arena.db, 'main');
    before = await fingerprint.before();
  });

  const check = (sql: string) => checkAll(arena.db.session, sql)?.map(({ message }) => message);

  test.each([...READING, ...WRITING, ...REACHING, ...REACHING_LATE])('no error is seen in: $sql', ({ sql }) => {
    expect(check(sql)).toEqual([]);
  });

  test('none of them, nor of those that nobody may run, is run', async () => {
    for (const { sql } of [...REFUSED_TO_ALL, ...BROKEN]) check(sql);
    expect(await fingerprint.look()).toEqual(before);
    expect(arena.db.session.isLost).toBe(false);
  });
});

describe('the examples', () => {
  const folder = new URL('../ui/examples/', import.meta.url);
  let db: TestSession;

  beforeAll(async () => {
    db = await TestSession.open();
    const samples = new URL('../../public/samples/', import.meta.url);
    for (const name of await readdir(samples)) {
      const bytes = await readFile(new URL(name, samples));
      if (name.endsWith('.csv')) db.session.addFile(name, new Uint8Array(bytes).buffer, null);
    }
  });

  test('have no error but the one that is to be shown', async () => {
    for (const name of await readdir(folder)) {
      const errors = checkAll(db.session, await readFile(new URL(name, folder), 'utf8'));
      expect([name, errors?.length]).toEqual([name, name === 'mistake.sql' ? 1 : 0]);
    }
  });
});
