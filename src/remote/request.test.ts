import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { fetchFile, type FetchOptions } from './fetch-file';
import { failureOf, network, serve, type Handler } from './testing/file-server';

const bring = (address: string, options?: FetchOptions) => fetchFile(address, options, network);

/** Answers that no test waits for. */
const hold: Handler = () => undefined;

test.each<[number, Record<string, string>, string, string, string]>([
  [401, {}, '', 'The server asks who you are before it gives ADDRESS (401 Unauthorized).', 'request headers'],
  [403, {}, 'Not yours.', 'The server refuses to give ADDRESS (403 Forbidden: Not yours).', 'request headers'],
  [404, {}, '', 'There is nothing at ADDRESS (404 Not Found).', 'Check how the address is written'],
  [410, {}, '', 'There is no longer anything at ADDRESS (410 Gone).', 'Check how the address is written'],
  [
    429,
    { 'Retry-After': '17' },
    '',
    'The server of ADDRESS has been asked too often (429 Too Many Requests).',
    'Run the statement again in 17 seconds.',
  ],
  [
    503,
    { 'Content-Type': 'application/json' },
    '{"error": "Back\\n at nine"}',
    'The server of ADDRESS has failed (503 Service Unavailable: Back at nine).',
    'That is not for you to mend',
  ],
  [
    500,
    { 'Content-Type': 'application/xml' },
    '<Error><Message>Disk full</Message></Error>',
    'The server of ADDRESS has failed (500 Internal Server Error: Disk full).',
    'That is not for you to mend',
  ],
  [
    502,
    { 'Content-Type': 'text/html' },
    '<html>',
    'The server of ADDRESS has failed (502 Bad Gateway).',
    'That is not for you to mend',
  ],
  [418, {}, '', "The server does not give ADDRESS (418 I'm a Teapot).", 'Open the address in a tab'],
  [204, {}, '', 'The server has no file for ADDRESS (204 No Content).', 'Open the address in a tab'],
  [206, {}, 'x', 'The server gives only a part of ADDRESS (206 Partial Content: x).', 'Open the address in a tab'],
  [302, {}, '', 'The address ADDRESS redirects, but not to any other.', 'Open it in a tab'],
])('status %i is named', async (status, headers, body, message, hint) => {
  const { origin } = await serve((_, response) => {
    response.writeHead(status, { 'Content-Type': 'text/plain', ...headers }).end(body);
  });
  expect(await failureOf(bring(`${origin}/x.csv`))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: message.replace('ADDRESS', `${origin}/x.csv`),
      hint: expect.stringContaining(hint) as string,
    },
  });
});

test('a pattern that is nowhere has the hint that servers list no files', async () => {
  const { origin } = await serve((_, response) => response.writeHead(404).end());
  expect(await failureOf(bring(`${origin}/*.csv`))).toMatchObject({
    detail: { hint: expect.stringContaining('name each one') as string },
  });
});

test('a reason that never ends is not waited for', async () => {
  const { origin } = await serve((_, response) => {
    response.writeHead(500, { 'Content-Type': 'text/plain' }).write('Because');
  });
  expect(await failureOf(bring(`${origin}/x.csv`, { stallTimeoutMs: 20 }))).toMatchObject({
    detail: { message: expect.stringContaining('(500 Internal Server Error: Because).') as string },
  });
});

test('secrets behind the question mark are not repeated', async () => {
  const { origin } = await serve((_, response) => response.writeHead(403).end());
  const failure = await failureOf(bring(`${origin}/x.csv?signature=5ecret`));
  expect(JSON.stringify(failure)).toContain('x.csv?…');
  expect(JSON.stringify(failure)).not.toContain('5ecret');
});

test('a server that does not answer is not waited for', async () => {
  const { origin } = await serve(hold);
  expect(await failureOf(bring(`${origin}/x.csv`, { startTimeoutMs: 20 }))).toMatchObject({
    detail: { code: 'HTTP_ERROR', message: `The server of ${origin}/x.csv has not answered for 0.02 seconds.` },
  });
});

test('an answer that stands still is not waited for', async () => {
  const { origin } = await serve((_, response) => response.write('a,b\n'));
  expect(await failureOf(bring(`${origin}/x.csv`, { stallTimeoutMs: 20 }))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The file at ${origin}/x.csv stopped coming after 4 bytes: nothing more for 0.02 seconds.`,
    },
  });
});

test('a request that is over before it begins asks for nothing', async () => {
  const { origin, requests } = await serve((_, response) => response.end());
  const reason = new Error('Enough.');
  expect(await failureOf(bring(`${origin}/x.csv`, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(requests).toEqual([]);
});

test.each<[string, Handler]>([
  ['before the server answers', hold],
  [
    'while the answer comes',
    (_, response) => {
      response.write('a,b\n');
    },
  ],
  [
    'while the reason of a failure comes',
    (_, response) => {
      response.writeHead(500, { 'Content-Type': 'text/plain' }).write('Be');
    },
  ],
])('its user ends it %s', async (_, handler) => {
  const user = new AbortController();
  const reason = new Error('Enough.');
  let closed: () => void;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  const { origin } = await serve((request, response) => {
    response.on('close', () => closed());
    handler(request, response);
    user.abort(reason);
  });
  expect(await failureOf(bring(`${origin}/x.csv`, { signal: user.signal }))).toBe(reason);
  await isClosed;
});

test('its user gets the reason where the browser has one of its own', async () => {
  const user = new AbortController();
  const reason = new Error('Enough.');
  const withOwnReason = (): Promise<Response> => {
    user.abort(reason);
    return Promise.reject(new DOMException('The user aborted a request.', 'AbortError'));
  };
  const options = { signal: user.signal };
  expect(await failureOf(fetchFile('https://h.test/x.csv', options, { ...network, fetch: withOwnReason }))).toBe(
    reason,
  );
});

test('nothing is left on the signal of its user', async () => {
  const { signal } = new AbortController();
  const { origin } = await serve((_, response) => response.end('a\n'));
  await bring(`${origin}/x.csv`, { signal });
  await failureOf(bring('x.csv', { signal }));
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('its user ends it as soon as bytes come', async () => {
  const user = new AbortController();
  const reason = new Error('Enough.');
  const { origin } = await serve((_, response) => response.write('a,b\n'));
  const failure = failureOf(
    bring(`${origin}/x.csv`, {
      signal: user.signal,
      onProgress: () => {
        user.abort(reason);
      },
    }),
  );
  expect(await failure).toBe(reason);
});

test('what the progress throws ends it as it is', async () => {
  const thrown = new TypeError('Mine.');
  const { origin } = await serve((_, response) => response.write('a,b\n'));
  const failure = failureOf(
    bring(`${origin}/x.csv`, {
      onProgress: () => {
        throw thrown;
      },
    }),
  );
  expect(await failure).toBe(thrown);
});

test('headers go to the origin of the address', async () => {
  const { origin, requests } = await serve((_, response) => response.end('a\n'));
  await bring(`${origin}/x.csv`, { headers: { Authorization: 'Bearer 5ecret' } });
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer 5ecret']);
});

test('headers go along with a redirect within the origin', async () => {
  const { origin, requests } = await serve((request, response) => {
    if (request.url === '/y.csv') response.end(request.headers['x-key'] === '5ecret' ? 'a\n' : 'who?\n');
    else response.writeHead(307, { Location: '/y.csv' }).end();
  });
  const { data, url } = await bring(`${origin}/x.csv`, { headers: { 'X-Key': '5ecret' } });
  expect(url).toBe(`${origin}/y.csv`);
  expect(await data.text()).toBe('a\n');
  expect(requests.at(-1)?.url).toBe('/y.csv');
});

test('headers do not go along with a redirect to another origin', async () => {
  const elsewhere = await serve((_, response) => response.end('a\n'));
  const { origin, requests } = await serve((_, response) =>
    response.writeHead(302, { Location: `${elsewhere.origin}/y.csv` }).end(),
  );
  const { data, url } = await bring(`${origin}/x.csv`, { headers: { 'X-Key': '5ecret' } });
  expect(url).toBe(`${elsewhere.origin}/y.csv`);
  expect(await data.text()).toBe('a\n');
  expect(requests[0]?.headers['x-key']).toBe('5ecret');
  expect(elsewhere.requests.length).toBeGreaterThan(0);
  for (const { headers } of elsewhere.requests) expect(headers['x-key']).toBeUndefined();
});

test('headers do not come back over another origin', async () => {
  let target = '';
  const elsewhere = await serve((_, response) => response.writeHead(302, { Location: `${target}/y.csv` }).end());
  const server = await serve((request, response) => {
    if (request.url === '/y.csv') response.end(request.headers['x-key'] === '5ecret' ? 'known\n' : 'unknown\n');
    else response.writeHead(302, { Location: `${elsewhere.origin}/there` }).end();
  });
  target = server.origin;
  // The address that it ends at is of the origin that the headers are for.
  const { data } = await bring(`${server.origin}/x.csv`, { headers: { 'X-Key': '5ecret' } });
  expect(await data.text()).toBe('known\n');
  for (const { headers } of elsewhere.requests) expect(headers['x-key']).toBeUndefined();
});

test('a login behind a redirect, where no headers may go, has its own hint', async () => {
  const elsewhere = await serve((_, response) => response.writeHead(401).end());
  const { origin } = await serve((_, response) =>
    response.writeHead(302, { Location: `${elsewhere.origin}/y.csv` }).end(),
  );
  expect(await failureOf(bring(`${origin}/x.csv`, { headers: { 'X-Key': '5ecret' } }))).toMatchObject({
    detail: {
      message: expect.stringContaining('401') as string,
      hint: 'It redirects to where the headers for its host may not go: give the address that it ends at.',
    },
  });
});

test.each([undefined, { 'X-Key': '5ecret' }])('a redirect in a circle is named, with headers %o', async (headers) => {
  const { origin } = await serve((request, response) =>
    response.writeHead(302, { Location: request.url === '/x.csv' ? '/y.csv' : '/x.csv' }).end(),
  );
  expect(await failureOf(bring(`${origin}/x.csv`, headers ? { headers } : {}))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The address ${origin}/x.csv redirects in a circle, or to one that cannot be reached.`,
    },
  });
});

test('headers that lead on and on are not followed for ever', async () => {
  const { origin, requests } = await serve((request, response) => {
    // Without headers there is an end to it.
    if (request.headers['x-key'] === undefined && request.url === '/end.csv') response.end('a\n');
    else response.writeHead(302, { Location: '/end.csv' }).end();
  });
  expect(await failureOf(bring(`${origin}/x.csv`, { headers: { 'X-Key': '5ecret' } }))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The address ${origin}/x.csv redirects to where the headers for its host may not go.`,
    },
  });
  expect(requests.filter(({ headers }) => headers['x-key'] !== undefined)).toHaveLength(2);
});

test('what is given without headers is no stand-in for what they lead to', async () => {
  const { origin } = await serve((request, response) => {
    if (request.headers['x-key'] === undefined) response.end('public\n');
    else response.writeHead(302, { Location: 'http://elsewhere.invalid/private.csv' }).end();
  });
  expect(await failureOf(bring(`${origin}/x.csv`, { headers: { 'X-Key': '5ecret' } }))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The address ${origin}/x.csv redirects to where the headers for its host may not go.`,
      hint: 'Open it in a tab of its own, and give the address that it ends at.',
    },
  });
});

test('headers that cannot be are named, and not repeated', async () => {
  const failure = await failureOf(bring('https://h.test/x.csv', { headers: { 'X-Key': '5ecret\nb' } }));
  expect(failure).toMatchObject({ detail: { message: 'The headers for h.test cannot be sent.' } });
  expect(JSON.stringify(failure)).not.toContain('5ecret');
});
