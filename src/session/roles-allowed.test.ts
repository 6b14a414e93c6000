import { beforeAll, describe, expect, test } from 'vitest';
import type { Parameters, Role } from '../protocol/query';
import { Arena } from './testing/attacks/arena';
import { REACHING, REACHING_LATE } from './testing/attacks/reaching';
import { READING } from './testing/attacks/reading';
import { REFUSED_TO_ALL } from './testing/attacks/refused-to-all';
import type { Row } from './testing/attacks/rows';
import { WRITING } from './testing/attacks/writing';

const ALLOWED = { author: WRITING, admin: [...WRITING, ...REACHING, ...REACHING_LATE] };

/** Rows that share a session, each in a namespace of its own: in one of too many every look at its state takes long. */
const ROWS_PER_SESSION = 50;

let arena: Arena;

const namespaceOf = (index: number) => `fresh${String(index)}`;

function inFreshNamespaces(rows: readonly Row[], define: (rows: (Row & { namespace: string })[]) => void): void {
  for (let first = 0; first < rows.length; first += ROWS_PER_SESSION) {
    const some = rows.slice(first, first + ROWS_PER_SESSION).map((row, i) => ({ ...row, namespace: namespaceOf(i) }));
    describe(`rows from ${String(first + 1)}`, () => {
      beforeAll(async () => {
        arena = await Arena.open(some.map(({ namespace }) => namespace));
      });
      define(some);
    });
  }
}

describe.each(['author', 'admin'] as const)('%s', (role) => {
  inFreshNamespaces(ALLOWED[role], (rows) => {
    test.each(rows)('may run: $sql', async ({ namespace, ...row }) => {
      await arena.expectAllowed(row, role, namespace);
    });
  });
});

describe('an author', () => {
  inFreshNamespaces(REACHING_LATE, (rows) => {
    test.each(rows)('is refused in the end: $sql', async ({ sql, namespace }) => {
      await arena.expectRefusedLate(sql, 'author', namespace);
    });
  });

  test("sets what holds for the namespace, and a reader's look at it is refused nothing", async () => {
    const setting = "SELECT current_setting('default_null_order')";
    const [own, other] = [namespaceOf(0), 'main'];
    await arena.db.run("SET default_null_order = 'nulls_first'", { role: 'author', namespace: own });
    expect(await arena.db.value(setting, { role: 'reader', namespace: own })).toBe('NULLS_FIRST');
    expect(await arena.db.value(setting, { role: 'reader', namespace: other })).toBe('NULLS_LAST');
  });
});

const BOUND_LATE: [sql: string, params: Parameters, role: Role][] = [
  ['FROM query($1)', ['FROM checkpoint()'], 'reader'],
  ['FROM query($1)', ["SELECT nextval('s')"], 'reader'],
  ["FROM query('SELECT ' || $name)", { name: "nextval('s')" }, 'reader'],
  ['FROM query($1)', ['FROM force_checkpoint()'], 'author'],
  ['FROM query($1)', ["FROM enable_logging(storage = 'file')"], 'admin'],
];

describe.each(['calm', 'busy'])('in the namespace %s', (namespace) => {
  beforeAll(async () => {
    arena = await Arena.open([namespace]);
    if (namespace === 'busy') await arena.run("BEGIN; INSERT INTO t VALUES (99, 'open')", namespace);
  });

  // Of another database than the transaction has changed, it would fail in the engine before it is bound.
  const rows: typeof BOUND_LATE =
    namespace === 'calm' ? [...BOUND_LATE, ['FROM query($1)', ["SELECT nextval('att.s')"], 'author']] : BOUND_LATE;

  test.each(rows)('%s with %j is refused to the role %s', async (sql, params, role) => {
    await arena.expectRefused(sql, role, namespace, params);
  });
});

test.each([
  ['reader', READING.length + WRITING.length + REACHING.length],
  ['author', READING.length + WRITING.length + REACHING.length],
  ['admin', READING.length + WRITING.length + REFUSED_TO_ALL.length],
] satisfies [Role, number][])('there are at least 150 rows for the role %s', (_role, count) => {
  expect(count).toBeGreaterThanOrEqual(150);
});
