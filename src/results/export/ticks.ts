/** Numbers behind dates and times, from the texts that the engine prints. */

const LAST = 2n ** 63n - 1n;

/** What stands for an infinite date in 32 bits. */
const LAST_DAY = 2 ** 31 - 1;

const STAMP = /^(\d+)-(\d\d)-(\d\d)( \(BC\))?(?: (\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?( \(BC\))?(?:[+-]\d\d)?$/;

/** Days since 1970-01-01. */
export function daysOf(text: string): number {
  if (text.endsWith('infinity')) return text.startsWith('-') ? -LAST_DAY : LAST_DAY;
  const [, year = '', month = '', day = '', before] = STAMP.exec(text) ?? [];
  return daysFromCivil(before ? 1 - Number(year) : Number(year), Number(month), Number(day));
}

/** Ticks since 1970-01-01 00:00:00 of a TIMESTAMP, `digits` of them behind the second's point. */
export function ticksOf(text: string, digits: number): bigint {
  if (text.endsWith('infinity')) return text.startsWith('-') ? -LAST : LAST;
  const [, year = '', month = '', day = '', bc, hour = '0', minute = '0', second = '0', fraction = '', bcAtEnd] =
    STAMP.exec(text) ?? [];
  const days = daysFromCivil(bc || bcAtEnd ? 1 - Number(year) : Number(year), Number(month), Number(day));
  const seconds = BigInt(days) * 86_400n + BigInt(Number(hour) * 3600 + Number(minute) * 60 + Number(second));
  return seconds * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0').slice(0, digits) || '0');
}

/** Microseconds of a TIME. */
export function timeOf(text: string): bigint {
  const [hour = '0', minute = '0', second = '0'] = text.split(':');
  const [whole = '0', fraction = ''] = second.split('.');
  const seconds = BigInt(hour) * 3600n + BigInt(minute) * 60n + BigInt(whole);
  return seconds * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

/** The unscaled integer of a DECIMAL. */
export function unscaledOf(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar; year 0 is 1 BC. */
function daysFromCivil(year: number, month: number, day: number): number {
  // Years begin in March here, so that the leap day is their last.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
