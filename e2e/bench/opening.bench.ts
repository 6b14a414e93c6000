import { buildSite, rounds, test } from './bench-site';

test.use({ benchPage: 'app' });

/** An environment variable of vite.config.ts. */
const LINK_AT_ONCE = 'LINK_AT_ONCE';

test('a session opens, its engine linked later or at once', async ({ page, browser }) => {
  test.setTimeout(300_000);
  process.env[LINK_AT_ONCE] = '1';
  const atOnce = await buildSite('app');
  Reflect.deleteProperty(process.env, LINK_AT_ONCE);

  const addresses = { later: page.url(), atOnce: atOnce.address };
  await page.close();
  const other = await browser.newPage();
  const measure = (which: keyof typeof addresses) => async () => {
    await other.goto(addresses[which]);
    return other.evaluate(async () => {
      await window.playground?.ready();
      return performance.now();
    });
  };
  // Once each, so that the browser has kept the files.
  for (const which of ['later', 'atOnce'] as const) await measure(which)();
  const ms = await rounds(11, { later: measure('later'), atOnce: measure('atOnce') });
  await atOnce.close();
  console.table({
    'from the page’s address to a session, ms': ms.later,
    'linked at once, ms': ms.atOnce,
    ratio: ms.later / ms.atOnce,
  });
});
