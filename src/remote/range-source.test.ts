import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { ByteRange } from './byte-range';
import { openRanges, type RangeSource } from './range-source';
import type { RequestOptions } from './request';
import { failureOf, network, serve, type FileServer } from './testing/file-server';

const BYTES = Buffer.from(Array.from({ length: 100 }, (_, i) => i));

/** A server that gives ranges as it should, but for what a test has it say instead. */
class RangeServer {
  bytes = BYTES;
  headers: OutgoingHttpHeaders = { ETag: '"1"' };
  /** Takes an answer over; false leaves it to the server. */
  instead: (request: IncomingMessage, response: ServerResponse, range: ByteRange | null) => boolean = () => false;

  private constructor(readonly server: FileServer) {}

  static async start(): Promise<RangeServer> {
    const started: { ranges?: RangeServer } = {};
    const server = await serve((request, response) => started.ranges?.answer(request, response));
    return (started.ranges = new RangeServer(server));
  }

  get address(): string {
    return `${this.server.origin}/x.parquet`;
  }

  open(options?: RequestOptions): Promise<RangeSource | null> {
    return openRanges(this.address, options, network);
  }

  async opened(options?: RequestOptions): Promise<RangeSource> {
    const source = await this.open(options);
    if (!source) throw new Error('It is to be read whole.');
    return source;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const range = ByteRange.parse(request.headers.range ?? null, this.bytes.byteLength);
    if (this.instead(request, response, range === 'unsatisfiable' ? null : range)) return;
    if (range === 'unsatisfiable')
      response.writeHead(416, { 'Content-Range': `bytes */${this.bytes.byteLength}` }).end();
    else if (!range) response.writeHead(200, this.headers).end(this.bytes);
    else {
      const headers = { ...this.headers, 'Content-Range': range.contentRange, 'Content-Length': range.length };
      response.writeHead(206, headers).end(this.bytes.subarray(range.start, range.end));
    }
  }
}

test('parts of a file are read where they are', async () => {
  const ranges = await RangeServer.start();
  const source = await ranges.opened();
  expect(source.size).toBe(100);
  expect(new Uint8Array(await source.slice(10, 13))).toEqual(Uint8Array.of(10, 11, 12));
  expect(new Uint8Array(await source.slice(98))).toEqual(Uint8Array.of(98, 99));
  expect(new Uint8Array(await source.slice(99, 1000))).toEqual(Uint8Array.of(99));
  expect((await source.slice(0)).byteLength).toBe(100);
  expect(ranges.server.requests.map(({ headers }) => headers.range)).toEqual([
    'bytes=0-0',
    'bytes=10-12',
    'bytes=98-99',
    'bytes=99-99',
    'bytes=0-99',
  ]);
});

test('a part without bytes is not asked for', async () => {
  const ranges = await RangeServer.start();
  const source = await ranges.opened();
  expect((await source.slice(5, 5)).byteLength).toBe(0);
  expect((await source.slice(100, 200)).byteLength).toBe(0);
  expect(ranges.server.requests).toHaveLength(1);
});

test.each<[string, (response: ServerResponse) => unknown]>([
  ['no ranges', (response) => response.end(BYTES)],
  ['a part that it does not tell', (response) => response.writeHead(206).end('x')],
  ['a file of unknown size', (response) => response.writeHead(206, { 'Content-Range': 'bytes 0-0/*' }).end('x')],
  ['another part', (response) => response.writeHead(206, { 'Content-Range': 'bytes 1-1/100' }).end('x')],
  ['more than it tells', (response) => response.writeHead(206, { 'Content-Range': 'bytes 0-0/100' }).end('xy')],
  ['less than it tells', (response) => response.writeHead(206, { 'Content-Range': 'bytes 0-0/100' }).end()],
  ['an empty file', (response) => response.writeHead(416, { 'Content-Range': 'bytes */0' }).end()],
])('a server that gives %s is to be read whole', async (_, answer) => {
  const ranges = await RangeServer.start();
  ranges.instead = (_request, response) => {
    answer(response);
    return true;
  };
  expect(await ranges.open()).toBeNull();
});

test('parts of what is packed are of no use', async () => {
  const headers = { 'Content-Range': 'bytes 0-0/100', 'Content-Encoding': 'x-pack' };
  const packed = { ...network, fetch: () => Promise.resolve(new Response('x', { status: 206, headers })) };
  expect(await openRanges('https://h.test/x.parquet', {}, packed)).toBeNull();
});

test('a file that is not there is not to be read at all', async () => {
  const ranges = await RangeServer.start();
  ranges.instead = (_, response) => {
    response.writeHead(404).end();
    return true;
  };
  expect(await failureOf(ranges.open())).toMatchObject({
    detail: { code: 'HTTP_ERROR', message: `There is nothing at ${ranges.address} (404 Not Found).` },
  });
});

test.each<[string, (ranges: RangeServer) => void]>([
  ['its ETag', (ranges) => (ranges.headers = { ETag: '"2"' })],
  ['the lack of an ETag', (ranges) => (ranges.headers = {})],
  ['its date', (ranges) => (ranges.headers = { ETag: '"1"', 'Last-Modified': 'Wed, 21 Oct 2026 07:28:00 GMT' })],
  ['its size', (ranges) => (ranges.bytes = Buffer.concat([BYTES, BYTES]))],
  ['being shorter than the part', (ranges) => (ranges.bytes = BYTES.subarray(0, 5))],
])('a file that has changed between parts is told by %s', async (_, change) => {
  const ranges = await RangeServer.start();
  const source = await ranges.opened();
  await source.slice(10, 20);
  expect(source.hasChanged).toBe(false);
  change(ranges);
  expect(await failureOf(source.slice(10, 20))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The file at ${ranges.address} has changed while it was read.`,
      hint: 'Run the statement again: it then reads the new file from its beginning.',
    },
  });
  expect(source.hasChanged).toBe(true);
});

const part = (range: string) => ({ ETag: '"1"', 'Content-Range': range });

test.each<[string, (response: ServerResponse) => unknown]>([
  ['the whole file', (response) => response.writeHead(200, { ETag: '"1"' }).end(BYTES)],
  ['another part', (response) => response.writeHead(206, part('bytes 11-20/100')).end(BYTES.subarray(11, 21))],
  ['a smaller part', (response) => response.writeHead(206, part('bytes 10-18/100')).end(BYTES.subarray(10, 19))],
  [
    'what is not the part it tells',
    (response) => response.writeHead(206, part('bytes 10-18/100')).end(BYTES.subarray(10, 20)),
  ],
  ['a part without telling which', (response) => response.writeHead(206, { ETag: '"1"' }).end(BYTES.subarray(10, 20))],
  ['more bytes than it tells', (response) => response.writeHead(206, part('bytes 10-19/100')).end(BYTES)],
  ['fewer bytes than it tells', (response) => response.writeHead(206, part('bytes 10-19/100')).end('x')],
])('a server that gives %s is found out', async (_, answer) => {
  const ranges = await RangeServer.start();
  const source = await ranges.opened();
  ranges.instead = (_request, response) => {
    answer(response);
    return true;
  };
  expect(await failureOf(source.slice(10, 20))).toMatchObject({
    detail: {
      code: 'HTTP_ERROR',
      message: `The server of ${ranges.address} gives another part of the file than it was asked for.`,
    },
  });
});

test('a part that is cut off, stands still, or is ended by its user is none', async () => {
  const ranges = await RangeServer.start();
  const user = new AbortController();
  const reason = new Error('Enough.');
  const source = await ranges.opened({ stallTimeoutMs: 50 });
  let then: (response: ServerResponse) => void;
  ranges.instead = (_, response, range) => {
    response.writeHead(206, { ...part(range?.contentRange ?? ''), 'Content-Length': 10 });
    response.write(BYTES.subarray(10, 15), () => then(response));
    return true;
  };
  then = (response) => response.destroy();
  expect(await failureOf(source.slice(10, 20))).toMatchObject({
    detail: { message: `The file at ${ranges.address} was cut off after 5 bytes of 10 bytes.` },
  });
  then = () => undefined;
  expect(await failureOf(source.slice(10, 20))).toMatchObject({
    detail: { message: expect.stringContaining('stopped coming after 5 bytes') as string },
  });
  then = () => {
    user.abort(reason);
  };
  expect(await failureOf(source.slice(10, 20, user.signal))).toBe(reason);
});

test('headers go with every part, and to no other origin', async () => {
  const elsewhere = await RangeServer.start();
  const ranges = await RangeServer.start();
  ranges.instead = (_, response) => {
    response.writeHead(302, { Location: elsewhere.address }).end();
    return true;
  };
  const source = await ranges.opened({ headers: { 'X-Key': '5ecret' } });
  expect(new Uint8Array(await source.slice(10, 12))).toEqual(Uint8Array.of(10, 11));
  expect(elsewhere.server.requests.map(({ headers }) => [headers.range, headers['x-key']])).toEqual([
    ['bytes=0-0', undefined],
    ['bytes=10-11', undefined],
  ]);

  ranges.instead = (request, response) => {
    if (request.headers['x-key'] === '5ecret') return false;
    response.writeHead(401).end();
    return true;
  };
  expect((await source.slice(10, 12)).byteLength).toBe(2);
});

test.each<[string | null, [number, number] | 'unsatisfiable' | null]>([
  [null, null],
  ['bytes=0-0', [0, 1]],
  ['bytes=5-', [5, 10]],
  ['bytes=-3', [7, 10]],
  ['bytes=-30', [0, 10]],
  ['bytes=5-99', [5, 10]],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=5-4', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=0-1,3-4', null],
  ['bytes=-', null],
  ['rows=0-1', null],
])('the range %s of ten bytes', (header, expected) => {
  const range = ByteRange.parse(header, 10);
  expect(range instanceof ByteRange ? [range.start, range.end] : range).toEqual(expected);
});
