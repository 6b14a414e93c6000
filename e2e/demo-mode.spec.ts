import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { Playground } from '../src/playwright/fixture';
import { DocsPage, monacoOf } from './docs-page';
import { expect, test } from './fixtures';

test.use({ reducedMotion: 'no-preference' });

/** What a visitor of another country, at another machine, has. */
const elsewhere: BrowserContextOptions = { locale: 'de-DE', timezoneId: 'Asia/Tokyo' };

const CHANCE = 'SELECT range AS n, random() AS chance, uuid() AS id FROM range(3);';
const SCRIPT = `CREATE TABLE ducks AS SELECT range AS id, random() AS weight FROM range(1200);
FROM ducks;
SELECT count(*) AS ducks, sum(weight) AS weight FROM ducks;`;

const ENDLESS = 'SELECT count(*) FROM range(1000000000000) WHERE range % 7 = 8';

/** How long something took, as the page writes it. */
const DURATION = /\d\s(?:ms|s|min)\b/;
/** How many bytes something takes. */
const SIZE = /\d\s(?:kB|MB|GB)\b/;

/** Pictures by name, in the order in which they were taken. Nothing is hidden for them, neither carets nor what moves. */
class Film {
  readonly pictures = new Map<string, Buffer>();

  constructor(private readonly page: Page) {}

  /** Of the page at rest: what was done may still be on its way to the screen. */
  async take(name: string): Promise<void> {
    const look = (): Promise<Buffer> => this.page.screenshot({ caret: 'initial', animations: 'allow' });
    let picture = await look();
    await expect(async () => {
      const before = picture;
      picture = await look();
      expect(picture.equals(before), 'the page is at rest').toBe(true);
    }).toPass();
    this.pictures.set(name, picture);
  }
}

/** Does the same twice, in browsers that know nothing of each other, and has the same pictures of it. */
async function expectSamePictures(browser: Browser, play: (page: Page, film: Film) => Promise<void>): Promise<void> {
  const films: Film[] = [];
  for (const options of [{}, elsewhere]) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const film = new Film(page);
    await play(page, film);
    await context.close();
    films.push(film);
  }
  const [first, second] = films.map(({ pictures }) => pictures);
  expect(first?.size).toBeGreaterThan(0);
  expect([...(second?.keys() ?? [])]).toEqual([...(first?.keys() ?? [])]);
  for (const [name, picture] of first ?? []) {
    const other = second?.get(name);
    const isSame = other?.equals(picture) === true;
    if (!isSame) {
      await test.info().attach(`${name}, first`, { body: picture, contentType: 'image/png' });
      if (other) await test.info().attach(`${name}, second`, { body: other, contentType: 'image/png' });
    }
    expect.soft(isSame, `the pictures “${name}” are the same`).toBe(true);
  }
}

/** Focuses an editor, and looks at its caret after more than half a second by the page's clock. */
async function expectStillCaret(page: Page, editor: Locator, monaco: Locator): Promise<void> {
  await editor.blur();
  await page.clock.install();
  await page.clock.pauseAt(new Date(Date.now() + 3_600_000));
  await editor.focus();
  await page.clock.runFor(600);
  await expect(monaco.locator('.cursor').first()).toBeVisible();
}

/** Opens a demo of the app, and waits for all that comes by itself. */
async function openDemo(page: Page, options = ''): Promise<Playground> {
  const playground = new Playground(page);
  expect(await playground.goto(`?demo${options}`)).toMatchObject({ sessionId: 's-demo' });
  await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
  await expect(playground.catalog.getByRole('treeitem', { name: 'queries' })).toBeVisible();
  return playground;
}

test('whatever a demo does, two recordings of it show the same', async ({ browser }) => {
  await expectSamePictures(browser, async (page, film) => {
    const playground = await openDemo(page);
    const { status, runButton, catalog, cells, alert, resultTabs, editor } = playground;
    const region = page.getByRole('main');
    await expect(status).toHaveText('Ready · DuckDB v1.4.3');
    await film.take('opened');

    await playground.setSql(CHANCE);
    await runButton.click();
    await expect(status).toHaveText('3 rows');
    await expect(cells).toHaveCount(9);
    await film.take('chance');

    await playground.setSql('SELECT 1;\nSELECT nope');
    await runButton.click();
    await expect(alert).toContainText('BINDER_ERROR');
    await expect(page.locator('.squiggly-error')).toBeVisible();
    await film.take('error');

    await playground.setSql(SCRIPT);
    await runButton.click();
    await expect(status).toHaveText('3 statements, 1,201 rows');
    await expect(resultTabs).toHaveCount(3);
    await expect(catalog.getByRole('treeitem', { name: 'ducks' })).toBeVisible();
    await resultTabs.nth(1).click();
    await expect(cells.first()).toHaveText('0');
    await film.take('script');
    expect(await resultTabs.nth(1).locator('[title]').getAttribute('title')).not.toMatch(DURATION);

    await page.getByRole('radio', { name: /dark/i }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await film.take('dark');

    await editor.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('SELECT count(*) AS n FROM ducks WHERE (id > 10)');
    await film.take('typed');

    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(cells).toHaveText(['1189']);
    await page.getByRole('button', { name: 'Memory', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Memory' })).toContainText('Table ducks');
    await film.take('memory');
    await page.keyboard.press('Escape');

    await page.evaluate(() => window.playground?.restart());
    await expect(region).toContainText('Back: 1 statement run again.');
    await expect(page.getByText('Session s-demo-2')).toBeVisible();
    await film.take('restarted');
    await playground.setSql(CHANCE);
    await runButton.click();
    await expect(status.last()).toHaveText('3 rows');
    await film.take('chance again');
  });
});

test('playgrounds of a demo page show the same each time', async ({ browser, site }) => {
  await expectSamePictures(browser, async (page, film) => {
    const docs = new DocsPage(page, site);
    const block = (id: string, sql: string): string =>
      `<sql-playground id="${id}" label="${id}"><pre><code>${sql}</code></pre></sql-playground>`;
    await docs.open(
      `<h1>Ducks</h1>${block('chance', CHANCE)}${block('script', SCRIPT)}${block('error', 'SELECT nope')}`,
      {
        attributes: 'data-playground-demo',
        head: '<style>body { font-family: sans-serif }</style>',
      },
    );
    const [chance, script, error] = ['chance', 'script', 'error'].map((id) => docs.playground(id));
    if (!chance || !script || !error) throw new Error('There is a playground missing.');
    await chance.runButton.click();
    await expect(chance.cells).toHaveCount(9);
    await expect(chance.status).toHaveText('3 rows');
    await film.take('chance');
    await script.runButton.click();
    await expect(script.status).toHaveText('3 statements, 1,201 rows');
    await expect(script.cells).toHaveCount(2);
    await error.runButton.click();
    await expect(error.alert).toContainText('BINDER_ERROR');
    await chance.editor.press('Control+End');
    await page.keyboard.type(' -- again');
    await expect(monacoOf(chance)).toContainText('again');
    await film.take('all');
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await error.host.getByLabel('More', { exact: true }).click();
    const link = error.host.getByRole('link', { name: 'Open in playground' });
    await expect(link).toHaveAttribute('href', /\/\?demo=#sql=/);
    await page.keyboard.press('Escape');
    await expectStillCaret(page, chance.editor, monacoOf(chance));
  });
});

test('a demo tells neither how long anything took nor what it needs, and nothing in it moves by itself', async ({
  browser,
}) => {
  // A clock that is put into a page is not taken out of a used context for sure.
  const page = await browser.newPage();
  const playground = await openDemo(page);
  const { status, runButton, cancelButton, region, editor, grid } = playground;
  const footer = page.getByRole('contentinfo').or(page.locator('footer'));
  const expectNoFigures = async (): Promise<void> => {
    expect(await footer.innerText()).not.toMatch(SIZE);
    expect(await page.locator('body').innerText()).not.toMatch(DURATION);
  };
  await expectNoFigures();
  expect(await playground.query('SELECT 42')).toMatchObject({ queryId: 'q-1' });

  await test.step('text has its colours from the first frame on', async () => {
    const keywords = await page.evaluate(async () => {
      const counts: number[] = [];
      for (const table of ['teal', 'mallard', 'pintail', 'wigeon', 'gadwall']) {
        window.playground?.setSql(`CREATE TABLE ${table} AS\nSELECT 42`);
        const lines = document.querySelector('.monaco-editor .view-lines');
        while (lines?.textContent.includes(table) === false) await new Promise(requestAnimationFrame);
        counts.push(lines?.querySelectorAll('.mtkb').length ?? 0);
      }
      return counts;
    });
    expect(keywords).toEqual([4, 4, 4, 4, 4]);
  });

  await playground.setSql(ENDLESS);
  await runButton.click();
  await expect(region).toHaveAttribute('data-state', 'running');
  // Other pages show their clock by then.
  await expect(region).toHaveAttribute('data-ms', /^[1-9]\d{3}/);
  await expect(status).toHaveText('Running…');
  await expectNoFigures();
  await cancelButton.click();
  await expect(status).toHaveText('Cancelled');
  await expectNoFigures();

  await playground.setSql('SELECT 42');
  await runButton.click();
  await expect(grid).toBeVisible();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await expect(page.getByRole('searchbox')).toHaveCSS('caret-animation', 'manual');
  await expectStillCaret(page, editor, page.locator('.monaco-editor').first());
  await page.close();
});

test('a demo begins the same after whatever was done before, and keeps its own for the tab', async ({
  page,
  playground,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await playground.goto();
  const first = await playground.getSql();

  await test.step('other pages load nothing of it', async () => {
    await expect(page.locator('.monaco-editor .view-line').first()).toBeVisible();
    expect(asked.filter((path) => /demo|woff2/.test(path))).toEqual([]);
    await expect(page.locator('html')).not.toHaveAttribute('data-playground-demo');
    await expect(playground.status).toHaveText(/^Ready/);
    await playground.runButton.click();
    await expect(playground.status).toHaveText(/ rows in \d/);
  });
  await playground.setSql("SELECT 'kept'");
  await page.getByRole('radio', { name: /dark/i }).click();

  await test.step('nothing of it is drawn before its fonts are there', async () => {
    const fonts: string[] = [];
    let release: () => void = () => undefined;
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/*.woff2', async (route) => {
      fonts.push(new URL(route.request().url()).pathname);
      await isReleased;
      await route.continue();
    });
    await playground.goto('?demo');
    await expect(page.locator('html')).toHaveAttribute('data-playground-demo', '');
    await expect.poll(() => fonts.length).toBe(2);
    await expect(page.locator('#app')).toBeEmpty();
    release();
    await expect(playground.region).toBeVisible();
    const loaded = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded'));
    expect(loaded).toHaveLength(2);
    await expect(page.locator('.monaco-editor .view-lines')).toHaveCSS('font-family', /^"Dabble Demo Code"/);
  });
  expect(await playground.getSql()).toBe(first);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'auto');
  await playground.setSql("SELECT 'in the demo'");
  await page.reload();
  await playground.ready();
  expect(await playground.getSql()).toBe("SELECT 'in the demo'");

  await playground.goto();
  expect(await playground.getSql()).toBe("SELECT 'kept'");
});
