import type { Page } from '@playwright/test';

/** Ends the session's worker from within: the page gets no event of it. */
export async function killWorker(page: Page): Promise<void> {
  // A page that lost one has two for a moment.
  const worker = page.workers().findLast((each) => each.url().includes('session'));
  if (!worker) throw new Error('The page has no session worker.');
  const asked = worker.evaluate(() => {
    close();
  });
  // Its answer may be lost with it.
  await asked.catch(() => undefined);
}
