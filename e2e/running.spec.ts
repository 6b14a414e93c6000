import { violations } from './axe';
import { expect, test } from './fixtures';

const ENDLESS = 'select count(*) from range(1000000000000) where range % 7 = 8';

test.describe('transactions', () => {
  test.beforeEach(async ({ playground }) => {
    await playground.goto();
    await playground.query('create table t as select 1 as i');
  });

  test('are shown, committed and rolled back', async ({ page, playground }) => {
    await test.step('an open one is shown, and can be committed with the keyboard', async () => {
      await playground.setSql('begin; insert into t values (2); from t');
      await playground.runButton.click();
      const chip = page.getByRole('group', { name: 'Transaction' });
      await expect(chip).toContainText('Transaction open');
      await chip.getByRole('button', { name: 'Commit' }).focus();
      await page.keyboard.press('Enter');
      await expect(chip).toBeHidden();
      await expect(playground.cells).toHaveText(['1', '2']);
      expect((await playground.query('from t', { namespace: 'other' })).status).toBe('failed');
      expect((await playground.query('from memory.main.t', { namespace: 'other' })).statements[0]?.rowCount).toBe(2);
    });

    await test.step('one that has failed says so, takes nothing more, and can only be rolled back', async () => {
      await playground.query('create or replace table t as select 1 as i');
      await playground.query('begin; delete from t');
      await playground.setSql("delete from t; select 'x'::integer");
      await playground.runButton.click();
      const chip = page.getByRole('group', { name: 'Transaction' });
      await expect(chip).toContainText('Transaction failed: roll it back');
      await expect(chip.getByRole('button', { name: 'Commit' })).toBeHidden();
      const refused = await playground.query('from t');
      expect(refused.error).toMatchObject({ code: 'TRANSACTION_CONTEXT_ERROR' });
      await chip.getByRole('button', { name: 'Roll back' }).click();
      await expect(chip).toBeHidden();
      expect((await playground.query('from t')).statements[0]?.rows).toEqual([['1']]);
      expect(await playground.getSql()).toContain('delete from t');
    });

    await test.step('a result that is sorted and filtered meanwhile leaves it alone', async () => {
      await playground.query('create or replace table t as select 1 as i');
      await playground.setSql('begin; insert into t values (2); from t order by i');
      await playground.runButton.click();
      const chip = page.getByRole('group', { name: 'Transaction' });
      await expect(chip).toContainText('Transaction open');
      await playground.columnHeaders.first().click();
      await playground.columnHeaders.first().click();
      await expect(playground.cells).toHaveText(['2', '1']);
      await expect(chip).toContainText('Transaction open');
      expect((await playground.query('commit')).status).toBe('succeeded');
    });

    await test.step('one of another namespace is shown with its name', async () => {
      await playground.query('create or replace table t as select 1 as i');
      await playground.query('begin', { namespace: 'embed-1' });
      const chip = page.getByRole('group', { name: 'Transaction in embed-1' });
      await chip.getByRole('button', { name: 'Roll back' }).click();
      await expect(chip).toBeHidden();
      expect((await playground.query('rollback', { namespace: 'embed-1' })).status).toBe('failed');
    });
  });
});

test('what runs and what waits is shown, and ended', async ({ page, playground }) => {
  await test.step('a query that waits shows for what, and what runs can be cancelled', async () => {
    await playground.goto();
    const running = playground.query(ENDLESS);
    const second = playground.query('select 2');
    await playground.setSql('select 3');
    await playground.runButton.click();
    await expect(page.getByText('2 queries come first.')).toBeVisible();
    await expect(playground.region.getByText('Waiting for 2 queries')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel that one' }).click();
    expect((await running).status).toBe('cancelled');
    expect((await second).status).toBe('succeeded');
    await expect(playground.cells).toHaveText(['3']);
    await expect(page.getByText('come first')).toBeHidden();
  });

  await test.step('how far a run is shows after a while, and not before', async () => {
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const text = document.querySelector('footer .progress')?.textContent.trim() ?? '';
        if (text !== '') seen.push(text);
      }).observe(document.querySelector('footer') ?? document.body, {
        childList: true,
        subtree: true,
        characterData: true,
      });
    });
    // Quick, unless the machine is busy: no time that is told is under what it waits for.
    await playground.setSql('select 42');
    await playground.runButton.click();
    await expect(playground.cells).toHaveText(['42']);

    await playground.setSql(ENDLESS);
    await playground.runButton.click();
    await expect(page.locator('footer .progress')).toContainText(/^[1-9][\d.]* s/);
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    const milliseconds = seen.filter((text) => text.includes(' ms')).map((text) => Number.parseFloat(text));
    expect(Math.min(...milliseconds)).toBeGreaterThanOrEqual(400);
    await playground.cancelButton.click();
    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
    await expect(page.locator('footer .progress')).toBeHidden();
  });

  await test.step('what is asked for after Cancel runs once that has ended', async () => {
    await playground.setSql(ENDLESS);
    await playground.runButton.click();
    // In one task, in which nothing can end.
    const next = await playground.cancelButton.evaluate((cancel: HTMLElement) => {
      cancel.click();
      window.playground?.setSql('select 43');
      return window.playground?.runEditor();
    });
    expect(next?.statements[0]?.rows).toEqual([['43']]);
    await expect(playground.cells).toHaveText(['43']);
  });

  await test.step('rows and bytes are told while they come, and Escape in the results cancels', async () => {
    await playground.setSql('from range(1000000000000)');
    await playground.runButton.click();
    await expect(page.locator('footer .progress')).toContainText(/rows · [\d.]+ [kM]B/);
    await playground.cells.first().click();
    await page.keyboard.press('Escape');
    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
    await expect(playground.cells.first()).toHaveText('0');
  });

  await test.step('Escape where nothing has the focus cancels as well', async () => {
    await playground.setSql(ENDLESS);
    await playground.runButton.click();
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
    await page.keyboard.press('Escape');
    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
  });

  await test.step('Escape that closes something cancels nothing', async () => {
    await playground.setSql('select 1');
    await playground.runButton.click();
    await expect(playground.cells).toHaveText(['1']);
    await playground.setSql(ENDLESS);
    await playground.runButton.click();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
    await expect(playground.region).toHaveAttribute('data-state', 'running');
    await page.keyboard.press('Escape');
    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
  });

  await test.step('a page that was frozen finds its query ended, and goes on', async () => {
    const devtools = await page.context().newCDPSession(page);
    await playground.setSql("select i, 'text ' || i as t from range(2000000) r(i)");
    await playground.runButton.click();
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
    await devtools.send('Page.setWebLifecycleState', { state: 'active' });
    await expect(playground.region).toHaveAttribute('data-rows', '2000000');
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
  });
});

test('the catalog does not wait for a long query', async ({ page, playground }) => {
  await page.goto('./');
  await page.evaluate(
    (sql) =>
      void window.playground?.ready().then(() => {
        void window.playground?.run('create table early as select 1');
        void window.playground?.run(sql);
      }),
    ENDLESS,
  );
  await expect(playground.catalog.getByRole('treeitem', { name: /early/ })).toBeVisible();
  expect(await playground.state()).toBe('running');
});

test('many queries, short limits, little memory', async ({ playground, page }) => {
  await test.step('a time limit holds while queued, while running, and in the middle of one long step', async () => {
    await playground.goto();
    const running = playground.query(ENDLESS, { timeoutMs: 600 });
    const queued = playground.query('select 1', { timeoutMs: 200 });
    expect((await queued).error?.code).toBe('TIMEOUT');
    expect((await running).error?.code).toBe('TIMEOUT');
    const step = await playground.query('select len(list_sort(range(9000000)))', { timeoutMs: 100 });
    expect(step.error?.code).toBe('TIMEOUT');
    expect((await playground.query('select 42')).statements[0]?.rows).toEqual([['42']]);
  });

  await test.step('1,000 queries at once, in ten namespaces, all give their own answer', async () => {
    const wrong = await page.evaluate(async () => {
      const { playground: driver } = window;
      if (!driver) throw new Error('The page has no driver.');
      const runs = Array.from({ length: 1000 }, (_, i) =>
        driver.run(`select ${i}`, { namespace: i % 10 === 0 ? 'main' : `n${i % 10}` }),
      );
      const results = await Promise.all(runs);
      return results.filter(({ statements }, i) => statements[0]?.rows[0]?.[0] !== String(i)).length;
    });
    expect(wrong).toBe(0);
  });

  await test.step('the gauge shows what the memory is used for, and warns near the limit', async () => {
    await playground.query("set memory_limit = '64MB'");
    await playground.query('create table big as select range as i, hash(range) as h from range(2600000)');
    const gauge = page.getByRole('button', { name: 'Memory nearly full' });
    await expect(gauge).toBeVisible();
    await gauge.click();
    const panel = page.getByRole('dialog', { name: 'Memory' });
    await expect(panel).toContainText('Table big');
    await expect(panel).toContainText('~2,600,000 rows');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(gauge).toBeFocused();
    await playground.query("drop table big; set memory_limit = '3GB'");
    await expect(page.getByRole('button', { name: /^Memory \d/ })).toBeVisible();
  });
});
