import { expect, test } from 'vitest';
import { jsonRegions, type JsonLayout } from './json-regions';

const PIECE = new TextEncoder().encode('x'.repeat(2 << 20));

/** A value of a gigabyte: as much of it as is asked for. */
function endless(opening: string): { stream: ReadableStream<Uint8Array>; pieces: () => number } {
  let pieces = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(pieces === 0 ? new TextEncoder().encode(opening) : PIECE);
      if (++pieces === 512) controller.close();
    },
  });
  return { stream, pieces: () => pieces };
}

async function drain(stream: ReadableStream<Uint8Array>, layout: JsonLayout): Promise<number> {
  let bytes = 0;
  for await (const region of jsonRegions(stream, layout, undefined)) bytes += region.bytes.length;
  return bytes;
}

test.each([
  ['lines', '{"a":"', /A line of this file is longer than 512 MiB/],
  ['array', '[{"a":"', /A single value of this JSON file is longer than 512 MiB/],
] as const)('a value of a gigabyte is refused, in %s, before all of it is read', async (layout, opening, message) => {
  const { stream, pieces } = endless(opening);
  await expect(drain(stream, layout)).rejects.toThrow(message);
  expect(pieces()).toBeLessThan(300);
});

test('lines that come in small pieces are given whole, each once', async () => {
  const text = Array.from({ length: 1000 }, (_, i) => `{"a":${i}}\n`).join('');
  const bytes = new TextEncoder().encode(text);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.subarray(at, at + 7));
      controller.close();
    },
  });
  let joined = '';
  for await (const region of jsonRegions(stream, 'lines', undefined, 100)) {
    const part = new TextDecoder().decode(region.bytes);
    expect(part).toMatch(/\n$/);
    joined += part;
  }
  expect(joined).toBe(text);
});
