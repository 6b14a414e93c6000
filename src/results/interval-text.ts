import { clockText, fractionText } from './temporal-text';

const MICROS_PER_SECOND = 1_000_000;

/** Text of an INTERVAL; `micros` as `int64` gives it. */
export function intervalText(months: number, days: number, micros: number | bigint): string {
  const parts: string[] = [];
  const count = (value: number, unit: string): void => {
    if (value !== 0) parts.push(`${value} ${unit}${Math.abs(value) === 1 ? '' : 's'}`);
  };
  count(Math.trunc(months / 12), 'year');
  count(months % 12, 'month');
  count(days, 'day');
  if (Number(micros) !== 0 || parts.length === 0) parts.push(durationText(micros));
  return parts.join(' ');
}

function durationText(micros: number | bigint): string {
  const magnitude = micros < 0 ? -micros : micros;
  const [seconds, rest] =
    typeof magnitude === 'number'
      ? [Math.floor(magnitude / MICROS_PER_SECOND), magnitude % MICROS_PER_SECOND]
      : [Number(magnitude / BigInt(MICROS_PER_SECOND)), Number(magnitude % BigInt(MICROS_PER_SECOND))];
  return `${micros < 0 ? '-' : ''}${clockText(seconds)}${fractionText(rest, MICROS_PER_SECOND)}`;
}
