import { gunzipSync, gzipSync } from 'node:zlib';
import type { BrowserContext } from '@playwright/test';
import { block, expect, GuestPage, script, test } from './embed-fixtures';
import { BUILD, type Answer, type Host } from './embed-hosts';

const files = [
  ['the scripts', /embed-live-/, /A script of the playground/],
  ['the worker', /session\.worker/, /The worker/],
  ['the engine', /\.bin$/, /The engine/],
] as const;

for (const [name, pattern, subject] of files) {
  test.describe(`where ${name} cannot be had`, () => {
    test.use({ expectedErrors: [/404|worker|module script/i] });

    test('because they are not there', async ({ guest, home }) => {
      home.change = (path) => (pattern.test(path) ? { status: 404, body: 'Not here' } : undefined);
      await guest.open(script(BUILD), block());
      await guest.expectReason([subject, 'the server answered 404', 'whole folder']);
    });

    test('because the site answers with a page', async ({ guest, home }) => {
      const page = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Start</title>' };
      home.change = (path) => (pattern.test(path) ? page : undefined);
      await guest.open(script(BUILD), block());
      await guest.expectReason([pattern.source === '\\.bin$' ? 'is not the engine' : 'is sent as “text/html”']);
    });

    test('until somebody mends it', async ({ guest, home }) => {
      home.change = (path) => (pattern.test(path) ? { status: 404, body: 'Not here' } : undefined);
      await guest.open(script(BUILD), block());
      await guest.expectReason([subject]);
      home.change = () => undefined;
      await guest.expectAnswer(['42']);
    });
  });
}

test.describe('where one of them cannot be had', () => {
  test.use({ expectedErrors: [/worker|module script/i] });

  test('because the server never answers', async ({ context, home }) => {
    await withEachFile(
      context,
      home,
      () => ({ isSilent: true }),
      (guest, subject) => guest.expectReason([subject, 'has not answered', 'proxy']),
    );
  });

  test('or only slowly, it is waited for', async ({ context, home }) => {
    await withEachFile(
      context,
      home,
      (body) => ({ body, pieces: { count: 14, everyMs: 1000 } }),
      (guest) => guest.expectAnswer(['42']),
    );
  });
});

/** One page for each of the files, which is answered so. All at once: what these take is time. */
async function withEachFile(
  context: BrowserContext,
  home: Host,
  answer: (body: Buffer) => Answer,
  look: (guest: GuestPage, subject: RegExp) => Promise<void>,
): Promise<void> {
  home.change = (path, body) =>
    files.some(([, pattern], i) => path.startsWith(`/${i}/`) && pattern.test(path)) ? answer(body) : undefined;
  await Promise.all(
    files.map(async ([, , subject], i) => {
      const guest = new GuestPage(await context.newPage(), home);
      await guest.open(script(`/${i}${BUILD}`), block(), {}, `/${i}/docs/guide/`);
      await look(guest, subject);
    }),
  );
}

test.describe('where nothing is answered any more', () => {
  test('that is told in time', async ({ guest, home }) => {
    await guest.open(script(BUILD), block('a', 'SELECT 42', 'loading="click"'));
    await expect(guest.playground().runButton).toBeVisible();
    home.change = () => ({ isSilent: true });
    await guest.expectReason([/not answer/]);
  });
});

test.describe('the engine arrives', () => {
  test('from a host that declares it as packed, so that the browser unpacks it', async ({ guest, home }) => {
    home.change = (path, body) =>
      path.endsWith('.bin') ? { body, headers: { 'content-encoding': 'gzip' } } : undefined;
    await guest.open(script(BUILD), block());
    await guest.expectAnswer(['42']);
  });

  test('from a host that packs it once more', async ({ guest, home }) => {
    home.change = (path, body) =>
      path.endsWith('.bin')
        ? { body: gzipSync(body, { level: 1 }), headers: { 'content-encoding': 'gzip' } }
        : undefined;
    await guest.open(script(BUILD), block());
    await guest.expectAnswer(['42']);
  });

  test('from a host that keeps it unpacked', async ({ guest, home }) => {
    home.change = (path, body) => (path.endsWith('.bin') ? { body: gunzipSync(body) } : undefined);
    await guest.open(script(BUILD), block());
    await guest.expectAnswer(['42']);
  });

  for (const type of ['text/plain', 'text/html', 'application/x-gzip']) {
    test(`as ${type}`, async ({ guest, home }) => {
      const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
      home.change = (path, body) => (path.endsWith('.bin') ? { body, headers } : undefined);
      await guest.open(script(BUILD), block());
      await guest.expectAnswer(['42']);
    });
  }

  test.describe('damaged', () => {
    test('and says so', async ({ guest, home }) => {
      home.change = (path, body) => (path.endsWith('.bin') ? { body: body.subarray(0, 1_000_000) } : undefined);
      await guest.open(script(BUILD), block());
      await guest.expectReason(['damaged or incomplete']);
    });
  });
});
