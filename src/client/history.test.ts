import { expect, test } from 'vitest';
import type { QueryFigures } from '../protocol/query';
import { History } from './history';
import { OpenQueries } from './open-queries';
import { QueryContext, type QueryOptions } from './query-context';

const session = { sessionId: 's-1' };

const figures = (queuedAt: number): QueryFigures => ({
  statementCount: 2,
  queuedAt,
  startedAt: queuedAt + 1,
  finishedAt: queuedAt + 2,
  rowsReturned: 3,
  resultBytes: 4,
});

function setUp() {
  const history = new History();
  const nothing = (): void => undefined;
  const owner = { grant: nothing, stop: () => Promise.resolve(true), ending: nothing, changed: nothing };
  const queries = new OpenQueries(owner, history);
  const add = (sql: string, options?: QueryOptions): string => {
    const context = new QueryContext(session, sql, options);
    void queries.add(context, undefined, undefined);
    return context.id;
  };
  /** A query that the host ends. */
  const end = (sql: string, queuedAt: number, options?: QueryOptions): void => {
    const outcome = { queryId: add(sql, options), status: 'succeeded', elapsedMs: 1 } as const;
    queries.receive({ type: 'query-finished', outcome: { ...outcome, figures: figures(queuedAt) } });
  };
  const texts = () => history.queries.map(({ request }) => request.sql);
  return { history, queries, add, end, texts };
}

test('a query that the host has ended is kept with its figures and without its parameters', () => {
  const { history, end } = setUp();
  end('SELECT ?', 10, { params: ['secret'], namespace: 'shop', role: 'reader', origin: 'embed' });
  const [kept] = history.queries;
  const request = { sessionId: 's-1', sql: 'SELECT ?', namespace: 'shop', role: 'reader', origin: 'embed' };
  expect(kept).toEqual({
    request: { ...request, id: kept?.request.id },
    status: 'succeeded',
    error: null,
    ...figures(10),
  });
});

test('queries are in the order in which they were asked, not that of their ends', () => {
  const { end, texts } = setUp();
  end('second', 20);
  end('first', 10);
  expect(texts()).toEqual(['first', 'second']);
});

test('a query that the host cannot end is kept as the page has seen it', () => {
  const { history, queries, add } = setUp();
  const running = add('running');
  const type = { kind: 'INTEGER', name: 'INTEGER' } as const;
  const batch = { rowCount: 2, layout: [2, 0, 0, 0, 8], body: new ArrayBuffer(8) };
  const before = performance.timeOrigin + performance.now();
  queries.receive({ type: 'query-started', queryId: running });
  const statement = { index: 0, sql: 'running', offset: 0 };
  queries.receive({ type: 'statement-started', queryId: running, statement, columns: [{ name: 'i', type }] });
  queries.receive({ type: 'batch', queryId: running, statementIndex: 0, batch, rowCount: 5 });
  add('queued');
  queries.abandonAll({ code: 'SESSION_LOST', message: 'gone', statementIndex: 0, hint: 'again' });
  const [first, second] = history.queries;
  expect(first).toMatchObject({
    status: 'failed',
    error: { code: 'SESSION_LOST', message: 'gone' },
    statementCount: 1,
    rowsReturned: 5,
    resultBytes: 8,
  });
  expect(first?.error).not.toHaveProperty('hint');
  expect(first?.startedAt).toBeGreaterThanOrEqual(before);
  expect(first?.finishedAt).toBeGreaterThanOrEqual(first?.startedAt ?? Infinity);
  expect(second).toMatchObject({ status: 'failed', startedAt: null, statementCount: 0 });
});

test('a query that is cancelled on the page is kept once, whatever the host says of it later', () => {
  const { history, queries, add } = setUp();
  const queryId = add('a');
  queries.abandon(queryId, { code: 'CANCELLED', message: 'cancelled', statementIndex: 0 });
  const outcome = { queryId, status: 'cancelled', elapsedMs: 1, figures: figures(1) } as const;
  queries.receive({ type: 'query-finished', outcome });
  expect(history.queries.map(({ status, rowsReturned }) => [status, rowsReturned])).toEqual([['cancelled', 0]]);
});

test('neither look-ups are kept, nor what is done again, nor what the host would not take', () => {
  const { history, queries, add } = setUp();
  add('look-up', { origin: 'catalog' });
  add('replay', { origin: 'catalog', isReplay: true });
  queries.abandonAll({ code: 'SESSION_LOST', message: 'gone', statementIndex: 0 });
  const error = { code: 'INVALID_CONTEXT', message: 'no', statementIndex: 0 };
  queries.receive({
    type: 'query-finished',
    outcome: { queryId: add('refused'), status: 'failed', elapsedMs: 0, error },
  });
  expect(history.queries).toEqual([]);
});

test('the last 10,000 are kept', () => {
  const { end, texts } = setUp();
  for (let i = 0; i < 10_002; i++) end(String(i), i);
  expect([texts().length, texts()[0], texts().at(-1)]).toEqual([10_000, '2', '10001']);
});

test('long texts drive out the oldest, and one that is longer than all may be is not kept', () => {
  const { end, texts } = setUp();
  for (const [at, letter] of ['a', 'b', 'c'].entries()) end(letter.repeat(6_000_000), at);
  expect(texts().map((sql) => sql[0])).toEqual(['b', 'c']);
  end('d'.repeat(16_000_001), 4);
  expect(texts().map((sql) => sql[0])).toEqual(['b', 'c']);
});
