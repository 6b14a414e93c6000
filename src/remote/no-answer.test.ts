import { expect, test } from 'vitest';
import { fetchFile } from './fetch-file';
import { browserNetwork, type Network } from './network';
import { failureOf, network } from './testing/file-server';

/** A browser, whose `fetch` fails without a reason; `allows` says which other requests have an answer. */
class FakeBrowser implements Network {
  readonly requests: RequestInit[] = [];
  origin = 'https://page.test';
  directive: string | undefined;
  online = true;
  allows: (init: RequestInit) => Promise<Response> = () => Promise.reject(new TypeError('Failed to fetch'));

  readonly fetch = (_: string, init: RequestInit): Promise<Response> => {
    this.requests.push(init);
    return init.method === 'HEAD' ? this.allows(init) : Promise.reject(new TypeError('Failed to fetch'));
  };
  readonly isOnline = () => this.online;
  readonly watchPolicy = () => ({ refusal: () => Promise.resolve(this.directive), end: () => undefined });
}

const ADDRESS = 'https://h.test/x.csv';

/** What a browser has of an answer that it may not read. */
const opaque = (type: ResponseType) => Promise.resolve(Object.defineProperty(new Response(), 'type', { value: type }));

test('offline: nothing else is tried', async () => {
  const browser = new FakeBrowser();
  browser.online = false;
  expect(await failureOf(fetchFile(ADDRESS, {}, browser))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The address ${ADDRESS} cannot be fetched: the browser is offline.`,
      hint: 'Connect, then run the statement again.',
    },
  });
  expect(browser.requests).toHaveLength(1);
});

test('forbidden by a policy: nothing else is tried', async () => {
  const browser = new FakeBrowser();
  browser.directive = 'connect-src';
  expect(await failureOf(fetchFile(ADDRESS, {}, browser))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The content security policy of this page forbids to fetch ${ADDRESS} (connect-src).`,
      hint: expect.stringContaining('connect-src https://h.test.') as string,
    },
  });
  expect(browser.requests).toHaveLength(1);
});

test('a server that is there, and not to be read', async () => {
  const browser = new FakeBrowser();
  browser.allows = ({ mode }) => (mode === 'no-cors' ? opaque('opaque') : Promise.reject(new TypeError()));
  expect(await failureOf(fetchFile(ADDRESS, {}, browser))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The server of ${ADDRESS} is there, but does not let other pages read its files (CORS).`,
      hint: 'Download the file and drop it on the page. Or have h.test send “Access-Control-Allow-Origin: *”.',
    },
  });
});

test('headers have to be allowed as well, and are not sent to find out', async () => {
  const browser = new FakeBrowser();
  browser.allows = () => opaque('opaque');
  expect(await failureOf(fetchFile(ADDRESS, { headers: { 'X-Key': '5ecret' } }, browser))).toMatchObject({
    detail: { hint: expect.stringContaining('Access-Control-Allow-Headers: X-Key”') as string },
  });
  expect(browser.requests.map(({ headers }) => headers)).toEqual([{ 'X-Key': '5ecret' }, undefined]);
});

test('a page that shows the file leads to the file', async () => {
  const browser = new FakeBrowser();
  browser.allows = () => opaque('opaque');
  const page = 'https://github.com/o/r/blob/main/data/x.csv';
  expect(await failureOf(fetchFile(page, {}, browser))).toMatchObject({
    detail: {
      message: expect.stringContaining('(CORS)') as string,
      hint: 'This is the address of a page that shows the file. The file itself: https://raw.githubusercontent.com/o/r/main/data/x.csv',
    },
  });
});

test("the page's own origin needs no leave", async () => {
  const browser = new FakeBrowser();
  browser.origin = 'https://h.test';
  browser.allows = () => opaque('opaque');
  expect(await failureOf(fetchFile(ADDRESS, {}, browser))).toMatchObject({
    detail: { message: expect.stringContaining('its server broke the connection off') as string },
  });
});

test('a redirect that leads nowhere', async () => {
  const browser = new FakeBrowser();
  browser.allows = ({ redirect }) =>
    redirect === 'manual' ? opaque('opaqueredirect') : Promise.reject(new TypeError());
  expect(await failureOf(fetchFile(ADDRESS, {}, browser))).toMatchObject({
    detail: { message: `The address ${ADDRESS} redirects in a circle, or to one that cannot be reached.` },
  });
});

test('a host that is nowhere', async () => {
  const browser = new FakeBrowser();
  expect(await failureOf(fetchFile(ADDRESS, {}, browser))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The host h.test cannot be reached, or has no valid certificate: ${ADDRESS} was not fetched.`,
      hint: expect.stringContaining('Check how the host is written') as string,
    },
  });
  expect(browser.requests.map(({ mode, redirect }) => mode ?? redirect)).toEqual([undefined, 'no-cors', 'manual']);
});

test('a port where nobody listens, on the real network', async () => {
  // Reserved, and never listened on.
  expect(await failureOf(fetchFile('http://127.0.0.1:2/x.csv', {}, network))).toMatchObject({
    detail: { message: 'The host 127.0.0.1:2 cannot be reached: http://127.0.0.1:2/x.csv was not fetched.' },
  });
});

test('its user ends it while the reason is looked for', async () => {
  const browser = new FakeBrowser();
  const user = new AbortController();
  const reason = new Error('Enough.');
  browser.allows = ({ signal }) => {
    user.abort(reason);
    return Promise.reject((signal?.reason ?? new Error('It was not told.')) as Error);
  };
  expect(await failureOf(fetchFile(ADDRESS, { signal: user.signal }, browser))).toBe(reason);
  expect(browser.requests).toHaveLength(2);
});

test("the refusal of a policy is told by the browser's event, of this address alone", async () => {
  const target = new EventTarget();
  const names = ['addEventListener', 'removeEventListener'] as const;
  const before = names.map((name) => Reflect.getOwnPropertyDescriptor(globalThis, name));
  for (const name of names)
    Reflect.defineProperty(globalThis, name, { value: target[name].bind(target), configurable: true });
  const refuse = (blockedURI: string, effectiveDirective: string) =>
    target.dispatchEvent(Object.assign(new Event('securitypolicyviolation'), { blockedURI, effectiveDirective }));
  try {
    const watch = browserNetwork.watchPolicy(ADDRESS);
    const other = browserNetwork.watchPolicy('https://other.test/x.csv');
    const late = browserNetwork.watchPolicy(ADDRESS);
    late.end();
    refuse(ADDRESS, 'connect-src');
    expect(await Promise.all([watch.refusal(), other.refusal(), late.refusal()])).toEqual([
      'connect-src',
      undefined,
      undefined,
    ]);
    watch.end();
    other.end();
  } finally {
    names.forEach((name, i) => {
      const descriptor = before[i];
      if (descriptor) Reflect.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    });
  }
});
