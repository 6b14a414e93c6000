import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { fetchFile, type FetchOptions } from './fetch-file';
import { failureOf, network, serve } from './testing/file-server';

const CSV = 'a,b\n1,2\n';

const bring = (address: string, options?: FetchOptions) => fetchFile(address, options, network);

test('a file comes with what its server says of it', async () => {
  const { origin } = await serve((_, response) => {
    response.setHeader('Content-Type', 'text/csv');
    response.setHeader('Last-Modified', 'Wed, 21 Oct 2026 07:28:00 GMT');
    response.end(CSV);
  });
  const file = await bring(`${origin}/x.csv?a=b`);
  expect(await file.data.text()).toBe(CSV);
  expect(file).toMatchObject({
    url: `${origin}/x.csv?a=b`,
    contentType: 'text/csv',
    lastModified: new Date('2026-10-21T07:28:00Z'),
  });
});

test('an empty file is one', async () => {
  const { origin } = await serve((_, response) => response.end());
  const file = await bring(`${origin}/x.csv`);
  expect(file.data.size).toBe(0);
  expect(file.lastModified).toBeNull();
});

test('a redirect leads to the address that is told', async () => {
  const { origin } = await serve((request, response) => {
    if (request.url === '/x.csv') response.end(CSV);
    else response.writeHead(302, { Location: '/x.csv' }).end();
  });
  expect((await bring(`${origin}/latest.csv`)).url).toBe(`${origin}/x.csv`);
});

test('what is packed for its way alone comes unpacked, and its length is not held against it', async () => {
  const text = CSV.repeat(1000);
  const { origin } = await serve((_, response) => {
    const packed = gzipSync(text);
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': packed.byteLength }).end(packed);
  });
  const totals = new Set<number | null>();
  const { data } = await bring(`${origin}/x.csv`, { onProgress: (_, total) => totals.add(total) });
  expect(await data.text()).toBe(text);
  expect(totals).toEqual(new Set([null]));
});

test('a .gz stays packed', async () => {
  const packed = gzipSync(CSV);
  const { origin } = await serve((_, response) => {
    response.setHeader('Content-Type', 'application/gzip');
    response.end(packed);
  });
  const { data } = await bring(`${origin}/x.csv.gz`);
  expect(Buffer.from(await data.arrayBuffer())).toEqual(packed);
});

test('progress counts up to the length that was told', async () => {
  let sendRest = (): void => undefined;
  const { origin } = await serve((_, response) => {
    response.writeHead(200, { 'Content-Length': 8 });
    response.write('a,b\n');
    sendRest = () => response.end('1,2\n');
  });
  const seen: [number, number | null][] = [];
  await bring(`${origin}/x.csv`, {
    onProgress: (loaded, total) => {
      seen.push([loaded, total]);
      if (loaded === 4) sendRest();
    },
  });
  expect(seen).toEqual([
    [4, 8],
    [8, 8],
  ]);
});

test('without a length there is no total', async () => {
  const { origin } = await serve((_, response) => {
    response.write(CSV);
    response.end();
  });
  const seen: (number | null)[] = [];
  await bring(`${origin}/x.csv`, { onProgress: (_, total) => seen.push(total) });
  expect(seen.at(-1)).toBeNull();
});

test('what is told to be too large is refused before it comes', async () => {
  let closed: () => void;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  const { origin } = await serve((_, response) => {
    response.on('close', () => closed());
    // Held: nothing of it is waited for.
    response.writeHead(200, { 'Content-Length': 3 * 2 ** 20 }).flushHeaders();
  });
  expect(await failureOf(bring(`${origin}/x.csv`, { limitBytes: 2 ** 20 }))).toMatchObject({
    detail: {
      code: 'FILE_ERROR',
      message: `The file at ${origin}/x.csv is too large to be fetched: 3 MiB, of 1 MiB at most.`,
      hint: 'Download it and drop it on the page: a dropped file is read in place.',
    },
  });
  await isClosed;
});

test('what turns out to be too large is broken off', async () => {
  let closed: () => void;
  const isClosed = new Promise<void>((resolve) => (closed = resolve));
  const { origin } = await serve((_, response) => {
    response.on('close', () => closed());
    response.write('x'.repeat(11));
  });
  expect(await failureOf(bring(`${origin}/x.csv`, { limitBytes: 10 }))).toMatchObject({
    detail: { code: 'FILE_ERROR', message: expect.stringContaining('it has more than the 10 bytes at most') as string },
  });
  await isClosed;
});

test('a file of just the limit is no larger', async () => {
  const { origin } = await serve((_, response) => response.end('x'.repeat(10)));
  expect((await bring(`${origin}/x.csv`, { limitBytes: 10 })).data.size).toBe(10);
});

test('a file that is cut off is no file', async () => {
  const { origin } = await serve((_, response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write(CSV, () => response.destroy());
  });
  expect(await failureOf(bring(`${origin}/x.csv`))).toMatchObject({
    detail: { code: 'HTTP_ERROR', message: `The file at ${origin}/x.csv was cut off after 8 bytes of 100 bytes.` },
  });
});

test('a file without a length that is cut off is no file', async () => {
  const { origin } = await serve((_, response) => {
    response.write(CSV, () => response.destroy());
  });
  expect(await failureOf(bring(`${origin}/x.csv`))).toMatchObject({
    detail: { message: expect.stringMatching(/was cut off after 8 bytes\.$/) as string },
  });
});

test.each([
  ['shorter', '9', /was cut off after 8 bytes of 9 bytes\./],
  ['longer', '7', /is longer than the 7 bytes that its server told\./],
])('a body that is %s than told is refused', async (_, length, message) => {
  const answer = () => Promise.resolve(new Response(CSV, { headers: { 'Content-Length': length } }));
  const failure = await failureOf(fetchFile('https://h.test/x.csv', {}, { ...network, fetch: answer }));
  expect(failure).toMatchObject({ detail: { code: 'HTTP_ERROR', message: expect.stringMatching(message) as string } });
});

test("another origin's length is no measure, as it may be of what is packed", async () => {
  const answer = () => {
    const response = new Response(CSV, { headers: { 'Content-Length': '7' } });
    return Promise.resolve(Object.defineProperty(response, 'type', { value: 'cors' }));
  };
  const file = await fetchFile('https://h.test/x.csv', {}, { ...network, fetch: answer });
  expect(file.data.size).toBe(8);
});

test.each([
  ['/x.csv', '<!DOCTYPE html><title>Log in</title>'],
  ['/x.parquet', '\n<!-- v1 --> <html lang="en">'],
  ['/x.csv.gz', '\uFEFF<html>'],
])('a page in place of %s is no file', async (path, page) => {
  const { origin } = await serve((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(page);
  });
  expect(await failureOf(bring(origin + path))).toMatchObject({
    detail: {
      code: 'FILE_ERROR',
      message: `What the server gives for ${origin}${path} is an HTML page and not the file.`,
      hint: expect.stringContaining('it may want a login') as string,
    },
  });
});

test('a page after a redirect says where it was', async () => {
  const { origin } = await serve((request, response) => {
    if (request.url?.startsWith('/login')) response.end('<html>');
    else response.writeHead(302, { Location: '/login?to=x' }).end();
  });
  expect(await failureOf(bring(`${origin}/x.csv`))).toMatchObject({
    detail: { message: expect.stringContaining(`and not the file, after a redirect to ${origin}/login?….`) as string },
  });
});

test('what only begins with < or is said to be HTML is a file, and so is a page that was asked for', async () => {
  const { origin } = await serve((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(request.url === '/x.csv' ? '<5,>5\n1,2\n' : '<html>');
  });
  expect((await bring(`${origin}/x.csv`)).data.size).toBe(10);
  expect((await bring(`${origin}/about`)).data.size).toBe(6);
});

test('a page of a host that shows files is refused, and leads to the file', async () => {
  const page = () => Promise.resolve(new Response('<!doctype html>'));
  const address = 'https://docs.google.com/spreadsheets/d/1abc/edit?gid=0';
  expect(await failureOf(fetchFile(address, {}, { ...network, fetch: page }))).toMatchObject({
    detail: {
      code: 'FILE_ERROR',
      hint: 'This is the address of a page that shows the file. The file itself: https://docs.google.com/spreadsheets/d/1abc/export?format=csv',
    },
  });
});
