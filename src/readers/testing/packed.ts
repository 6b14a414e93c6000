/** A zstd frame of raw blocks. */
export function zstd(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks: number[] = [];
  for (let at = 0; at < content.length; at += 100_000) {
    const part = content.subarray(at, at + 100_000);
    const head = (part.length << 3) | (at + 100_000 >= content.length ? 1 : 0);
    blocks.push(head & 255, (head >> 8) & 255, head >> 16);
    for (const byte of part) blocks.push(byte);
  }
  // Magic, no content size, a window of 128 KiB.
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38].concat(blocks));
}

/** An LZ4 frame: runs of a byte as a literal and a match, the rest as literals. */
export function lz4(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const block: number[] = [];
  const sequence = (literals: Uint8Array, match: number): void => {
    const token = (Math.min(15, literals.length) << 4) | (match === 0 ? 0 : Math.min(15, match - 4));
    block.push(token, ...more(literals.length), ...literals);
    if (match > 0) block.push(1, 0, ...more(match - 4));
  };
  let literalsAt = 0;
  for (let at = 1; at < content.length; at++) {
    let run = 0;
    while (at + run < content.length && content[at + run] === content[at - 1]) run++;
    if (run < 8 || at + run === content.length) continue;
    sequence(content.subarray(literalsAt, at), run);
    at += run;
    literalsAt = at;
  }
  sequence(content.subarray(literalsAt), 0);
  const length = [block.length & 255, (block.length >> 8) & 255, (block.length >> 16) & 255, 0];
  // Magic, flags (version 1, blocks of their own), block size, a checksum that nobody looks at; no more blocks.
  return Uint8Array.from([0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82].concat(length, block, [0, 0, 0, 0]));
}

function more(length: number): number[] {
  const bytes: number[] = [];
  if (length < 15) return bytes;
  let rest = length - 15;
  for (; rest >= 255; rest -= 255) bytes.push(255);
  bytes.push(rest);
  return bytes;
}
