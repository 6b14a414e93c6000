import { beforeAll, expect, test } from 'vitest';
import { TestSession } from '../../session/testing/test-session';
import { profileColumns, type ColumnProfile } from './profile';

let session: TestSession;

beforeAll(async () => {
  session = await TestSession.open();
});

async function profile(sql: string, signal = new AbortController().signal): Promise<ColumnProfile[]> {
  const { statements, error } = await session.run(sql, { maxRows: 0 });
  const columns = statements[0]?.definitions;
  if (!columns) throw new Error(error?.message);
  const names = columns.map((_, index) => `c${index}`).join(', ');
  const relation = `(SELECT row_number() OVER () - 1 AS n, * FROM (${sql}) AS result(${names}))`;
  const profiles: ColumnProfile[] = [];
  await profileColumns(
    (sqlOf) => session.rows(sqlOf(relation)),
    columns,
    signal,
    (found) => profiles.push(found),
  );
  return profiles;
}

const sum = ({ bars }: ColumnProfile) => bars.reduce((total, { count }) => total + count, 0);

test('numbers: range, quantiles, and a histogram that counts every value once', async () => {
  const [found] = await profile('SELECT if(i % 10 = 0, NULL, i) FROM range(1000) r(i)');
  expect(found).toMatchObject({ count: 900, nullCount: 100, min: '1', max: '999', kind: 'histogram' });
  expect(found?.bars).toHaveLength(20);
  expect(found && sum(found)).toBe(900);
  expect(found?.distinct).toBeGreaterThan(800);
  expect(found?.quantiles.map((each) => Math.round(Number(each) / 50))).toEqual([5, 10, 15]);
});

test('few whole numbers have a bar each', async () => {
  const [found] = await profile('SELECT i % 3 FROM range(100) r(i)');
  expect(found?.bars.map(({ count }) => count)).toEqual([34, 33, 33]);
});

test('text: the most frequent values, NULL among them', async () => {
  const [found] = await profile(
    "SELECT CASE WHEN i < 50 THEN 'a b' WHEN i < 80 THEN 'it''s' WHEN i < 90 THEN '' END FROM range(100) r(i)",
  );
  expect(found).toMatchObject({ count: 90, nullCount: 10, min: '', max: "it's", kind: 'top' });
  expect(found?.bars).toEqual([
    { from: 'a b', to: null, count: 50 },
    { from: "it's", to: null, count: 30 },
    { from: '', to: null, count: 10 },
    { from: null, to: null, count: 10 },
  ]);
});

test('infinities, NaN, one value, none', async () => {
  const [odd] = await profile("SELECT unnest(['inf', '-inf', 'nan', '1', '2']::DOUBLE[])");
  expect(odd && sum(odd)).toBe(2);
  const [one] = await profile('SELECT 5 FROM range(7)');
  expect(one?.bars).toEqual([{ from: '5', to: '5', count: 7 }]);
  const [none] = await profile('SELECT 5 WHERE false');
  expect(none).toMatchObject({ count: 0, nullCount: 0, min: null, bars: [] });
  const [nothing] = await profile('SELECT NULL::INTEGER');
  expect(nothing).toMatchObject({ count: 0, nullCount: 1, bars: [] });
});

test('every type there is', async () => {
  const profiles = await profile('FROM test_all_types()');
  expect(profiles.length).toBeGreaterThan(50);
  for (const { count, nullCount } of profiles) expect([count, nullCount]).toEqual([2, 1]);
  expect(profiles.map(({ column }) => column)).toEqual(profiles.map((_, i) => i));
});

test('dates and timestamps have histograms', async () => {
  const [day, at] = await profile(
    "SELECT DATE '2020-01-01' + i::INTEGER, TIMESTAMP '2020-01-01' + to_hours(i) FROM range(500) r(i)",
  );
  expect([day?.kind, at?.kind]).toEqual(['histogram', 'histogram']);
  expect([day && sum(day), at && sum(at)]).toEqual([500, 500]);
  expect(day).toMatchObject({ min: '2020-01-01', max: '2021-05-14' });
});

test('a profile of many columns can be stopped between two of its questions', async () => {
  const stop = new AbortController();
  const columns = Array.from({ length: 40 }, (_, i) => `${i} AS a${i}`).join(', ');
  const profiles: ColumnProfile[] = [];
  const { statements } = await session.run(`SELECT ${columns}`, { maxRows: 0 });
  const run = profileColumns(
    (sqlOf) => session.rows(sqlOf(`(SELECT 0 AS n, ${columns.replaceAll(' AS a', ' AS c')})`)),
    statements[0]?.definitions ?? [],
    stop.signal,
    (found) => {
      profiles.push(found);
      stop.abort();
    },
  );
  await expect(run).rejects.toThrow(/abort/i);
  expect(profiles).toHaveLength(10);
});

test('a long value is cut, and found again by what is left of it', async () => {
  const [found] = await profile("SELECT repeat('x', 1000000) FROM range(3)");
  expect(found?.max).toHaveLength(200);
  expect(found?.bars).toEqual([{ from: 'x'.repeat(200), to: null, count: 3 }]);
});
