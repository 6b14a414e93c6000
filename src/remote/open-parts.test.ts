import { expect, test } from 'vitest';
import { ByteRange } from './byte-range';
import { hasParts, openParts } from './open-parts';
import { failureOf, network, serve } from './testing/file-server';

test.each([
  ['https://host/a.parquet', true],
  ['http://host/folder/a.PQ?signature=x.csv', true],
  ['https://host/a.parquet#part', true],
  ['https://host/a.csv?name=b.parquet', false],
  ['https://host/parquet', false],
  ['a.parquet', false],
])('%s is read in parts: %s', (address, expected) => {
  expect(hasParts(address)).toBe(expected);
});

test('a small file is better fetched whole', async () => {
  const { origin } = await serve((request, response) => {
    const size = request.url === '/large.parquet' ? 2 ** 20 : 2 ** 20 - 1;
    const range = ByteRange.parse(request.headers.range ?? null, size);
    if (!range || range === 'unsatisfiable') response.writeHead(400).end();
    else response.writeHead(206, { 'Content-Range': range.contentRange }).end(Buffer.alloc(range.length));
  });
  expect(await openParts(`${origin}/small.parquet`, {}, network)).toBeNull();
  expect((await openParts(`${origin}/large.parquet`, {}, network))?.size).toBe(2 ** 20);
});

test('one whose server refuses ranges is, too; but nobody who has given up goes on', async () => {
  const { origin } = await serve((request, response) => {
    response.writeHead(request.headers.range === undefined ? 200 : 400).end();
  });
  expect(await openParts(`${origin}/large.parquet`, {}, network)).toBeNull();
  const reason = new Error('Enough.');
  const stopped = openParts(`${origin}/large.parquet`, { signal: AbortSignal.abort(reason) }, network);
  expect(await failureOf(stopped)).toBe(reason);
});
