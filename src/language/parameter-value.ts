import type { ParameterValue } from '../protocol/query';
import { fits128, listOf } from './list-value';

/** How a value is written that a visitor gives. */
export const parameterTypes = ['text', 'number', 'decimal', 'boolean', 'date', 'timestamp', 'list', 'null'] as const;

export type ParameterType = (typeof parameterTypes)[number];

/** What a parameter is bound to, or why it cannot be, as a sentence for the visitor. */
export type ParsedValue = { readonly value: ParameterValue } | { readonly error: string };

/** How to write values of a type of DuckDB's; text where it is not known, which the engine casts. */
export function parameterTypeFor(sqlType: string | undefined): ParameterType {
  const type = sqlType?.trim().toUpperCase() ?? '';
  if (/\]$|^LIST\b/.test(type)) return 'list';
  if (/^(?:DECIMAL|NUMERIC|DEC)\b/.test(type)) return 'decimal';
  if (
    /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|U?INT(?:EGER)?\d*|LONG|SHORT|DOUBLE(?: PRECISION)?|FLOAT\d*|REAL|OID|BIGNUM)$/.test(
      type,
    )
  )
    return 'number';
  if (/^BOOL(?:EAN)?$/.test(type)) return 'boolean';
  if (type === 'DATE') return 'date';
  return /^(?:TIMESTAMP|DATETIME)/.test(type) ? 'timestamp' : 'text';
}

/**
 * The value to bind for what a visitor has written. Whole numbers are exact up to 128 bits; decimals and dates stay text, which is cast
 * where they are used.
 */
export function parseParameterValue(text: string, type: ParameterType): ParsedValue {
  const written = text.trim();
  switch (type) {
    case 'text':
      return text.includes('\0') ? { error: 'Text cannot have a NUL character here.' } : { value: text };
    case 'null':
      return { value: null };
    case 'number':
      return numberOf(written);
    case 'decimal':
      return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(written)
        ? { value: written }
        : { error: `Write a decimal number such as 12.50, not ${shown(text)}.` };
    case 'boolean':
      if (/^(?:true|t|yes|1)$/i.test(written)) return { value: true };
      if (/^(?:false|f|no|0)$/i.test(written)) return { value: false };
      return { error: `Write true or false, not ${shown(text)}.` };
    case 'date':
      return isDate(written) ? { value: written } : { error: `Write a date such as 2024-12-31, not ${shown(text)}.` };
    case 'timestamp':
      return isTimestamp(written)
        ? { value: written }
        : { error: `Write a date and time such as 2024-12-31 18:30:00, not ${shown(text)}.` };
    case 'list':
      return listOf(written);
  }
}

function numberOf(text: string): ParsedValue {
  if (/^[+-]?\d[\d_]*$/.test(text)) {
    const whole = BigInt(text.replace(/[_+]/g, ''));
    const isSafe = Number.isSafeInteger(Number(whole));
    if (!fits128(whole)) return { error: 'The number does not fit 128 bits: write it as text and cast it in the SQL.' };
    return { value: isSafe ? Number(whole) : whole };
  }
  const isNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
  const value = Number(text);
  if (!isNumber || !Number.isFinite(value)) return { error: `Write a number such as 42 or 1.5, not ${shown(text)}.` };
  const digits = text
    .replace(/e.*$/i, '')
    .replace(/[^\d]/g, '')
    .replace(/^0+|0+$/g, '');
  if (digits.length > 15) return { error: 'A number keeps 15 digits: write it as a decimal, and cast it in the SQL.' };
  return { value };
}

/** One that there is, not the 30th of February; or one that DuckDB has a word for. */
function isDate(text: string): boolean {
  if (/^(?:-?infinity|epoch)$/i.test(text)) return true;
  const [, year = '', month = '', day = ''] = /^(\d{4,6})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return year !== '' && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isTimestamp(text: string): boolean {
  const [date = '', ...time] = text.split(/[T ]/i);
  if (!isDate(date)) return false;
  const rest = time.join('');
  return rest === '' || /^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/i.test(rest);
}

function shown(text: string): string {
  const line = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return line.trim() === '' ? 'nothing' : `“${line}”`;
}
