import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { Playground } from '../src/playwright/fixture';
import { show } from './result-steps';

/** Where the keyboard is: row and column as assistive technology counts them, and the cell's text. */
async function focused(playground: Playground): Promise<{ row: string; column: string; text: string }> {
  const cell = playground.grid.locator(':focus');
  return {
    row: (await cell.locator('xpath=..').getAttribute('aria-rowindex')) ?? '',
    column: (await cell.getAttribute('aria-colindex')) ?? '',
    text: ((await cell.textContent()) ?? '').trim(),
  };
}

/** Waits until what the document is by now is on the screen: another thread draws it, and scrolls what it drew before until then. */
async function onScreen(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // The second frame is not begun before the first is drawn, nor handed over before that is on the screen.
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  });
}

/** The document hears of it with the next frame, which comes late where nobody asks for one. */
async function turnWheel(page: Page, px: number): Promise<void> {
  await onScreen(page);
  await page.mouse.wheel(0, px);
  await onScreen(page);
}

const MANY = 'SELECT i AS id, i * 2 AS twice FROM range(10000000) r(i)';

test.beforeEach(async ({ playground }) => {
  await playground.goto();
});

test('ten million rows', async ({ playground, page }) => {
  await test.step('ten million rows: the keyboard reaches the last one and comes back', async () => {
    await show(playground, MANY);
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '10000001');
    await playground.cells.first().click();
    await page.keyboard.press('Control+End');
    await expect.poll(() => focused(playground)).toEqual({ row: '10000001', column: '2', text: '19999998' });
    await expect(playground.grid.locator(':focus')).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => Number((await focused(playground)).row)).toBeLessThan(10_000_000);
    await page.keyboard.press('Control+Home');
    await expect.poll(() => focused(playground)).toEqual({ row: '2', column: '1', text: '0' });
  });

  await test.step('ten million rows: a notch of the wheel moves a few rows, the bar moves through all', async () => {
    await show(playground, MANY);
    await playground.cells.first().hover();
    await turnWheel(page, 120);
    const firstRow = playground.grid.locator('[aria-rowindex]:not([aria-rowindex="1"])').first();
    await expect(firstRow).toHaveAttribute('aria-rowindex', /^[4-8]$/);
    // Scrolled as the bar does it: half way, then to the end.
    const scroll = (share: number) =>
      playground.grid.evaluate((grid, part) => {
        const scroller = grid.parentElement?.parentElement;
        if (scroller) scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * part;
      }, share);
    await scroll(0.5);
    await expect(playground.grid.locator('[aria-rowindex^="5000"], [aria-rowindex^="4999"]').first()).toBeVisible();
    await scroll(1);
    await expect(playground.cells.filter({ hasText: /^\s*9999999\s*$/ })).toBeInViewport({ ratio: 1 });
  });
});

test('the keyboard and the pointer, and what is wide, long or odd', async ({ playground, page, context }) => {
  await test.step('the focus stays in the grid when its cell is scrolled away', async () => {
    await show(playground, 'FROM range(1000)');
    await playground.cells.first().click();
    await turnWheel(page, 5000);
    await expect(playground.cells.filter({ hasText: /^\s*195\s*$/ })).toBeVisible();
    expect((await focused(playground)).row).toBe('2');
    await onScreen(page);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(playground)).toEqual({ row: '3', column: '1', text: '1' });
    await expect(playground.grid.locator(':focus')).toBeInViewport();
  });

  await test.step('a small result is in the document whole, another one as far as it is in view', async () => {
    await show(playground, 'FROM range(200)');
    await expect(playground.cells).toHaveCount(200);
    await show(playground, 'FROM range(201)');
    await expect(playground.grid).toHaveAttribute('aria-rowcount', '202');
    expect(await playground.cells.count()).toBeLessThan(100);
  });

  await test.step('the keyboard moves as in a spreadsheet', async () => {
    await show(playground, 'SELECT i AS a, i AS b, i AS c FROM range(100) r(i)');
    await playground.cells.first().click();
    for (const [key, row, column] of [
      ['ArrowDown', '3', '1'],
      ['ArrowRight', '3', '2'],
      ['End', '3', '3'],
      ['Home', '3', '1'],
      ['Control+ArrowDown', '101', '1'],
      ['Control+ArrowRight', '101', '3'],
      ['Control+ArrowUp', '2', '3'],
      ['ArrowUp', '1', '3'],
      ['ArrowLeft', '1', '2'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => focused(playground), key).toMatchObject({ row, column });
    }
  });

  await test.step('Shift selects, Ctrl+C copies for a spreadsheet', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await show(
      playground,
      "SELECT i AS a, CASE i WHEN 1 THEN NULL WHEN 2 THEN e'x\\ty' ELSE 'NULL' END AS b FROM range(10) r(i)",
    );
    await playground.cells.first().click();
    for (const key of ['Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Control+c'])
      await page.keyboard.press(key);
    await expect(playground.grid.locator('[aria-selected="true"]')).toHaveCount(6);
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('0\tNULL\n1\t\n2\t"x\ty"');
    await page.keyboard.press('Escape');
    await expect(playground.grid.locator('[aria-selected="true"]')).toHaveCount(1);
  });

  await test.step('the pointer selects a range, rows and columns', async () => {
    await show(playground, 'SELECT i AS a, i AS b, i AS c FROM range(5) r(i)');
    const selected = playground.grid.locator('[aria-selected="true"]');
    const cell = (row: number, column: number) => playground.cells.nth(row * 3 + column);
    await cell(0, 0).hover();
    await page.mouse.down();
    await cell(2, 1).hover();
    await page.mouse.up();
    await expect(selected).toHaveCount(6);
    await cell(4, 2).click({ modifiers: ['Shift'] });
    await expect(selected).toHaveCount(15);
    await playground.columnHeaders.nth(1).click({ modifiers: ['Control'] });
    await expect(selected).toHaveCount(5);
    await playground.grid.locator('[data-place="row"]').nth(3).click();
    await expect(selected).toHaveCount(3);
    await page.keyboard.press('Control+a');
    await expect(selected).toHaveCount(15);
  });

  await test.step('columns are made wider, moved, pinned, hidden and shown again', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `i AS col${i}`);
    await show(playground, `SELECT ${names.join(', ')} FROM range(3) r(i)`);
    const header = (name: string) => playground.grid.getByRole('columnheader', { name: `${name} BIGINT`, exact: true });
    const widthOf = async (name: string) => (await header(name).boundingBox())?.width ?? 0;
    await playground.cells.first().click();
    await page.keyboard.press('ArrowUp');
    const before = await widthOf('col0');
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => widthOf('col0')).toBeGreaterThan(before);
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect(header('col0')).toHaveAttribute('aria-colindex', '2');
    await expect(header('col0')).toBeFocused();
    const menu = async (item: string) => {
      await page.keyboard.press('Alt+ArrowDown');
      await page.getByRole('menuitem', { name: item }).click();
    };
    await menu('Pin to the left');
    await expect(header('col0')).toHaveAttribute('aria-colindex', '1');
    await page.keyboard.press('End');
    await expect(header('col29')).toBeFocused();
    await expect(header('col0')).toBeInViewport({ ratio: 0.9 });
    await page.keyboard.press('Home');
    await menu('Hide');
    await expect(header('col0')).toHaveCount(0);
    await expect(playground.grid).toHaveAttribute('aria-colcount', '29');
    await playground.columnHeaders.first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show all columns' }).click();
    await expect(playground.grid).toHaveAttribute('aria-colcount', '30');
  });

  await test.step('4,096 columns are there to the last', async () => {
    const names = Array.from({ length: 4096 }, (_, i) => `i + ${i} AS a${i}`);
    await show(playground, `SELECT ${names.join(', ')} FROM range(100) r(i)`);
    await expect(playground.grid).toHaveAttribute('aria-colcount', '4096');
    await playground.cells.first().click();
    await page.keyboard.press('Control+End');
    await expect.poll(() => focused(playground)).toEqual({ row: '101', column: '4096', text: '4194' });
    // Only what is in view is in the document.
    expect(await playground.cells.count()).toBeLessThan(2_000);
  });

  await test.step('names that are empty, twice there or odd are shown as they are', async () => {
    await show(playground, 'SELECT 1 AS a, 2 AS a, 3 AS "🦆", 4 AS "<b>"');
    await expect(playground.columnHeaders).toContainText(['a', 'a', '🦆', '<b>']);
  });

  await test.step('a text of a hundred megabytes is shown by its beginning', async () => {
    await show(playground, "SELECT repeat('x', 100000000) AS long, 1 AS one, 2 AS two");
    await expect(playground.cells.first()).toHaveText(/^\s*x{1000}…\s*$/);
    await playground.cells.first().dblclick();
    await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('100,000,000 characters');
  });
});
