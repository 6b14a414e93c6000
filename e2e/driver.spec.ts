import { expect, test } from './fixtures';

const ENDLESS = 'select count(*) from range(1000000000000) where range % 7 = 8';

test.beforeEach(async ({ playground }) => {
  await playground.goto();
});

test('files, misuse and restarts', async ({ page, playground }) => {
  await test.step('files are added from every kind of data, listed and read', async () => {
    const files = await page.evaluate(async () => {
      const { playground: driver } = window;
      if (!driver) throw new Error('The page has no driver.');
      const bytes = new TextEncoder().encode('a\n1\n');
      await driver.addFile('text.csv', 'a\n1\n');
      await driver.addFile('bytes.csv', bytes);
      await driver.addFile('buffer.csv', bytes.slice().buffer);
      await driver.addFile('blob.csv', new Blob([bytes]));
      await driver.addFile('view.csv', new DataView(bytes.buffer) as unknown as Uint8Array);
      return driver.files();
    });
    expect(files.map(({ name, format, sizeBytes }) => [name, format, sizeBytes])).toEqual([
      ['text.csv', 'csv', 4],
      ['bytes.csv', 'csv', 4],
      ['buffer.csv', 'csv', 4],
      ['blob.csv', 'csv', 4],
      ['view.csv', 'csv', 4],
    ]);
    expect((await playground.query("select sum(a) from read_csv('*.csv')")).statements[0]?.rows).toEqual([['5']]);
  });

  await test.step('misuse rejects, with a sentence', async () => {
    const messages = await page.evaluate(async () => {
      const driver = window.playground as unknown as Record<string, (...values: unknown[]) => Promise<unknown>>;
      const misuses = [
        () => driver.run?.(42),
        () => driver.run?.('select 1', { maxRows: -1 }),
        () => driver.run?.('select 1', { timeoutMs: 'soon' }),
        () => driver.addFile?.('x.csv', 42),
        () => driver.addFile?.('', 'a'),
      ];
      return Promise.all(
        misuses.map(async (misuse) => {
          try {
            await misuse();
            return 'resolved';
          } catch (thrown) {
            return String(thrown);
          }
        }),
      );
    });
    for (const message of messages) expect(message).toMatch(/Error: .{10,}/);
  });

  await test.step('everything that the driver gives survives JSON', async () => {
    const same = await page.evaluate(async () => {
      const { playground: driver } = window;
      if (!driver) throw new Error('The page has no driver.');
      const values = [
        await driver.ready(),
        await driver.run('from test_all_types(); select nope'),
        await driver.files(),
      ];
      return values.map((value) => JSON.stringify(structuredClone(value)) === JSON.stringify(value));
    });
    expect(same).toEqual([true, true, true]);
  });

  await test.step('a run that waits for a restart can be cancelled, one that is not has its files', async () => {
    const outcome = await page.evaluate(async () => {
      const { playground: driver } = window;
      if (!driver) throw new Error('The page has no driver.');
      await driver.addFile('kept.csv', 'a\n1\n2\n');
      const restarts = [driver.restart(), driver.restart()];
      const first = driver.run('select 1');
      const cancelled = await driver.cancel();
      const second = driver.run("select sum(a) from 'kept.csv'");
      const [a, b] = await Promise.all(restarts);
      return {
        cancelled,
        first: (await first).status,
        rows: (await second).statements[0]?.rows,
        isOneRestart: a?.sessionId === b?.sessionId,
      };
    });
    expect(outcome).toEqual({ cancelled: true, first: 'cancelled', rows: [['3']], isOneRestart: true });
  });
});

test('queries are run, told apart, and ended', async ({ playground, page }) => {
  await test.step('queries are numbered without gaps', async () => {
    const first = await playground.query('create table a (i int)');
    const second = await playground.query('create table b (i int)');
    expect([first.queryId, second.queryId]).toEqual(['q-1', 'q-2']);
  });

  await test.step('gives every statement its columns, rows and counts', async () => {
    const result = await playground.query(
      "select 1.50::decimal(9,2) as d, 'x' as d; select * from range(3) where false",
    );
    expect(result).toMatchObject({
      status: 'succeeded',
      statements: [
        {
          index: 0,
          sql: "select 1.50::decimal(9,2) as d, 'x' as d",
          columns: [
            { name: 'd', type: 'DECIMAL(9,2)' },
            { name: 'd', type: 'VARCHAR' },
          ],
          rows: [['1.50', 'x']],
          rowCount: 1,
          truncated: false,
        },
        { index: 1, columns: [{ name: 'range', type: 'BIGINT' }], rows: [], rowCount: 0 },
      ],
    });
    expect(result.queryId).toMatch(/^q-\d+$/);
    expect(result.error).toBeUndefined();
  });

  await test.step('keeps to maxRows and counts the rest', async () => {
    const byDefault = await playground.query('from range(5000)');
    expect(byDefault.statements[0]).toMatchObject({ rowCount: 5000, truncated: true });
    expect(byDefault.statements[0]?.rows).toHaveLength(1000);
    const three = await playground.query('from range(5000)', { maxRows: 3 });
    expect(three.statements[0]?.rows).toEqual([['0'], ['1'], ['2']]);
  });

  await test.step('takes parameters by position and by name', async () => {
    const byPosition = await playground.query('select ? + 1, $2', { params: [41, 'text'] });
    expect(byPosition.statements[0]?.rows).toEqual([['42', 'text']]);
    const byName = await playground.query('select $name', { params: { name: null } });
    expect(byName.statements[0]?.rows).toEqual([[null]]);
    expect((await playground.query('select 1; select ?', { params: [1] })).error?.code).toBe('PARAMS_WITH_BATCH');
  });

  await test.step('tells what failed, where, and what finished before', async () => {
    const { status, error, statements } = await playground.query('select 1;\nselect * from nope');
    expect(status).toBe('failed');
    expect(statements).toHaveLength(1);
    expect(error).toMatchObject({
      code: 'CATALOG_ERROR',
      statementIndex: 1,
      position: { offset: 24, line: 2, column: 15 },
    });
  });

  await test.step('keeps namespaces and roles apart', async () => {
    await playground.query('create table only_here (i int)', { namespace: 'lesson' });
    expect((await playground.query('from only_here')).error?.code).toBe('CATALOG_ERROR');
    expect((await playground.query('drop table only_here', { namespace: 'lesson', role: 'reader' })).error?.code).toBe(
      'PERMISSION_DENIED',
    );
    expect((await playground.query('from only_here', { namespace: 'lesson', role: 'reader' })).status).toBe(
      'succeeded',
    );
  });

  await test.step('fetches the sample files that its SQL names, as the Run button does', async () => {
    const { statements } = await playground.query("select count(*) from 'penguins.csv'");
    expect(statements[0]?.rows).toEqual([['344']]);
  });

  await test.step('run leaves the editor alone; setSql, getSql and runEditor are the editor', async () => {
    await playground.setSql('select 6 * 7 as answer');
    await playground.query('select 1');
    expect(await playground.getSql()).toBe('select 6 * 7 as answer');
    const result = await page.evaluate(() => window.playground?.runEditor());
    expect(result?.statements[0]?.rows).toEqual([['42']]);
    await expect(playground.cells).toHaveText(['42']);
  });

  await test.step('cancel ends the running query, and a queued one at once', async () => {
    const outcome = await page.evaluate(async (endless) => {
      const { playground: driver } = window;
      if (!driver) throw new Error('The page has no driver.');
      const order: string[] = [];
      const running = driver.run(endless).finally(() => order.push('running'));
      const queued = driver.run('select 1').finally(() => order.push('queued'));
      // The query log numbers in order: the queued one is the newest.
      const ids = await driver.run('select query_id from sys.processes order by queued_at', { namespace: 'watch' });
      const [runningId, queuedId] = ids.statements[0]?.rows.map(([id]) => id ?? '') ?? [];
      const cancelled = [await driver.cancel(queuedId)];
      const second = await queued;
      cancelled.push(await driver.cancel());
      const first = await running;
      cancelled.push(await driver.cancel(runningId));
      return { order, cancelled, first: first.status, second: second.status, state: driver.state() };
    }, ENDLESS);
    expect(outcome).toEqual({
      order: ['queued', 'running'],
      cancelled: [true, true, false],
      first: 'cancelled',
      second: 'cancelled',
      state: 'ready',
    });
  });

  await test.step('cancel right after run finds the query', async () => {
    const outcome = await page.evaluate(async (endless) => {
      const { playground: driver } = window;
      if (!driver) throw new Error('The page has no driver.');
      const run = driver.run(endless);
      const state = driver.state();
      return [state, await driver.cancel(), (await run).status];
    }, ENDLESS);
    expect(outcome).toEqual(['running', true, 'cancelled']);
  });

  await test.step('runEditor after cancel is a run of its own', async () => {
    const statuses = await page.evaluate(async (endless) => {
      const { playground: driver } = window;
      if (!driver) throw new Error('The page has no driver.');
      driver.setSql(endless);
      const run = driver.runEditor();
      await driver.run('select 1', { namespace: 'watch' });
      void driver.cancel();
      driver.setSql('select 42');
      const next = driver.runEditor();
      return [(await run).status, (await next).status];
    }, ENDLESS);
    expect(statuses).toEqual(['cancelled', 'succeeded']);
  });

  await test.step('a time limit ends a query', async () => {
    expect((await playground.query(ENDLESS, { timeoutMs: 100 })).error?.code).toBe('TIMEOUT');
  });
});
