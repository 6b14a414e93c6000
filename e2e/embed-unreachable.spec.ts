import { gunzipSync, gzipSync } from 'node:zlib';
import { block, expect, GuestPage, script, test } from './embed-fixtures';
import { BUILD, type Host } from './embed-hosts';

const files = [
  ['the scripts', /embed-live-/, /A script of the playground/],
  ['the worker', /session\.worker/, /The worker/],
  ['the engine', /\.bin$/, /The engine/],
] as const;

for (const [name, pattern, subject] of files) {
  test.describe(`where ${name} cannot be had`, () => {
    test.use({ expectedErrors: [/404|worker|module script/i] });

    test('because the site answers with a page', async ({ guest, home }) => {
      const page = { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Start</title>' };
      home.change = (path) => (pattern.test(path) ? page : undefined);
      await guest.open(script(BUILD), block());
      await guest.expectReason([pattern.source === '\\.bin$' ? 'is not the engine' : 'is sent as “text/html”']);
    });

    test('because they are not there, until somebody mends it', async ({ guest, home }) => {
      home.change = (path) => (pattern.test(path) ? { status: 404, body: 'Not here' } : undefined);
      await guest.open(script(BUILD), block());
      await guest.expectReason([subject, 'the server answered 404', 'whole folder']);
      home.change = () => undefined;
      await guest.expectAnswer(['42']);
    });
  });
}

test.describe('where no answer comes', () => {
  test.use({ expectedErrors: [/worker|module script/i] });

  test('that is told, and what only comes slowly is waited for', async ({ context, guest, home, cdn }) => {
    await guest.open(script(BUILD), block('a', 'SELECT 42', 'loading="click"'));
    await expect(guest.playground().runButton).toBeVisible();
    // Each page has a folder of its own, in which one of the files is answered so. The first one gets nothing more at all.
    const isOneOf = (path: string): boolean =>
      files.some(([, pattern], i) => path.startsWith(`/${i}/`) && pattern.test(path));
    home.change = (path) => (isOneOf(path) || path.startsWith(BUILD) ? { isSilent: true } : undefined);
    cdn.change = (path, body) => (isOneOf(path) ? { body, pieces: { count: 14, everyMs: 1000 } } : undefined);
    const open = async (host: Host, i: number): Promise<GuestPage> => {
      const other = new GuestPage(await context.newPage(), host);
      await other.open(script(`/${i}${BUILD}`), block(), {}, `/${i}/docs/guide/`);
      return other;
    };
    await guest.expectReason([/not answer/]);
    for (const [i, [, , subject]] of files.entries())
      await (await open(home, i)).expectReason([subject, 'has not answered', 'proxy']);
    // What comes within so many seconds takes time, and little else.
    await Promise.all(files.map(async (_, i) => (await open(cdn, i)).expectAnswer(['42'])));
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
        ? { body: () => gzipSync(body, { level: 1 }), headers: { 'content-encoding': 'gzip' } }
        : undefined;
    await guest.open(script(BUILD), block());
    await guest.expectAnswer(['42']);
  });

  test('from a host that keeps it unpacked', async ({ guest, home }) => {
    home.change = (path, body) => (path.endsWith('.bin') ? { body: () => gunzipSync(body) } : undefined);
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
