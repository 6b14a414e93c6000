/** Texts of values that are bytes to the engine. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** What the engine shows of a byte in a BLOB: printable ASCII but quotes and backslash as it is, the rest as `\xHH`. */
const BLOB_BYTES = HEX.map((hex, byte) => {
  const isPlain = byte >= 0x20 && byte < 0x7f && !`"'\\`.includes(String.fromCharCode(byte));
  return isPlain ? String.fromCharCode(byte) : `\\x${hex.toUpperCase()}`;
});

export function blobText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += BLOB_BYTES[byte] ?? '';
  return text;
}

/** A BIT's first byte counts the padding bits at the front of the second. */
export function bitText(bytes: Uint8Array): string {
  let text = '';
  for (let i = 1; i < bytes.length; i++) text += (bytes[i] ?? 0).toString(2).padStart(8, '0');
  return text.slice(bytes[0] ?? 0);
}

const BIGNUM_HEADER_BYTES = 3;

/** A BIGNUM: three bytes with the sign and length, the magnitude, most significant byte first; all complemented if negative. */
export function bignumText(bytes: Uint8Array): string {
  const isNegative = ((bytes[0] ?? 0) & 0x80) === 0;
  let hex = '';
  for (let i = BIGNUM_HEADER_BYTES; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    hex += HEX[isNegative ? byte ^ 0xff : byte] ?? '';
  }
  const magnitude = String(BigInt(`0x${hex || '0'}`));
  return isNegative ? `-${magnitude}` : magnitude;
}

/** The 16 bytes at `bytes[at]`, least significant first, the topmost bit flipped. */
export function uuidText(bytes: Uint8Array, at: number): string {
  let text = '';
  for (let i = 15; i >= 0; i--) {
    const byte = bytes[at + i] ?? 0;
    text += HEX[i === 15 ? byte ^ 0x80 : byte] ?? '';
    if (i === 12 || i === 10 || i === 8 || i === 6) text += '-';
  }
  return text;
}
