import { expect, type Locator } from '@playwright/test';

/**
 * One step of the engine's, which nothing stops: it is computed while the statement is prepared. It is never waited for, and outlasts
 * whatever a busy machine does meanwhile.
 */
export const ONE_LONG_STEP = `SELECT ${Array.from({ length: 40 }, (_, i) => `len(list_sort(range(${9_000_000 + i})))`).join(' + ')}`;

/** Runs it, cancels in vain, and has the hard stop offered. What is cancelled before it has begun never runs, and is run again. */
export async function cancelInVain({ run, cancel, hardStop }: Record<'run' | 'cancel' | 'hardStop', Locator>) {
  await expect(async () => {
    await run.click();
    await cancel.click();
    await expect(hardStop.or(run)).toBeVisible();
    expect(await hardStop.isVisible()).toBe(true);
  }).toPass();
}
