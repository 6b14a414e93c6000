/**
 * Text of a DOUBLE. `isNegative` is its sign bit, which matters for NaN only: JavaScript's numbers do not tell.
 *
 * Differs from the engine's for ±2^81, ±2^91 and ±2^807, where the engine prints twice the number.
 */
export function doubleText(value: number, isNegative: boolean): string {
  const magnitude = Math.abs(value);
  if (magnitude >= SMALLEST_PLAIN && magnitude < SMALLEST_SCIENTIFIC) {
    const text = String(value);
    return Number.isInteger(value) ? text + '.0' : text;
  }
  return specialText(value, isNegative) ?? scientific(value.toExponential());
}

/** Text of a FLOAT: as few digits as tell it from other FLOATs. `bits` are its own. */
export function floatText(value: number, bits: number): string {
  const isItsOwnShortest = !Number.isFinite(value) || (Number.isInteger(value) && Math.abs(value) < 2 ** 24);
  return doubleText(isItsOwnShortest ? value : shortestFloat(value, bits), bits < 0);
}

// Between these two the engine writes numbers out; beyond, it uses exponents of at least two digits.
const SMALLEST_PLAIN = 1e-4;
const SMALLEST_SCIENTIFIC = 1e16;

function specialText(value: number, isNegative: boolean): string | null {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  if (Number.isNaN(value)) return isNegative ? '-nan' : 'nan';
  return null;
}

function scientific(exponential: string): string {
  const at = exponential.length - 2;
  const isOneDigit = exponential[at] === '+' || exponential[at] === '-';
  return isOneDigit ? exponential.slice(0, at + 1) + '0' + exponential.slice(at + 1) : exponential;
}

/** Digits that suffice for every FLOAT, and those up to which more digits than a normal one needs are zeros. */
const MOST_DIGITS = 9;
const SAFE_DIGITS = 6;

/**
 * The double whose shortest digits the engine prints for a FLOAT. Where fewer digits lie on the border to a neighbour, or
 * half-way between two candidates, the engine gives up on the FLOAT's and prints those of the same number as a DOUBLE.
 */
function shortestFloat(value: number, bits: number): number {
  const exponent = (bits >>> 23) & 0xff;
  const above = 2 ** (Math.max(exponent, 1) - 151);
  // Neighbours of powers of two are closer on the side of zero.
  const below = (bits & 0x7f_ffff) === 0 && exponent > 1 ? above / 2 : above;
  const magnitude = Math.abs(value);
  for (let digits = exponent === 0 ? 1 : SAFE_DIGITS; digits < MOST_DIGITS; digits++) {
    let candidate = Number(value.toPrecision(digits));
    // There the nearest below can be too far while the next above, further off, is not.
    if (below !== above && Math.abs(candidate) - magnitude < -below) candidate = nextFromZero(value, digits);
    const distance = Math.abs(candidate) - magnitude;
    if (distance < -below || distance > above) continue;
    const isOnBorder = distance === -below || distance === above;
    return isOnBorder || isHalfWay(value, digits) ? value : candidate;
  }
  return Number(value.toPrecision(MOST_DIGITS));
}

/** Whether `value` lies in the middle between two neighbours of so many digits. */
function isHalfWay(value: number, digits: number): boolean {
  const oneMore = value.toExponential(digits);
  return oneMore[oneMore.indexOf('e') - 1] === '5' && Number(oneMore) === value;
}

/** The neighbour of so many digits that lies next to the one nearest to `value`, away from zero. */
function nextFromZero(value: number, digits: number): number {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  const integer = Number(mantissa.replace('.', ''));
  return Number(`${integer + Math.sign(value)}e${Number(exponent) - digits + 1}`);
}
