import { beforeEach, expect, test, vi } from 'vitest';
import type { TestSession } from './testing/test-session';

// The bindings look only once at what the platform can do.
beforeEach(() => vi.resetModules());

async function open(): Promise<TestSession> {
  return (await import('./testing/test-session')).TestSession.open();
}

test('where WebAssembly has no exceptions the MVP bundle serves, with the same C API', async () => {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
  const db = await open();
  validate.mockRestore();
  expect(db.session.info.bundle).toBe('mvp');
  expect(await db.value('SELECT count(*) > 0 FROM system.queries')).toBe('true');
  expect((await db.run('SELECT 1; SELECT nope')).error).toMatchObject({ code: 'BINDER_ERROR', statementIndex: 1 });
  expect((await db.run('DROP VIEW sys.queries')).status).toBe('failed');
  const [, types] = await db.rows('FROM test_all_types()');
  const casts = await db.rows('SELECT CAST(COLUMNS(*) AS VARCHAR) FROM test_all_types()');
  expect(types).toEqual(casts[1]);
});

test.each([true, false])('no code is made of text, which policies refuse: exceptions %s', async (hasExceptions) => {
  const validate = vi.spyOn(WebAssembly, 'validate').mockReturnValue(hasExceptions);
  const made: unknown[] = [];
  vi.stubGlobal(
    'Function',
    new Proxy(Function, {
      apply: (_target, _self, source) => made.push(source),
      construct: (_target, source) => ({ count: made.push(source) }),
    }),
  );
  vi.spyOn(globalThis, 'eval').mockImplementation((text) => made.push(text));
  const db = await open();
  expect(db.session.info.bundle).toBe(hasExceptions ? 'eh' : 'mvp');
  const { status } = await db.run('SELECT sum(range * random()) FROM range(3000000); SELECT * FROM test_all_types()');
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  validate.mockRestore();
  expect(status).toBe('succeeded');
  expect(made).toEqual([]);
});
