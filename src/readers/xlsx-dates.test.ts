import { describe, expect, it } from 'vitest';
import { builtInKind, kindOfCode, serialText } from './xlsx-dates';

describe('a format', () => {
  it.each([
    ['yyyy-mm-dd', 'date'],
    ['d. mmmm yyyy;@', 'date'],
    ['[$-409]mmm\\-yy', 'date'],
    ['mmmm', 'date'],
    ['h:mm AM/PM', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'number'],
    ['General', 'number'],
    ['#,##0.00', 'number'],
    ['0.00" days"', 'number'],
    ['[Red]0', 'number'],
    ['_-* #,##0.00\\ "€"_-', 'number'],
    ['0.00E+00', 'number'],
    ['#,##0\\d', 'number'],
  ])('%s is of a %s', (code, kind) => expect(kindOfCode(code)).toBe(kind));

  it('may be known by its number', () => {
    expect([0, 14, 20, 22, 46, 49].map(builtInKind)).toEqual(['number', 'date', 'time', 'date', 'number', 'number']);
  });
});

describe('a serial number', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [25_569, '1970-01-01'],
    [45_292.5, '2024-01-01T12:00:00.000'],
    [45_292.999_999_999_9, '2024-01-02'],
    [2_958_465, '9999-12-31'],
  ])('%d is %s', (serial, text) => expect(serialText(serial, 'date', false)).toBe(text));

  it('may be of 1904, of a time alone, or of no day', () => {
    expect(serialText(0, 'date', true)).toBe('1904-01-01');
    expect(serialText(0.5, 'time', false)).toBe('12:00:00.000');
    expect(serialText(1.5, 'time', false)).toBe('1900-01-01T12:00:00.000');
    expect(serialText(-1, 'date', false)).toBeUndefined();
    expect(serialText(2_958_466, 'date', false)).toBeUndefined();
  });
});
