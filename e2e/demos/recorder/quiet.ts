import { expect, type Page } from '@playwright/test';

const ATTEMPTS = 30;

/** Waits until nothing runs, fonts are there and two frames have been painted. */
export async function quiet(page: Page): Promise<void> {
  await expect(page.locator('[data-state="loading"], [data-state="running"]')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 2; frame++) await new Promise((painted) => requestAnimationFrame(painted));
  });
}

/** A picture of the page at rest: the same twice in a row. */
export async function pictureAtRest(page: Page): Promise<Buffer> {
  await quiet(page);
  let before: Buffer | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    if (before?.equals(picture)) return picture;
    before = picture;
  }
  throw new Error('The page does not come to rest: something on it changes all the time.');
}
