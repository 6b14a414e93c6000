/** A line of a hex dump: where it starts, its bytes, and what of them is ASCII. */
export interface HexLine {
  offset: string;
  hex: string;
  ascii: string;
}

const PER_LINE = 16;

/** Lines of a dump of the first `limit` bytes. */
export function hexLines(bytes: Uint8Array, limit: number): HexLine[] {
  const lines: HexLine[] = [];
  for (let at = 0; at < Math.min(bytes.length, limit); at += PER_LINE) {
    const part = Array.from(bytes.subarray(at, Math.min(at + PER_LINE, bytes.length)));
    lines.push({
      offset: at.toString(16).padStart(8, '0'),
      hex: part.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      ascii: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
    });
  }
  return lines;
}

const signatures: readonly { mime: string; at: number; bytes: readonly number[] }[] = [
  { mime: 'image/png', at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { mime: 'image/jpeg', at: 0, bytes: [0xff, 0xd8, 0xff] },
  { mime: 'image/gif', at: 0, bytes: [0x47, 0x49, 0x46, 0x38] },
  { mime: 'image/webp', at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
  { mime: 'image/avif', at: 4, bytes: [0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66] },
  { mime: 'image/bmp', at: 0, bytes: [0x42, 0x4d] },
];

/** The type of an image, by its first bytes; undefined where they are none that browsers show. */
export function imageType(bytes: Uint8Array): string | undefined {
  return signatures.find(({ at, bytes: own }) => own.every((byte, i) => bytes[at + i] === byte))?.mime;
}

/** The address that a text is, where it is nothing else, of a kind that leads out of the page and runs nothing. */
export function linkOf(text: string): string | undefined {
  return /^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(text) && text.length < 2048 ? text : undefined;
}
