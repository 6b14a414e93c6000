import { expect, test as base } from './fixtures';

export { expect };

const EMPTY = '<!doctype html><link rel="icon" href="data:," />';

/** Tests that keep something in the browser, which is emptied after each of them. */
export const test = base.extend<{ emptied: undefined }>({
  // A used context is cleared for the next test at once, which fails while a worker that ends still has a file open.
  emptied: [
    async ({ context, page }, use) => {
      await use(undefined);
      for (const other of context.pages()) if (other !== page) await other.close();
      // Of the same origin, without a session.
      await page.route('**/empty', (route) => route.fulfill({ contentType: 'text/html', body: EMPTY }));
      await page.goto('./empty');
      await expect(() =>
        page.evaluate(async () => {
          const folder = await navigator.storage.getDirectory();
          for await (const name of folder.keys()) await folder.removeEntry(name, { recursive: true });
        }),
      ).toPass();
    },
    { auto: true },
  ],
});
