import { expect, expectTypeOf, test } from 'vitest';
import { QueryContext, type QueryOptions, type SessionReference } from './query-context';

const session: SessionReference = { sessionId: 's-1' };

test('a context references its session and owns none', () => {
  const context = new QueryContext(session, 'SELECT 1', { namespace: 'a', role: 'reader' });
  expect(context.session).toBe('s-1');
  expect(context.toRequest()).toEqual({
    id: context.id,
    sessionId: 's-1',
    sql: 'SELECT 1',
    namespace: 'a',
    role: 'reader',
    origin: 'driver',
    createdAt: context.createdAt,
    timeoutMs: 0,
    maxRows: 1000,
  });
});

test('there is no context without a session', () => {
  type Arguments = ConstructorParameters<typeof QueryContext>;
  expectTypeOf<Arguments[0]>().toEqualTypeOf<SessionReference>();
  expectTypeOf<[]>().not.toExtend<Arguments>();
  expectTypeOf<[sql: string]>().not.toExtend<Arguments>();
  expectTypeOf<[sql: string, options: QueryOptions]>().not.toExtend<Arguments>();
  for (const nothing of [undefined, null, {}, '', 's-1', { sessionId: '' }, { sessionId: 1 }]) {
    expect(() => new QueryContext(nothing as never, 'SELECT 1')).toThrow(/needs an open session/);
  }
});

test('ids count up', () => {
  const number = () => Number(new QueryContext(session, '').id.slice(2));
  const first = number();
  expect(number()).toBe(first + 1);
});

test('a context cannot be changed', () => {
  const context = new QueryContext(session, 'SELECT 1');
  expect(() => {
    Object.assign(context, { sql: 'DROP TABLE t' });
  }).toThrow(TypeError);
});

test.each([{ timeoutMs: -1 }, { timeoutMs: Number.NaN }, { maxRows: -1 }, { maxRows: '10' as never }])(
  'an option out of range is refused: %o',
  (options) => {
    expect(() => new QueryContext(session, 'SELECT 1', options)).toThrow(TypeError);
  },
);

test('what crosses is plain data that survives structured cloning', () => {
  const request = new QueryContext(session, 'SELECT ?', { params: [1n, new Date(0), new Uint8Array([1])] }).toRequest();
  expect(structuredClone(request)).toEqual(request);
});
