import { deflateRawSync } from 'node:zlib';
import type { Page, Route } from '@playwright/test';
import { expect, test } from './fixtures';
import { asked, packed, sqlLink, takeOver } from './links';

const notice = (page: Page) => page.getByRole('note').filter({ hasText: 'came from a link' });

test.describe('SQL from a link', () => {
  test('is shown, does not run by itself, and changes nothing until it is taken over, also by who edits it', async ({
    page,
    playground,
  }) => {
    await playground.goto(sqlLink('select \'1+1 = 100 %\' as "ä🦆"'));
    expect(await playground.getSql()).toBe('select \'1+1 = 100 %\' as "ä🦆"');
    await expect(notice(page)).toBeVisible();
    expect(await asked(playground)).toEqual([]);
    await expect(playground.region).toHaveAttribute('data-run', '0');

    await playground.runButton.click();
    await expect(playground.cells).toHaveText(['1+1 = 100 %']);
    expect(await asked(playground)).toEqual([[expect.stringContaining('🦆'), 'reader', 'link', 'main']]);
    await page.evaluate((hash) => (location.hash = hash), sqlLink('create table t as select 42 as answer; from t'));
    await expect.poll(() => playground.getSql()).toContain('create');
    await playground.runButton.click();
    await expect(playground.alert).toContainText('PERMISSION_DENIED');
    await expect(notice(page)).toContainText('refused');

    await takeOver(page);
    await expect(notice(page)).toBeHidden();
    await playground.runButton.click();
    await expect(playground.cells).toHaveText(['42']);
    expect((await asked(playground)).map(([, role, origin]) => [role, origin])).toEqual([
      ['reader', 'link'],
      ['reader', 'link'],
      ['admin', 'editor'],
    ]);

    await page.evaluate((hash) => (location.hash = hash), sqlLink('create table u as select 43 as answer'));
    await expect(notice(page)).toBeVisible();
    await expect(page.locator('.monaco-editor')).toBeVisible();
    await playground.editor.focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText('; from u');
    await expect(notice(page)).toBeHidden();
    await playground.runButton.click();
    await expect(playground.cells).toHaveText(['43']);
  });

  test('is not taken over by the editor’s own ends of lines, separators and byte order marks', async ({
    page,
    playground,
  }) => {
    const sql = '\ufeffselect 1;\r\nselect 2;\rselect 3 --\u2028\n, 2\u0000';
    await playground.goto(sqlLink(sql));
    await expect(page.locator('.monaco-editor')).toBeVisible();
    await expect(notice(page)).toBeVisible();
    // The editor is told of a text in another way when it is there already.
    await page.evaluate((hash) => (location.hash = hash), sqlLink(`${sql} `));
    await expect.poll(() => playground.getSql()).toMatch(/ $/);
    await playground.runButton.click();
    await expect(playground.region).toHaveAttribute('data-run', '1');
    await expect(notice(page)).toBeVisible();
    expect((await asked(playground)).map(([, role]) => role)).toEqual(['reader']);
  });

  test('is sorted in the role that it ran in', async ({ page, playground }) => {
    await playground.goto(`?namespace=lesson${sqlLink('from range(3) t(n)')}`);
    await playground.runButton.click();
    await playground.columnHeaders.filter({ hasText: 'n' }).first().click();
    await playground.columnHeaders.filter({ hasText: 'n' }).first().click();
    await expect(playground.cells).toHaveText(['2', '1', '0']);
    const roles = (await asked(playground)).map(([, role, , namespace]) => `${role} ${namespace}`);
    expect(new Set(roles)).toEqual(new Set(['reader lesson']));
    await expect(page.getByText('Namespace lesson')).toBeVisible();
  });

  test('leaves the visitor’s own text alone, and gives it back', async ({ page, playground }) => {
    await playground.goto();
    await playground.setSql("select 'mine'");
    await page.goto('about:blank');
    await playground.goto(sqlLink("select 'theirs'"));
    expect(await playground.getSql()).toBe("select 'theirs'");
    await page.getByRole('button', { name: 'Back to my own text' }).click();
    expect(await playground.getSql()).toBe("select 'mine'");
    expect(new URL(page.url()).hash).toBe('');
    await expect(notice(page)).toBeHidden();

    // Nor does what is made of a link take its place; that is there again with the link.
    await page.goto('about:blank');
    await playground.goto(sqlLink("select 'theirs'"));
    await playground.setSql("select 'theirs, changed'");
    await page.reload();
    await playground.ready();
    expect(await playground.getSql()).toBe("select 'theirs, changed'");
    await page.goto('about:blank');
    await playground.goto();
    expect(await playground.getSql()).toBe("select 'mine'");
  });

  test('that comes into an open page is shown, and does not run', async ({ page, playground }) => {
    await playground.goto('?run');
    await expect(playground.region).toHaveAttribute('data-run', '1');
    await expect(playground.region).toHaveAttribute('data-state', 'success');
    await expect(page.locator('.monaco-editor')).toBeVisible();
    await playground.editor.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText("select 'typed'");

    await page.evaluate(() => (location.hash = '#sql=select%20%27linked%27'));
    await expect(notice(page)).toBeVisible();
    expect(await playground.getSql()).toBe("select 'linked'");
    await expect(playground.region).toHaveAttribute('data-run', '1');
    await playground.editor.focus();
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => playground.getSql()).toBe("select 'typed'");
  });
});

test.describe('run', () => {
  test('runs on load, as a reader', async ({ playground }) => {
    await playground.goto(`?run${sqlLink('select 6 * 7 as answer')}`);
    await expect(playground.cells).toHaveText(['42']);
    expect((await asked(playground)).map(([, role, origin]) => [role, origin])).toEqual([['reader', 'link']]);
  });

  test('cannot change anything', async ({ page, playground }) => {
    await playground.goto(`?run${sqlLink('create table t as select 1')}`);
    await expect(playground.alert).toContainText('PERMISSION_DENIED');
    await expect(notice(page)).toContainText('refused');
    expect((await playground.query('from sys.tables')).statements[0]?.rowCount).toBe(0);
  });

  test('runs nothing else in place of what cannot be read', async ({ page, playground }) => {
    await playground.goto();
    await playground.setSql("select 'mine'");
    await page.goto('about:blank');
    await playground.goto('?run#sql=select%2');
    await expect(playground.alert).toContainText('%25');
    expect((await playground.query('select 1')).status).toBe('succeeded');
    await expect(playground.region).toHaveAttribute('data-run', '0');
  });
});

test.describe('a packed link', () => {
  const src = 'https://data.test/orders.csv';
  test.use({ otherOrigins: ['https://data.test'], expectedErrors: [/Failed to load resource|blocked by CORS/] });

  const content = {
    sql: 'select sum(amount * factor) as total from orders, factors',
    setup: "create table factors as select 2 as factor; create view orders as from 'orders.csv'",
    data: [{ name: 'orders.csv', src }],
    namespace: 'lesson',
  };

  test('brings files and a setup, which needs to be taken over', async ({ page, playground }) => {
    let fetches = 0;
    await page.route(src, (route) => {
      fetches++;
      return route.fulfill({ body: 'amount\n10\n11\n', headers: { 'access-control-allow-origin': '*' } });
    });
    await playground.goto(`?run${packed(content)}`);
    await expect(playground.alert).toContainText('PERMISSION_DENIED');
    await expect(playground.alert).toContainText('setup of this link');
    await expect(notice(page)).toContainText('Its setup was refused');
    await expect(notice(page)).toContainText('data.test');
    await page.getByText('Show the setup').click();
    await expect(notice(page)).toContainText('create table factors');

    await takeOver(page);
    for (const run of [2, 3]) {
      await playground.runButton.click();
      await expect(playground.region).toHaveAttribute('data-run', String(run));
      await expect(playground.cells).toHaveText(['42']);
    }
    expect(fetches).toBe(1);
    // What is not named otherwise runs where the editor does.
    expect((await playground.query('from factors')).status).toBe('succeeded');
    const setups = (await asked(playground)).filter(([sql]) => sql === content.setup);
    expect(setups).toEqual([
      [content.setup, 'reader', 'link', 'lesson'],
      [content.setup, 'admin', 'editor', 'lesson'],
    ]);
    await expect(playground.catalog.getByRole('treeitem', { name: /factors/ })).toBeVisible();
  });

  test('fetches nothing before it runs, tells why a file cannot be had, and can be cancelled', async ({
    page,
    playground,
  }) => {
    let fetches = 0;
    const answers: Parameters<Route['fulfill']>[0][] = [
      { status: 404, headers: { 'access-control-allow-origin': '*' } },
      { status: 200, headers: { 'access-control-allow-origin': 'https://else.test' }, body: 'a' },
    ];
    await page.route(src, async (route) => {
      const answer = answers[fetches++];
      // The last one is on the way for ever.
      if (answer) await route.fulfill(answer);
    });
    await playground.goto(packed({ sql: "from 'orders.csv'", data: content.data }));
    await expect(notice(page)).toContainText('orders.csv');
    expect(fetches).toBe(0);

    for (const reason of [/404/, /CORS/]) {
      await playground.runButton.click();
      await expect(playground.alert).toContainText(reason);
      await expect(playground.alert).toContainText('FILE_ERROR');
    }
    await playground.runButton.click();
    await expect.poll(() => fetches).toBe(3);
    await playground.cancelButton.click();
    await expect(playground.region).toHaveAttribute('data-state', 'cancelled');

    await test.step('puts no file in place of the visitor’s', async () => {
      await page.evaluate(() => window.playground?.addFile('orders.csv', 'mine\n1\n'));
      await playground.runButton.click();
      await expect(playground.alert).toContainText('FILE_ERROR');
      expect((await playground.query("from 'orders.csv'")).statements[0]?.columns[0]?.name).toBe('mine');
    });

    await test.step('can be cancelled while it sets up', async () => {
      const setup = 'create table t as from range(1000000000000) where range % 7 = 8';
      await page.evaluate((hash) => (location.hash = hash), packed({ sql: 'from t', setup }));
      await expect.poll(() => playground.getSql()).toBe('from t');
      await takeOver(page);
      await playground.runButton.click();
      await expect(playground.status).toHaveText(/Fetching|Still/);
      await playground.cancelButton.click();
      await expect(playground.region).toHaveAttribute('data-state', 'cancelled');
      expect((await playground.query('select 1')).status).toBe('succeeded');
    });
  });
});

test.describe('what an address asks and cannot have', () => {
  const bomb = `#v1=${deflateRawSync(Buffer.alloc(500_000_000, 0x20)).toString('base64url')}`;
  const whole = packed({ sql: `select ${'abcdefg, hijk, '.repeat(3)}` });

  test('is told, and the editor keeps what it had', async ({ page, playground }) => {
    await playground.goto();
    await playground.setSql("select 'mine'");
    for (const [name, address, reason] of [
      ['a broken code', '#sql=select%2', /%25/],
      ['a packed link that is cut off', whole.slice(0, -8), /damaged|cut off/],
      ['something after the end of a packed link', `${whole.slice(0, -2)}AAAA`, /damaged|cut off|JSON|text/],
      ['a bomb', bomb, /more than 1 MiB/],
      ['a theme', '?theme=pink', /auto, light or dark/],
      ['a namespace', '?namespace=memory', /namespace=memory/],
      ['a role', '?role=boss', /role=boss/],
    ] as const) {
      await test.step(name, async () => {
        // Where the page need not be opened for it, it is not.
        if (address.startsWith('#')) await page.evaluate((hash) => (location.hash = hash), address);
        else await playground.goto(address);
        await expect(playground.alert).toContainText(reason);
        expect(await playground.getSql()).toBe("select 'mine'");
        await page.getByRole('button', { name: 'Dismiss' }).click();
        await expect(playground.alert).toBeHidden();
      });
    }
  });
});
