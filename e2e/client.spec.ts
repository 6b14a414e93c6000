import { block, expect, script, test } from './embed-fixtures';
import { BUILD } from './embed-hosts';

/** As far as this asks it: docs/client.md. */
interface ClientModule {
  sharedSession: () => {
    ready(): Promise<{ sessionId: string }>;
    run(context: object): Promise<object>;
  };
  QueryContext: new (session: { sessionId: string }, sql: string, options?: object) => { id: string };
  toQueryResult: (
    store: object,
    maxRows: number,
  ) => { queryId: string; status: string; statements: { rows: (string | null)[][] }[] };
}

test('who imports the client shares the session of the playgrounds on the page', async ({ guest, page }) => {
  await guest.open(script(BUILD), block('a', 'CREATE TABLE t AS SELECT 42 AS answer; FROM t'));
  await guest.expectAnswer(['42']);
  const answers = await page.evaluate(async (build) => {
    const { sharedSession, QueryContext, toQueryResult } = (await import(`${build}client.js`)) as ClientModule;
    const client = sharedSession();
    const ask = async (sql: string, params?: object) =>
      toQueryResult(await client.run(new QueryContext(await client.ready(), sql, { params })), 10);
    return [await ask('SELECT answer + $more FROM t', { more: 1 }), await ask('SELECT nope')];
  }, BUILD);
  expect(answers).toMatchObject([
    { queryId: 'q-2', status: 'succeeded', statements: [{ rows: [['43']] }] },
    { queryId: 'q-3', status: 'failed' },
  ]);
  expect(page.workers()).toHaveLength(1);
});
