import type { SqlPlayground } from '../src/embed/embed';
import { DocsPage } from './docs-page';
import { expect, test as base } from './fixtures';

const test = base.extend<{ docs: DocsPage }>({
  docs: async ({ page, site }, use) => use(new DocsPage(page, site)),
});

const tall = '<p style="height: 3000px">Words.</p>';
const block = (id: string, attributes = ''): string =>
  `<sql-playground id="${id}" ${attributes}><pre><code>SELECT '${id}' AS name</code></pre></sql-playground>`;

test('what is out of view is drawn when the page is idle, or when it is wanted', async ({ docs, page }) => {
  // The page is idle when the test says so.
  await page.addInitScript(() => {
    const works: IdleRequestCallback[] = [];
    const release = (): void => {
      window.requestIdleCallback = (work) => {
        queueMicrotask(() => {
          work({ didTimeout: false, timeRemaining: () => 50 });
        });
        return 0;
      };
      for (const work of works) window.requestIdleCallback(work);
    };
    Object.assign(window, { release, requestIdleCallback: (work: IdleRequestCallback) => works.push(work) });
  });
  const many = Array.from({ length: 25 }, (_, i) => block(`m${i}`)).join('');
  await docs.open(
    `${block('seen')}${tall}${many}${block('eager', 'loading="eager"')}${block('auto', 'autorun="load"')}
     ${block('focused')}${block('run')}${block('read')}<div hidden>${block('closed')}</div>`,
  );
  const drawn = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('sql-playground')].filter(({ shadowRoot }) => shadowRoot).map(({ id }) => id),
    );
  await expect(docs.playground('auto').host).toHaveAttribute('data-state', 'success');
  expect(await drawn()).toEqual(['seen', 'eager', 'auto']);
  await expect(docs.playground('read').host.getByText('SELECT')).toBeVisible();
  expect(await docs.playground('read').getSql()).toBe("SELECT 'read' AS name");
  await docs.playground('focused').host.evaluate((element) => {
    element.focus();
  });
  await expect(docs.playground('focused').editor).toBeFocused();
  await docs.playground('run').host.evaluate((element) => (element as SqlPlayground).run());
  await expect(docs.playground('run').cells).toHaveText(['run']);
  expect(await drawn()).toEqual(['seen', 'eager', 'auto', 'focused', 'run']);

  const place = await page.locator('#read').boundingBox();
  await page.evaluate(() => {
    (window as unknown as { release: () => void }).release();
  });
  await expect.poll(drawn).toHaveLength(32);
  expect(await page.locator('#read').boundingBox()).toEqual(place);
  await docs.playground('m24').runButton.click();
  await expect(docs.playground('m24').cells).toHaveText(['m24']);
});

test('frames around blocks without padding of their own keep apart', async ({ docs }) => {
  await docs.open(`<p>Words.</p>${block('alone')}<p>Words.</p>${block('above')}${block('below')}`);
  const [alone, above, below] = await Promise.all(
    ['alone', 'above', 'below'].map(async (id) => {
      const box = await docs.playground(id).host.getByRole('region', { name: 'SQL playground' }).boundingBox();
      return box ?? Promise.reject(new Error(`${id} is not drawn`));
    }),
  );
  expect(above && above.y + above.height).toBeLessThan(below?.y ?? 0);
  // Beside words there is more room.
  expect(alone?.height).toBeGreaterThan(above?.height ?? Infinity);
});
