/**
 * Texts of integers of 64 and 128 bits, given as 32-bit words, least significant first. What fits a JavaScript number exactly
 * never becomes a BigInt: most values are small.
 */

const WORD = 2 ** 32;
/** High words of this size and above may leave the range of exact numbers. */
const EXACT_HIGH = 2 ** 21;

export function int64Text(low: number, high: number): string {
  return String(int64(low, high));
}

export function uint64Text(low: number, high: number): string {
  if (high >>> 0 < EXACT_HIGH) return String((high >>> 0) * WORD + (low >>> 0));
  return String((BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
}

/** `words[at]` to `words[at + 3]` as a signed integer. */
export function int128Text(words: Int32Array, at: number): string {
  const low = words[at] ?? 0;
  const high = words[at + 1] ?? 0;
  const sign = high >> 31;
  if (words[at + 2] === sign && words[at + 3] === sign) return int64Text(low, high);
  return String(BigInt.asIntN(128, uint128(words, at)));
}

/** `words[at]` to `words[at + 3]` as an unsigned integer. */
export function uint128Text(words: Int32Array, at: number): string {
  if (words[at + 2] === 0 && words[at + 3] === 0) return uint64Text(words[at] ?? 0, words[at + 1] ?? 0);
  return String(uint128(words, at));
}

/** A signed integer: a number where that is exact, else a BigInt. */
export function int64(low: number, high: number): number | bigint {
  if (high >= -EXACT_HIGH && high < EXACT_HIGH) return high * WORD + (low >>> 0);
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}

function uint128(words: Int32Array, at: number): bigint {
  let value = 0n;
  for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt((words[at + i] ?? 0) >>> 0);
  return value;
}
