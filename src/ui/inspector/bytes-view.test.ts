import { expect, test } from 'vitest';
import { hexLines, imageType, linkOf } from './bytes-view';

test('a dump has sixteen bytes a line', () => {
  const bytes = Uint8Array.from({ length: 18 }, (_, i) => 0x40 + i);
  expect(hexLines(bytes, 1000)).toEqual([
    { offset: '00000000', hex: '40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f', ascii: '@ABCDEFGHIJKLMNO' },
    { offset: '00000010', hex: '50 51', ascii: 'PQ' },
  ]);
  expect(hexLines(bytes, 16)).toHaveLength(1);
  expect(hexLines(Uint8Array.of(0, 255), 16)[0]?.ascii).toBe('··');
});

test('images are known by their first bytes', () => {
  expect(imageType(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d))).toBe('image/png');
  expect(imageType(Uint8Array.of(0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x45, 0x42, 0x50))).toBe('image/webp');
  expect(imageType(new TextEncoder().encode('<svg onload=alert(1)>'))).toBeUndefined();
  expect(imageType(new Uint8Array())).toBeUndefined();
});

test('only addresses that run nothing are links', () => {
  expect(linkOf('https://duckdb.org/docs?a=1#b')).toBe('https://duckdb.org/docs?a=1#b');
  expect(linkOf('mailto:a@b.c')).toBe('mailto:a@b.c');
  for (const text of ['javascript:alert(1)', 'see https://a.b', 'https://', 'data:text/html,x', '']) {
    expect(linkOf(text), text).toBeUndefined();
  }
});
