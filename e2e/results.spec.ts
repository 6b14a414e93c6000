import { expect, test } from './fixtures';
import { CREDIT_BYTES } from '../src/protocol/message';
import { column, exportAs, show } from './result-steps';

test('results that fail, and results that stay', async ({ playground, page }) => {
  await playground.goto();
  await test.step('rows that came before a failure stay, and are called incomplete', async () => {
    await show(
      playground,
      "SELECT CASE WHEN i > 1000000 THEN error('no further') ELSE i END AS x FROM range(2000000) r(i)",
      'error',
    );
    await expect(playground.alert).toContainText('no further');
    await expect(playground.cells.first()).toHaveText('0');
    await expect(page.getByText(/incomplete: [7-9]\d\d,\d{3} rows/)).toBeVisible();
  });

  await test.step('a pinned result stays beside the next ones until it is let go', async () => {
    await show(playground, 'SELECT 1 AS first');
    await page.getByRole('button', { name: 'Pin' }).click();
    await show(playground, 'SELECT 2 AS second');
    await expect(playground.resultTabs).toHaveCount(2);
    await expect(playground.cells).toHaveText(['2']);
    await page.getByRole('button', { name: 'Compare' }).click();
    await expect(page.getByRole('grid', { name: 'Pinned result' }).getByRole('gridcell')).toHaveText(['1']);
    await expect(playground.cells).toHaveText(['2']);
    await page.getByRole('button', { name: 'Compare' }).click();
    await playground.resultTabs.first().click();
    await expect(playground.cells).toHaveText(['1']);
    await page.getByRole('button', { name: 'Pin' }).click();
    await expect(playground.resultTabs).toHaveCount(1);
    await expect(playground.cells).toHaveText(['2']);
  });

  await test.step('rows that the engine has no memory for are an error, and the session lives on', async () => {
    await show(
      playground,
      "SET memory_limit = '60MB'; SELECT i, hash(i) AS h FROM range(20000000) r(i) ORDER BY h",
      'error',
    );
    await expect(playground.alert).toContainText('OUT_OF_MEMORY_ERROR');
    await show(playground, "SET memory_limit = '1GB'; SELECT 42");
    await expect(playground.cells).toHaveText(['42']);
  });
});

test('a cut result says so, and how to get the rest', async ({ playground, page }) => {
  await page.addInitScript(() => {
    if (sessionStorage.getItem('limited') === null) localStorage.setItem('dabble.max-rows', '1000');
    sessionStorage.setItem('limited', 'yes');
  });
  await playground.goto();
  await show(playground, 'SELECT i AS id FROM range(5000) r(i)');
  await expect(page.getByText('first 1,000 of 5,000 rows')).toBeVisible();
  await expect(playground.grid).toHaveAttribute('aria-rowcount', '1001');
  // Sorted over all of it, not over what is kept.
  await column(playground, 'id').click();
  await column(playground, 'id').click();
  await expect(playground.cells.first()).toHaveText('4999');
  expect((await exportAs(page, 'CSV')).toString().split('\n')).toHaveLength(5002);
  await page.getByRole('button', { name: 'Get the rest' }).click();
  await page.getByLabel('Rows', { exact: true }).fill('10000');
  await page.getByRole('button', { name: 'Keep so much' }).click();
  await playground.runButton.click();
  await expect(playground.grid).toHaveAttribute('aria-rowcount', '5001');
});

test('a page that takes no rows in is not flooded, and Cancel still works', async ({ playground, page }) => {
  // The page's own messages that it has taken rows in, kept from the worker.
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      override postMessage(packet: unknown, transfer: StructuredSerializeOptions | Transferable[] = []): void {
        const { number, messages } = packet as { number: number; messages: { type: string }[] };
        const others = messages.filter(({ type }) => type !== 'credit');
        super.postMessage({ number, messages: others }, transfer as Transferable[]);
      }
    };
  });
  await playground.goto();
  await playground.setSql("SELECT i, 'a text, number ' || i AS t FROM range(20000000) r(i)");
  await playground.runButton.click();
  const query = async () => {
    const { statements } = await playground.query(
      "SELECT status, result_bytes FROM system.queries WHERE sql LIKE '%20000000%' AND origin = 'editor'",
      { namespace: 'beside' },
    );
    return { status: statements[0]?.rows[0]?.[0], bytes: Number(statements[0]?.rows[0]?.[1]) };
  };
  await expect.poll(async () => (await query()).bytes).toBeGreaterThanOrEqual(CREDIT_BYTES);
  const first = await query();
  expect(first).toMatchObject({ status: 'running' });
  expect(first.bytes).toBeLessThan(CREDIT_BYTES * 1.25);
  expect(await query()).toEqual(first);
  await playground.cancelButton.click();
  await expect(playground.status).toContainText('Cancelled');
  await expect(playground.cells.first()).toHaveText('0');
});
