/** What a cell's format makes of its number. */
export type NumberKind = 'number' | 'date' | 'time';

const DAY_MILLISECONDS = 86_400_000;

/** Of 1970-01-01, in days since the first one of either kind of workbook. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;

/** Excel has a 29 February 1900. */
const NO_DAY = 60;

/** The end of 9999. */
const MAX_SERIAL = 2_958_466;

/** The kinds of the formats that workbooks need not say, by their numbers. */
export function builtInKind(format: number): NumberKind {
  if ((format >= 18 && format <= 21) || format === 45 || format === 47) return 'time';
  const isDate = (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58);
  return isDate ? 'date' : 'number';
}

/** The kind of a format by its code, as `yyyy-mm-dd`. Time that goes on beyond a day, `[h]:mm`, is a number of days. */
export function kindOfCode(code: string): NumberKind {
  const [positive = ''] = code.split(';', 1);
  const bare = positive.replace(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'number';
  // Colors, conditions and languages stand in brackets.
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/general|am\/pm|a\/p/gi, '');
  if (/[dy]/i.test(letters)) return 'date';
  if (/[hs]/i.test(letters)) return 'time';
  return /m/i.test(letters) ? 'date' : 'number';
}

/** `2024-01-31`, with the time unless it is midnight, or a time alone; undefined when there is no such day. */
export function serialText(serial: number, kind: NumberKind, is1904: boolean): string | undefined {
  if (serial < 0 || serial >= MAX_SERIAL || !Number.isFinite(serial)) return undefined;
  if (kind === 'time' && serial < 1) return isoOf(serial * DAY_MILLISECONDS)?.slice('1970-01-01T'.length, -1);
  const shifted = !is1904 && serial < NO_DAY ? serial + 1 : serial;
  const milliseconds = (shifted - (is1904 ? EPOCH_1904 : EPOCH_1900)) * DAY_MILLISECONDS;
  const iso = isoOf(milliseconds);
  return iso?.endsWith('T00:00:00.000Z') === true ? iso.slice(0, '1970-01-01'.length) : iso?.slice(0, -1);
}

function isoOf(milliseconds: number): string | undefined {
  const date = new Date(Math.round(milliseconds));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
