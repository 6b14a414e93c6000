import { expect, test } from './fixtures';
import type { Playground } from '../src/playwright/fixture';

/** Runs `count` queries one after another on the page, and tells how many did not answer 42. */
function runMany(playground: Playground, count: number): Promise<number> {
  return playground.page.evaluate(async (n) => {
    let wrong = 0;
    for (let i = 0; i < n; i++) {
      const result = await window.playground?.run('select 42');
      if (result?.statements[0]?.rows[0]?.[0] !== '42') wrong++;
    }
    return wrong;
  }, count);
}

test('one engine, one worker and one session serve every query, and values are as DuckDB prints them', async ({
  page,
  playground,
}) => {
  await test.step('one engine, one worker and one session serve every query', async () => {
    const engines: string[] = [];
    page.on('request', (request) => {
      if (/\/duckdb-[a-z]+-[^/]*\.(?:bin|wasm)$/.test(request.url())) engines.push(request.url());
    });
    const { sessionId } = await playground.goto();
    await Promise.all(Array.from({ length: 50 }, (_, i) => playground.query('select 1', { namespace: `n${i % 3}` })));

    const { statements } = await playground.query('select distinct session_id from sys.queries');
    expect(statements[0]?.rows).toEqual([[sessionId]]);
    expect(engines).toHaveLength(1);
    // Monaco has a worker of its own once it has loaded; the session's is the one that is named so.
    expect(page.workers().filter((worker) => worker.url().includes('session'))).toHaveLength(1);
  });

  await test.step('values are the text that DuckDB itself prints, for every type', async () => {
    const { statements } = await playground.query('from test_all_types()');
    const columns = statements[0]?.columns ?? [];
    expect(columns.length).toBeGreaterThan(50);

    const casts = columns.map(({ name }) => `cast("${name}" as varchar)`).join(', ');
    const asText = await playground.query(`select ${casts} from test_all_types()`);
    expect(statements[0]?.rows).toEqual(asText.statements[0]?.rows);
  });
});

test('10,000 queries make no connection, no database, and leave under 1 KB each on the page', async ({
  page,
  playground,
}) => {
  await playground.goto();
  const counts = `select (select connection_count from sys.session), (select count from duckdb_connection_count()),
    (select count(*) from duckdb_databases())`;
  const devtools = await page.context().newCDPSession(page);
  const usedBytes = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    return (await devtools.send('Runtime.getHeapUsage')).usedSize;
  };
  expect(await runMany(playground, 100)).toBe(0);
  const before = await playground.query(counts);
  const bytesBefore = await usedBytes();

  expect(await runMany(playground, 10_000)).toBe(0);

  const bytesEach = ((await usedBytes()) - bytesBefore) / 10_000;
  expect(bytesEach).toBeLessThan(1024);
  const after = await playground.query(counts);
  expect(after.statements[0]?.rows).toEqual(before.statements[0]?.rows);
  expect(before.statements[0]?.rows[0]?.slice(0, 2)).toEqual(['2', '2']);
});
