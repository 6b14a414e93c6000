/** Texts of days and times. Integers of 64 bits come as `int64` gives them: a number where that is exact, else a BigInt. */

const SECONDS_PER_DAY = 86_400;
const INFINITE_DAYS = 2 ** 31 - 1;
const INFINITE_TICKS = 2n ** 63n - 1n;

/** @param days since 1970-01-01, proleptic Gregorian. */
export function dateText(days: number): string {
  return infinityText(days, INFINITE_DAYS) ?? dayText(days);
}

/** @param ticks since 1970-01-01 00:00:00, `perSecond` of them in a second. @param suffix of a finite value: a time zone. */
export function timestampText(ticks: number | bigint, perSecond: number, suffix = ''): string {
  const perDay = SECONDS_PER_DAY * perSecond;
  if (typeof ticks === 'number') {
    const days = Math.floor(ticks / perDay);
    return timestampOf(days, ticks - days * perDay, perSecond, suffix);
  }
  const infinity = infinityText(ticks, INFINITE_TICKS);
  if (infinity !== null) return infinity;
  // BigInt division cuts off towards zero.
  const rest = Number(ticks % BigInt(perDay));
  const days = Number(ticks / BigInt(perDay));
  return rest < 0
    ? timestampOf(days - 1, rest + perDay, perSecond, suffix)
    : timestampOf(days, rest, perSecond, suffix);
}

/** @param ticks since midnight, `perSecond` of them in a second; 24:00:00 is allowed. */
export function timeText(ticks: number, perSecond: number): string {
  const seconds = Math.floor(ticks / perSecond);
  return `${clockText(seconds)}${fractionText(ticks - seconds * perSecond, perSecond)}`;
}

/** @param bits microseconds << 24, or'ed with (57599 − offset in seconds). */
export function timeTzText(low: number, high: number): string {
  const micros = (high >>> 0) * 2 ** 8 + (low >>> 24);
  const offset = 57_599 - (low & 0xff_ffff);
  const distance = Math.abs(offset);
  const minutes = Math.floor(distance / 60) % 60;
  const seconds = distance % 60;
  let text = `${timeText(micros, 1e6)}${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(distance / 3600))}`;
  // So prints the engine: an offset of one second is +00:01, as is one of a minute.
  if (minutes !== 0) text += ':' + twoDigits(minutes);
  if (seconds !== 0) text += ':' + twoDigits(seconds);
  return text;
}

/** `HH:MM:SS` with as many digits of hours as it takes, at least two. */
export function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

/** The part of a second with its point and without zeros at its end; empty when there is none. */
export function fractionText(ticks: number, perSecond: number): string {
  if (ticks === 0) return '';
  const digits = String(perSecond + ticks).slice(1);
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return '.' + digits.slice(0, end);
}

function infinityText<T extends number | bigint>(value: T, infinite: T): string | null {
  if (value === infinite) return 'infinity';
  return value === -infinite ? '-infinity' : null;
}

function timestampOf(days: number, ticks: number, perSecond: number, suffix: string): string {
  return `${dayText(days)} ${timeText(ticks, perSecond)}${suffix}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

const DAYS_PER_ERA = 146_097;
const YEARS_PER_ERA = 400;
/** From 0000-03-01, where an era of 400 years starts when years start in March, to 1970-01-01. */
const FIRST_ERA_DAYS = 719_468;

function dayText(days: number): string {
  const shifted = days + FIRST_ERA_DAYS;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  // Leap days are the last of their year then, so that days of whole years divide evenly once they are taken out.
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  // Months from March have 153 days in every five.
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * YEARS_PER_ERA + (month <= 2 ? 1 : 0);
  // There is no year 0: before year 1 comes 1 BC.
  const monthAndDay = `-${twoDigits(month)}-${twoDigits(day)}`;
  return year > 0 ? fourDigits(year) + monthAndDay : `${fourDigits(1 - year)}${monthAndDay} (BC)`;
}

function fourDigits(value: number): string {
  return String(value).padStart(4, '0');
}
