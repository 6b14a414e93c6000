import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { serveFolder } from '../src/playwright/static-server.mjs';
import { expect, test } from './fixtures';
import { FramingPage, hostPage, type HostWindow } from './framing-page';

test.describe('a page that frames the playground', () => {
  test('is told of the session, the height, results and errors', async ({ page, site }) => {
    const host = new FramingPage(page);
    await host.open(site, '?embed#sql=select%2042');
    expect((await host.told('ready'))[0]).toMatchObject({
      source: 'dabble',
      session: { engineVersion: 'v1.4.3', bundle: 'eh' },
    });

    await host.runButton.click();
    await expect(host.cells).toHaveText(['42']);
    await expect.poll(() => host.told('result')).toHaveLength(1);
    expect((await host.told('result'))[0]).toMatchObject({
      result: { status: 'succeeded', statements: [{ rows: [['42']] }] },
    });
    expect(await host.told('error')).toEqual([]);

    await host.call('setSql', ['select nope']);
    await host.runButton.click();
    await expect.poll(() => host.told('error')).toHaveLength(1);
    expect((await host.told('error'))[0]).toMatchObject({ error: { code: 'BINDER_ERROR' } });
    expect((await host.told('result'))[1]).toMatchObject({ result: { status: 'failed' } });
  });

  test('has its calls answered', async ({ page, site }) => {
    const host = new FramingPage(page);
    await host.open(site, '?embed');
    expect(await host.call('setSql', ['select 6 * 7 as answer'])).toMatchObject({ source: 'dabble', result: null });
    expect(await host.call('getSql')).toMatchObject({ result: 'select 6 * 7 as answer' });
    expect(await host.call('run')).toMatchObject({ result: { status: 'succeeded', statements: [{ rows: [['42']] }] } });
    await expect(host.cells).toHaveText(['42']);

    const answer = await host.call('run', ['select $n + 1 as n', { params: { n: 1 }, maxRows: 10 }]);
    expect(answer).toMatchObject({ result: { statements: [{ rows: [['2']] }] } });
    expect(await host.call('run', { sql: 'select 3' })).toMatchObject({ result: { statements: [{ rows: [['3']] }] } });
    // What is not the editor's is answered, not told.
    expect(await host.told('result')).toHaveLength(1);
    expect(await host.call('getSql')).toMatchObject({ result: 'select 6 * 7 as answer' });
    expect(await host.call('cancel')).toMatchObject({ result: false });

    await test.step('it can cancel', async () => {
      const endless = host.call('run', ['select count(*) from range(1000000000000) where range % 7 = 8']);
      await expect.poll(() => host.call('cancel')).toMatchObject({ result: true });
      expect(await endless).toMatchObject({ result: { status: 'cancelled' } });
    });

    for (const [name, method, args, reason] of [
      ['no method', undefined, undefined, /no method undefined.*run, cancel, setSql, getSql/],
      ['another method', 'restart', [], /no method restart/],
      ['a method of objects', 'constructor', [], /no method constructor/],
      ['SQL that is a number', 'run', [42], /text/],
      ['no text', 'setSql', [], /setSql takes/],
      ['text that is none', 'setSql', [{}], /setSql takes/],
      ['arguments that are no list', 'run', 'select 1', /list of arguments/],
      ['too many arguments', 'getSql', [1], /0 arguments/],
      ['an option that there is not', 'run', ['select 1', { origin: 'editor' }], /no origin/],
      ['a role that there is not', 'run', ['select 1', { role: 'owner' }], /role/],
      ['options that hold for SQL, without it', 'run', [null, { maxRows: 1 }], /without SQL/],
      ['a limit that is none', 'run', ['select 1', { timeoutMs: -1 }], /timeoutMs/],
      ['an id that is none', 'cancel', [7], /text/],
    ] as const) {
      await test.step(name, async () => {
        const answer = await host.call(method, args);
        expect(answer).toMatchObject({ source: 'dabble', error: { code: 'INVALID_MESSAGE', statementIndex: 0 } });
        expect(answer.error?.message).toMatch(reason);
        expect(answer).not.toHaveProperty('result');
      });
    }

    await test.step('messages of others, and for others, are not heard', async () => {
      await page.evaluate(async () => {
        const frame = document.querySelector('iframe')?.contentWindow;
        if (!frame) throw new Error('No frame');
        // A frame beside it.
        const other = document.createElement('iframe');
        other.srcdoc = `<script>
          addEventListener('message', () => parent.postMessage('answered', '*'));
          parent.frames[0].postMessage({ source: 'dabble', id: 1, method: 'setSql', args: ['from stranger'] }, '*');
          parent.postMessage('posted', '*');
        </script>`;
        const posted = new Promise((resolve) => {
          addEventListener('message', ({ data }) => data === 'posted' && resolve(undefined));
        });
        document.body.append(other);
        await posted;
        for (const message of [
          null,
          'dabble',
          { method: 'getSql', id: 2 },
          { source: 'other', method: 'getSql', id: 3 },
        ]) {
          frame.postMessage(message, '*');
        }
      });
      expect(await host.call('getSql')).toMatchObject({ result: 'select 6 * 7 as answer' });
      const ids = await page.evaluate(() => (window as unknown as HostWindow).told.map(({ id }) => id));
      const isCall = (id: unknown): boolean => typeof id === 'string' && id.startsWith('call-');
      expect(ids.filter((id) => id !== undefined && !isCall(id))).toEqual([]);
    });
  });

  test('is answered what it asks as soon as the frame has loaded, also while a link is unpacked', async ({
    page,
    site,
  }) => {
    const sql = `select 42 --${'ab'.repeat(200_000)}`;
    const link = `#v1=${deflateRawSync(JSON.stringify({ sql })).toString('base64url')}`;
    const url = new URL('early.html', site).href;
    const early = `<script>
      const [child] = document.querySelectorAll('iframe');
      child.addEventListener('load', () => void call({ method: 'getSql' }));
    </script>`;
    const body = hostPage(`./?embed${link}`, { width: 600, height: 400 }) + early;
    await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(url);
    const host = new FramingPage(page);
    await expect.poll(() => host.told('ready')).toHaveLength(1);
    const answers = () =>
      page.evaluate(() => (window as unknown as HostWindow).told.filter(({ id }) => id !== undefined));
    await expect.poll(answers).toEqual([{ source: 'dabble', id: 'call-1', result: sql }]);
  });

  test('may do no more than an author, whatever it asks', async ({ page, site }) => {
    const host = new FramingPage(page);
    await host.open(site, './');
    for (const options of [{}, { role: 'admin' }]) {
      const refused = await host.call('run', ["attach ':memory:' as other", options]);
      expect(refused).toMatchObject({ result: { error: { code: 'PERMISSION_DENIED' } } });
    }
    await host.call('setSql', ["attach ':memory:' as other"]);
    expect(await host.call('run')).toMatchObject({ result: { error: { code: 'PERMISSION_DENIED' } } });
    await host.runButton.click();
    await expect(host.region).toHaveAttribute('data-run', '2');
    await expect(host.region).toHaveAttribute('data-state', 'error');
    const reader = await host.call('run', ['create table t as select 1', { role: 'reader' }]);
    expect(reader).toMatchObject({ result: { error: { code: 'PERMISSION_DENIED' } } });
    expect(await host.call('run', ['create table t as select 1'])).toMatchObject({ result: { status: 'succeeded' } });
    const asked = await host.call('run', [
      "select distinct role, origin from sys.queries where status <> 'running' order by all",
    ]);
    expect(asked).toMatchObject({
      result: {
        statements: [
          {
            rows: [
              ['author', 'embed'],
              ['reader', 'embed'],
            ],
          },
        ],
      },
    });
  });

  test('may do no more than its address says', async ({ page, site }) => {
    const host = new FramingPage(page);
    await host.open(site, '?embed&role=reader');
    const refused = await host.call('run', ['create table t as select 1', { role: 'author' }]);
    expect(refused).toMatchObject({ result: { error: { code: 'PERMISSION_DENIED' } } });
  });

  test('is not shown what the visitor wrote elsewhere', async ({ page, site, playground }) => {
    await playground.goto();
    await playground.setSql("select 'secret'");
    const host = new FramingPage(page);
    for (const address of ['./', '?embed']) {
      await host.open(site, address);
      expect((await host.call('getSql')).result).not.toContain('secret');
      await host.call('setSql', ["select 'theirs'"]);
      await host.editor.press('End');
      await host.editor.press('Space');
    }
    await page.goto(site);
    await playground.ready();
    expect(await playground.getSql()).toBe("select 'secret'");
  });
});

const foreignTest = test.extend({
  /** The host's page is served from here. */
  otherOrigins: async ({ site }, use, testInfo) => {
    const folder = testInfo.outputPath('host');
    mkdirSync(folder, { recursive: true });
    const src = new URL('?embed', site).href;
    writeFileSync(join(folder, 'host.html'), hostPage(src, { width: 600, height: 400 }));
    const server = await serveFolder({ folder });
    await use([`http://127.0.0.1:${server.port}`]);
    await server.close();
  },
});

foreignTest('a page of another origin is told, and answered', async ({ page, otherOrigins: [origin = ''] }) => {
  const host = new FramingPage(page);
  await page.goto(`${origin}/host.html`);
  await expect.poll(() => host.told('ready')).toHaveLength(1);
  expect(await host.call('run', ['select 42'])).toMatchObject({ result: { statements: [{ rows: [['42']] }] } });
});

test('the host page of the documents works', async ({ page, site }) => {
  const documents = readFileSync(new URL('../docs/address.md', import.meta.url), 'utf8');
  const html = /```html\n([^`]*)```/.exec(documents)?.[1] ?? '';
  const url = new URL('documented.html', site).href;
  const body = `<!doctype html><title>Host</title><link rel="icon" href="data:," />${html.replace('/playground/', './')}`;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  const said = page.waitForEvent('console');
  await page.goto(url);
  expect(await (await said).args()[0]?.jsonValue()).toEqual([['42']]);
  await expect(page.locator('iframe')).not.toHaveAttribute('height', '400');
});
