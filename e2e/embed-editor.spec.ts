import type { JSHandle, Page } from '@playwright/test';
import { DocsPage, monacoOf } from './docs-page';
import { expect, test as base } from './fixtures';

const test = base.extend<{ docs: DocsPage }>({
  docs: async ({ page, site }, use) => use(new DocsPage(page, site)),
});

const block = (sql: string, attributes = ''): string =>
  `<sql-playground id="a" ${attributes}><pre><code>${sql}</code></pre></sql-playground><p id="after">After</p>`;

/** Watches what the first piece of Monaco's text that has a colour of its own is, frame by frame: each once. */
async function firstColored(page: Page): Promise<JSHandle<string[]>> {
  return page.evaluateHandle(() => {
    const seen: string[] = [];
    const root = document.querySelector('#a')?.shadowRoot;
    const look = (): void => {
      const piece = root?.querySelector('.view-line span span')?.textContent;
      if (piece !== undefined && !seen.includes(piece)) seen.push(piece);
      requestAnimationFrame(look);
    };
    look();
    return seen;
  });
}

test('Monaco comes with the first key, with text, caret and undo, and moves nothing', async ({ docs, page }) => {
  await docs.open(block('SELECT 1\nFROM range(3)'));
  const { host, editor, status, cells } = docs.playground('a');
  const monaco = monacoOf(docs.playground('a'));
  const sql = () => docs.playground('a').getSql();
  await editor.click();
  await expect(monaco).toHaveCount(0);
  const place = await page.locator('#after').boundingBox();
  await page.keyboard.press('Control+Home');
  for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight');
  const colored = await firstColored(page);
  await page.keyboard.type('4');
  await expect(monaco).toBeVisible();
  expect(await page.locator('#after').boundingBox()).toEqual(place);
  await page.keyboard.type('0 + ');
  expect(await sql()).toBe('SELECT 40 + 1\nFROM range(3)');

  await page.keyboard.press('Control+Enter');
  await expect(status).toHaveText(/^3 rows/);
  // At no time the line without its colours, which is one piece.
  expect(await colored.jsonValue()).toEqual(['SELECT']);
  await expect(cells).toHaveText(['41', '41', '41']);
  for (let i = 0; (await sql()).includes('4') && i < 9; i++) await page.keyboard.press('Control+z');
  expect(await sql()).toBe('SELECT 1\nFROM range(3)');

  await page.keyboard.press('Control+End');
  const height = (await monaco.boundingBox())?.height ?? 0;
  await page.keyboard.type('\n\n-- end');
  await expect.poll(async () => (await monaco.boundingBox())?.height).toBeGreaterThan(height + 25);
  await page.keyboard.press('Tab');
  await expect(host.getByLabel('More', { exact: true })).toBeFocused();
});

test('an element that is taken away and put back keeps its text, and leaves no editor behind', async ({
  docs,
  page,
}) => {
  await docs.open(block('SELECT 1'));
  const { host, editor } = docs.playground('a');
  const monaco = monacoOf(docs.playground('a'));
  await editor.press('End');
  await page.keyboard.type(' + 1');
  await expect(monaco).toBeVisible();
  const left = await host.evaluate(async (element) => {
    const { nextSibling, parentNode } = element;
    element.remove();
    await Promise.resolve();
    const gone = element.shadowRoot?.querySelectorAll('.monaco-editor, .monaco-aria-container').length;
    parentNode?.insertBefore(element, nextSibling);
    return gone;
  });
  expect(left).toBe(0);
  await expect(editor).toHaveValue('SELECT 1 + 1');
  await editor.press('End');
  await page.keyboard.type('0');
  await expect(monaco).toBeVisible();
  expect(await docs.playground('a').getSql()).toBe('SELECT 1 + 10');
});

test.describe('the light editor stays', () => {
  test('under a policy that allows no inline styles, of which nothing is reported', async ({ docs, page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await docs.open(block('SELECT 1'), {
      headers: { 'content-security-policy': "default-src 'self'; script-src 'self'; style-src 'self'" },
    });
    const { editor, runButton, cells } = docs.playground('a');
    const answered = page.waitForResponse((response) => response.request().method() === 'HEAD');
    await editor.press('End');
    await page.keyboard.type('2');
    await answered;
    await runButton.click();
    await expect(cells).toHaveText(['12']);
    await expect(editor).toHaveValue('SELECT 12');
    expect(asked.filter((url) => url.includes('monaco'))).toEqual([]);
  });

  test('for text that is filled in, and for locked lines', async ({ docs, page }) => {
    await docs.open(
      `${block('SELECT 1')}<sql-playground id="locked"><pre><code>-- lock\nSELECT 1\n-- end\n+ 1</code></pre></sql-playground>`,
    );
    const { editor, runButton, cells } = docs.playground('a');
    const monaco = monacoOf(docs.playground('a'));
    for (const sql of ['SELECT 2', 'SELECT 3']) {
      await editor.fill(sql);
      await runButton.click();
      await expect(cells).toHaveText([sql.slice(-1)]);
    }
    await expect(monaco).toHaveCount(0);
    const locked = docs.playground('locked');
    await locked.editor.press('Control+End');
    await page.keyboard.type('0');
    await locked.runButton.click();
    await expect(locked.cells).toHaveText(['11']);
    await expect(monacoOf(locked)).toHaveCount(0);
  });
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, isMobile: true });

  test('there is no Monaco', async ({ docs, page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await docs.open(block('SELECT 1'));
    const { editor, runButton, cells } = docs.playground('a');
    await editor.tap();
    await editor.press('End');
    await page.keyboard.type('2');
    await runButton.tap();
    await expect(cells).toHaveText(['12']);
    expect(asked.filter((url) => url.includes('monaco'))).toEqual([]);
  });
});
