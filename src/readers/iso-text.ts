/**
 * Text that the engine would take for a date, a time or an identifier: as its JSON reader, which looks at strings in the same way.
 * Parsers give undefined for any other text.
 */

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const DAY_SECONDS = 86_400;
const DAYS_FROM_MARCH_0_TO_1970 = 719_468;

/** Days since 1970 of `2024-02-29`. */
export function dateOf(text: string): number | undefined {
  return text.length === 10 ? daysOf(DATE_TIME.exec(text)) : undefined;
}

/** Microseconds since 1970 in UTC of `2024-02-29T12:34:56.789Z`, with or without parts from the right. */
export function timestampOf(text: string): bigint | undefined {
  const match = DATE_TIME.exec(text);
  const days = daysOf(match);
  if (!match || days === undefined) return undefined;
  const seconds = secondsOf(match[4], match[5], match[6]);
  const shift = shiftOf(match[8]);
  if (seconds === undefined || shift === undefined) return undefined;
  return BigInt(days * DAY_SECONDS + seconds - shift) * 1_000_000n + BigInt(microsOf(match[7]));
}

/** Microseconds since midnight of `12:34:56.789`. */
export function timeOf(text: string): bigint | undefined {
  const match = TIME.exec(text);
  const seconds = match ? secondsOf(match[1], match[2], match[3]) : undefined;
  return match && seconds !== undefined ? BigInt(seconds) * 1_000_000n + BigInt(microsOf(match[4])) : undefined;
}

/** The 16 bytes of an UUID. */
export function uuidOf(text: string): Uint8Array | undefined {
  if (!UUID.test(text)) return undefined;
  const digits = text.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}

function daysOf(match: RegExpExecArray | null): number | undefined {
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  // Years that begin in March have their odd day at the end.
  const years = month > 2 ? year : year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  const monthDays = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  return years * 365 + leapDays + monthDays + day - 1 - DAYS_FROM_MARCH_0_TO_1970;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function secondsOf(hour = '0', minute = '0', second = '0'): number | undefined {
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  return hours < 24 && minutes < 60 && seconds < 60 ? hours * 3_600 + minutes * 60 + seconds : undefined;
}

function microsOf(fraction = ''): number {
  return Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** Seconds east of UTC. */
function shiftOf(zone = 'Z'): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || '0')];
  if (hours > 15 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3_600 + minutes * 60);
}
