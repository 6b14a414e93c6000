import { beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../protocol/query';
import { Arena } from './testing/attacks/arena';
import { REACHING, REACHING_IN_VAIN } from './testing/attacks/reaching';
import { READING } from './testing/attacks/reading';
import { BROKEN, REFUSED_TO_ALL } from './testing/attacks/refused-to-all';
import type { Row } from './testing/attacks/rows';
import { WRITING } from './testing/attacks/writing';

const ROLES: Role[] = ['reader', 'author', 'admin'];

const REFUSED: Record<Role, Row[]> = {
  reader: [...WRITING, ...REACHING, ...REACHING_IN_VAIN, ...REFUSED_TO_ALL],
  author: [...REACHING, ...REACHING_IN_VAIN, ...REFUSED_TO_ALL],
  admin: REFUSED_TO_ALL,
};

let arena: Arena;

describe.each(ROLES)('%s', (role) => {
  beforeAll(async () => {
    arena = await Arena.open();
  });

  test.each(READING)('reads: $sql', async ({ sql }) => {
    const { error, entries, changes } = await arena.attack(sql, role, 'main');
    expect({ error, entries, changes }).toEqual({ error: undefined, entries: [], changes: 0 });
  });

  test.each(REFUSED[role])('is refused: $sql', async ({ sql }) => {
    await arena.expectRefused(sql, role, 'main');
  });

  test.each(BROKEN)('fails: $sql', async ({ sql }) => {
    expect((await arena.attack(sql, role, 'main')).error).toBeDefined();
  });
});

describe('an admin', () => {
  test.each(REACHING_IN_VAIN)('is not refused: $sql', async ({ sql }) => {
    const { error } = await arena.attack(sql, 'admin', 'main');
    expect(error).toBeDefined();
    expect(error?.code).not.toBe('PERMISSION_DENIED');
  });
});

describe("a reader in an author's open transaction", () => {
  beforeAll(async () => {
    arena = await Arena.open(['busy']);
    const work = "BEGIN; INSERT INTO t VALUES (99, 'open')";
    expect((await arena.db.run(work, { role: 'author', namespace: 'busy' })).error).toBeUndefined();
  });

  test.each(READING)('reads: $sql', async ({ sql }) => {
    expect((await arena.attack(sql, 'reader', 'busy')).error).toBeUndefined();
  });

  test.each(WRITING)('is refused: $sql', async ({ sql }) => {
    await arena.expectRefused(sql, 'reader', 'busy');
  });

  test('leaves it to be committed', async () => {
    await arena.run('COMMIT', 'busy');
    expect(await arena.db.value('SELECT count(*) FROM t WHERE i = 99', { namespace: 'busy' })).toBe('1');
  });
});
