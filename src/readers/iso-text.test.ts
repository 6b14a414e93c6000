import { describe, expect, it } from 'vitest';
import { dateOf, timeOf, timestampOf, uuidOf } from './iso-text';

describe('a date', () => {
  it('is every day there is, as the calendar counts them', () => {
    for (let days = -719_162; days < 2_932_896; days += 97) {
      const text = new Date(days * 86_400_000).toISOString().slice(0, 10);
      expect(dateOf(text), text).toBe(days);
    }
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '0000-01-01',
    '24-01-01',
  ])('is not %s', (text) => expect(dateOf(text)).toBeUndefined());
});

describe('a time stamp', () => {
  it.each([
    ['1970-01-01', 0n],
    ['1970-01-01 00:00', 0n],
    ['1970-01-01T00:00:01.5', 1_500_000n],
    ['1969-12-31T23:59:59.999999Z', -1n],
    ['1970-01-01T02:00:00+02:00', 0n],
    ['1970-01-01T00:00:00-0530', 19_800_000_000n],
    ['1970-01-01T00:00:00+01', -3_600_000_000n],
  ])('is %s', (text, micros) => expect(timestampOf(text)).toBe(micros));

  it.each(['1970-01-01T24:00:00', '1970-01-01T00:60:00', '1970-01-01T', '1970-01-01 00:00:00 UTC', 'x'])(
    'is not %s',
    (text) => expect(timestampOf(text)).toBeUndefined(),
  );
});

it('knows times and UUIDs', () => {
  expect(timeOf('23:59:59.000001')).toBe(86_399_000_001n);
  expect(timeOf('24:00:00')).toBeUndefined();
  expect(uuidOf('00112233-4455-6677-8899-AABBCCDDEEFF')?.at(-1)).toBe(0xff);
  expect(uuidOf('00112233-4455-6677-8899-AABBCCDDEEF')).toBeUndefined();
});
