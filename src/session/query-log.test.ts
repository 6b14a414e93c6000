import { expect, test } from 'vitest';
import type { PastQuery, QueryRequest } from '../protocol/query';
import { endRecord, figuresOf, QueryLog } from './query-log';

const asked = { sessionId: 's-1', sql: 'SELECT 1', namespace: 'main', role: 'admin', origin: 'editor' } as const;

const past = (id: string, error: PastQuery['error'] = null): PastQuery => ({
  request: { id, ...asked },
  status: error ? 'failed' : 'succeeded',
  error,
  statementCount: 1,
  queuedAt: 1000.25,
  startedAt: error ? null : 1001.5,
  finishedAt: 1004,
  rowsReturned: 7,
  resultBytes: 28,
});

const request = (id: string, more: Partial<QueryRequest> = {}): QueryRequest => ({
  id,
  ...asked,
  sessionId: 's-2',
  createdAt: 0,
  timeoutMs: 0,
  maxRows: 1,
  ...more,
});

test('what earlier sessions were asked is listed as it was, and not counted', () => {
  const log = new QueryLog();
  log.restore([past('q-1'), past('q-2', { code: 'SESSION_LOST', message: 'gone' })]);
  log.add(request('q-3'));
  expect(log.count).toBe(1);
  const [first, second, third] = log.queryRows();
  expect(first).toEqual({
    query_id: 'q-1',
    session_id: 's-1',
    namespace: 'main',
    role: 'admin',
    origin: 'editor',
    sql: 'SELECT 1',
    statement_count: 1,
    status: 'succeeded',
    queued_at: 1000.25,
    started_at: 1001.5,
    finished_at: 1004,
    queue_ms: 1.25,
    exec_ms: 2.5,
    total_ms: 3.75,
    rows_returned: 7,
    result_bytes: 28,
    error_code: null,
    error_message: null,
  });
  const isOld = { session_id: 's-1', queue_ms: null, exec_ms: null, total_ms: 3.75 };
  expect(second).toMatchObject({ ...isOld, status: 'failed', error_code: 'SESSION_LOST', error_message: 'gone' });
  expect(third).toMatchObject({ query_id: 'q-3', session_id: 's-2', status: 'queued' });
  expect(log.processRows().map(({ query_id }) => query_id)).toEqual(['q-3']);
});

test('new queries take the places of the oldest', () => {
  const log = new QueryLog();
  log.restore(Array.from({ length: 10_000 }, (_, i) => past(`q-${String(i)}`)));
  for (const id of ['q-a', 'q-b']) log.add(request(id));
  const ids = log.queryRows().map(({ query_id }) => query_id);
  expect([ids.length, ids[0], ids.at(-3), ids.at(-1)]).toEqual([10_000, 'q-2', 'q-9999', 'q-b']);
});

test('the page is told the figures of a query that has ended and is listed, of no other', () => {
  const log = new QueryLog();
  const records = [request('q-1'), request('l-1', { origin: 'catalog' }), request('q-2', { isReplay: true })].map(
    (each) => log.add(each),
  );
  expect(records.map(figuresOf)).toEqual([{}, {}, {}]);
  for (const record of records) Object.assign(record, { finishedAt: record.queuedAt + 5, rowsReturned: 3 });
  const [listed, ...others] = records.map(figuresOf);
  expect(listed?.figures).toMatchObject({ startedAt: null, rowsReturned: 3, finishedAt: records[0]?.finishedAt });
  expect(others).toEqual([{}, {}]);
});

test('parameters are kept for as long as the query needs them', () => {
  const log = new QueryLog();
  const params = [new Uint8Array(1000)];
  const asked = request('q-1', { params });
  const record = log.add(asked);
  expect(log.records()[0]?.request).toHaveProperty('params', params);
  endRecord(record, 'succeeded', null);
  const [listed] = log.records();
  expect(listed).toMatchObject({ status: 'succeeded', error: null, request: { id: 'q-1', sql: 'SELECT 1' } });
  expect(listed?.request).not.toHaveProperty('params');
  // Whoever asked has its own.
  expect(asked.params).toBe(params);
});
