import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import type { Playground } from '../src/playwright/playground';

const suggestions = (page: Page) => page.locator('.suggest-widget.visible .monaco-list-row');
const underlined = (page: Page) => page.locator('.monaco-editor .squiggly-error');

/** Opens the app with a table, and an empty editor that has the keyboard. */
async function open(playground: Playground): Promise<void> {
  await playground.goto();
  await playground.query(`
    create table orders (id integer not null, total decimal(10, 2), "ship to" varchar);
    insert into orders values (1, 9.50, 'Oslo'), (2, null, 'Rome');
  `);
  // Before Monaco has come there is nobody to ask for help.
  await expect(playground.page.locator('.monaco-editor')).toBeVisible();
  await begin(playground);
}

/** An empty editor, which has the keyboard. */
async function begin(playground: Playground): Promise<void> {
  await playground.setSql('');
  await playground.editor.focus();
}

test.beforeEach(async ({ playground }) => {
  await open(playground);
});

test('the editor helps, tells, changes, and sees mistakes', async ({ page, playground }) => {
  await test.step('suggestions come up while one types, and change nothing until one is chosen', async () => {
    const { keyboard } = page;
    await keyboard.type('select * from ord');
    await expect(suggestions(page).first()).toContainText('orders');
    // Enter is a new line, as everywhere.
    await keyboard.press('Enter');
    expect(await playground.getSql()).toBe('select * from ord\n');
    await keyboard.press('Backspace');
    await keyboard.type('e');
    await expect(suggestions(page).first()).toContainText('orders');
    await keyboard.press('Tab');
    expect(await playground.getSql()).toBe('select * from orders');

    await keyboard.type(' where to');
    await expect(suggestions(page).first()).toContainText('total');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    expect(await playground.getSql()).toBe('select * from orders where total');
  });

  await test.step('they are gone when the text is run', async () => {
    await begin(playground);
    await page.keyboard.type('select 42 from ord');
    await expect(suggestions(page).first()).toContainText('orders');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(playground.alert).toContainText('CATALOG_ERROR');
    await expect(suggestions(page)).toHaveCount(0);
  });

  await test.step('names that need quotes get them, aliases lead to their columns', async () => {
    await begin(playground);
    const { keyboard } = page;
    await keyboard.type('from orders as o select o.');
    await expect(suggestions(page)).toHaveText([/^id/, /^total/, /^"?ship to/]);
    await keyboard.type('sh');
    await expect(suggestions(page)).toHaveCount(1);
    await keyboard.press('Tab');
    expect(await playground.getSql()).toBe('from orders as o select o."ship to"');
  });

  await test.step('what was made a moment ago is suggested', async () => {
    await playground.query('create table novelties as select 1 as brand_new');
    // They wait for what is new, but not for ever.
    await expect(async () => {
      await begin(playground);
      await page.keyboard.type('select brand from nov');
      await expect(suggestions(page).first()).toContainText('novelties', { timeout: 10_000 });
    }).toPass();
  });

  await test.step('a function tells its parameters while they are written', async () => {
    await begin(playground);
    await page.keyboard.type('select substring(');
    const hints = page.locator('.parameter-hints-widget.visible');
    await expect(hints.locator('.parameter.active')).toHaveText(/string\sVARCHAR/);
    await page.keyboard.type("'abc', ");
    await expect(hints.locator('.parameter.active')).toHaveText(/start\sBIGINT/);
  });

  await test.step('while a query runs, suggestions still come', async () => {
    await begin(playground);
    const running = playground.query('select count(*) from range(1000000000000) where range % 7 = 8');
    await page.keyboard.type('select * from ord');
    await expect(suggestions(page).first()).toContainText('orders');
    await page.evaluate(() => window.playground?.cancel());
    await running;
  });

  await begin(playground);
  await test.step('the pointer on a name shows what it is', async () => {
    await playground.setSql('select total, substring("ship to", 1) from orders');
    const hover = page.locator('.monaco-hover:visible');
    const words = page.locator('.view-lines');
    // The engine has half a second for the values; a busy one has them the next time.
    await expect(async () => {
      await page.mouse.move(0, 0);
      await words.getByText('total', { exact: true }).hover();
      await expect(hover).toContainText('total DECIMAL(10,2)');
      await expect(hover).toContainText('1 NULL in 2 rows', { timeout: 5000 });
    }).toPass();
    await words.getByText('substring', { exact: true }).hover();
    await expect(hover).toContainText('Extracts substring');
    await expect(hover.getByRole('link', { name: /documentation/ })).toBeVisible();
  });

  await test.step('the text is formatted, renamed, folded and outlined by keys', async () => {
    await begin(playground);
    const { keyboard } = page;
    await playground.setSql('with big as (select * from orders where total>5) select big.id from big; select 2');
    await keyboard.press('Shift+Alt+F');
    await expect.poll(() => playground.getSql()).toContain('\nselect big.id\nfrom big;\n\nselect 2');
    const formatted = await playground.getSql();
    await keyboard.press('Shift+Alt+F');
    expect(await playground.getSql()).toBe(formatted);

    await keyboard.press('Control+Home');
    await keyboard.press('ArrowDown');
    await keyboard.press('End');
    for (const _ of ' as (') await keyboard.press('ArrowLeft');
    await keyboard.press('F2');
    await expect(page.locator('.rename-box input')).toBeFocused();
    await keyboard.type('large');
    await keyboard.press('Enter');
    await expect.poll(() => playground.getSql()).toMatch(/large as[^]*large\.id[^]*large/);

    await keyboard.press('Control+Shift+O');
    await expect(page.locator('.quick-input-list .monaco-list-row')).toHaveCount(3);
    await keyboard.press('Escape');
  });

  await test.step('a star is written out as columns', async () => {
    await begin(playground);
    await playground.setSql('select * from orders');
    await playground.editor.press('Control+Home');
    for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText('Write * out as columns').waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => playground.getSql()).toBe('select id, total, "ship to" from orders');
  });

  await begin(playground);
  await test.step('mistakes are underlined without a run, and put right by a quick fix', async () => {
    await page.keyboard.type('select totl from orders where id = 1');
    await expect(underlined(page)).toHaveCount(1);
    const { statements } = await playground.query("select count(*) from sys.queries where sql like 'select totl%'");
    expect(statements[0]?.rows).toEqual([['0']]);

    await page.keyboard.press('F8');
    await expect(page.getByText('Referenced column "totl" not found').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').getByText('total').waitFor();
    await page.keyboard.press('Enter');
    expect(await playground.getSql()).toBe('select total from orders where id = 1');
    await expect(underlined(page)).toHaveCount(0);
  });

  await test.step('a script that makes what it reads has no mistakes', async () => {
    await begin(playground);
    await playground.setSql('create table later as select 1 as a;\nselect a from later;\nselect nothing from orders;');
    await expect(underlined(page)).toHaveCount(1);
    await expect(page.locator('.view-line', { hasText: 'nothing' })).toBeVisible();
  });

  await test.step('what is still being typed is no mistake, and nothing that is checked is done', async () => {
    await begin(playground);
    await page.keyboard.type('select 1; drop table orders; select tot from ord');
    // The check has come round: a mistake elsewhere is underlined by then.
    await page.keyboard.press('Home');
    await page.keyboard.type('selec 0; ');
    await page.keyboard.press('End');
    await expect(underlined(page)).toHaveCount(1);
    const { statements } = await playground.query('select count(*) from orders');
    expect(statements[0]?.rows).toEqual([['2']]);
  });

  await test.step('the box for a new name has the keyboard also where it is drawn late', async () => {
    await playground.setSql('with big as (select 1) from big');
    await page.evaluate(() => {
      const soon = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (draw) => window.setTimeout(() => soon(draw), 200);
    });
    await page.keyboard.press('F2');
    await expect(page.locator('.rename-box input')).toBeFocused();
    await page.keyboard.type('vast');
    await page.keyboard.press('Enter');
    await expect.poll(() => playground.getSql()).toBe('with vast as (select 1) from vast');
  });
});

test.describe('calm', () => {
  test.use({ playgroundCalm: true });

  test('nothing comes up unasked, and Ctrl+Space asks', async ({ page, playground }) => {
    await page.keyboard.type('select totl from ord');
    await page.keyboard.press('Control+Space');
    await expect(suggestions(page).first()).toContainText('orders');
    await expect(underlined(page)).toHaveCount(0);
    await page.keyboard.press('Escape');
    expect(await playground.getSql()).toBe('select totl from ord');
  });
});
