import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';
import type { Playground } from '../src/playwright/fixture';

/** A table of 200,000 rows: numbers, few values, NULLs. */
export const ITEMS =
  "SELECT i AS id, i % 3 AS part, CASE WHEN i % 4 = 0 THEN NULL ELSE 'item ' || i END AS name FROM range(200000) r(i)";

/** Millions of rows take a busy machine minutes. */
const LONG = { timeout: 240_000 };

/** Runs SQL by the button, to an end. */
export async function show(playground: Playground, sql: string, state = 'success'): Promise<void> {
  await playground.setSql(sql);
  const runs = Number(await playground.region.getAttribute('data-run'));
  await playground.runButton.click();
  await expect(playground.region).toHaveAttribute('data-run', String(runs + 1), LONG);
  await expect(playground.region).toHaveAttribute('data-state', state, LONG);
}

/** What the rows are sorted and filtered by. */
export function chips(page: Page): Locator {
  return page.getByRole('group', { name: 'Sort and filters' });
}

export function column(playground: Playground, name: string): Locator {
  return playground.columnHeaders.filter({ hasText: name });
}

/** Exports the result, and gives the file. */
export async function exportAs(page: Page, format: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: new RegExp(`^${format} `) }).click();
  return readFile(await (await download).path());
}
