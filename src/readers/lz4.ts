const MAGIC = 0x184d2204;

/** Unpacks an LZ4 frame of independent or linked blocks; checksums are not looked at. @throws RangeError when it is broken */
export function unpackedLz4(frame: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('a part is no LZ4');
  const flags = view.getUint8(4);
  // Magic, flags, block size, and a checksum of these; the content's size and a dictionary's id if there.
  let at = 7 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0);
  const checksumBytes = (flags & 16) !== 0 ? 4 : 0;
  const out = new Uint8Array(size);
  let length = 0;
  for (;;) {
    const head = view.getUint32(at, true);
    at += 4;
    if (head === 0) break;
    const block = frame.subarray(at, at + (head & 0x7fffffff));
    if (block.length !== (head & 0x7fffffff)) throw new RangeError('a part ends too early');
    if (head >>> 31 === 1) {
      out.set(block, length);
      length += block.length;
    } else {
      length = unpackBlock(block, out, length);
    }
    at += block.length + checksumBytes;
  }
  if (length !== size) throw new RangeError('a part is not as long as it says');
  return out;
}

/** @returns where the next block goes */
function unpackBlock(block: Uint8Array, out: Uint8Array, start: number): number {
  let at = 0;
  let to = start;
  const more = (length: number): number => {
    let sum = length;
    let byte = 255;
    while (byte === 255) {
      byte = block[at++] ?? 0;
      sum += byte;
    }
    return sum;
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = token >> 4 === 15 ? more(15) : token >> 4;
    if (literals > block.length - at || literals > out.length - to) throw new RangeError('a part makes no sense');
    out.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at >= block.length) return to;
    const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
    at += 2;
    const length = ((token & 15) === 15 ? more(15) : token & 15) + 4;
    if (distance === 0 || distance > to || length > out.length - to) throw new RangeError('a part makes no sense');
    // What is copied may overlap what it is copied to.
    for (let i = 0; i < length; i++) out[to + i] = out[to + i - distance] ?? 0;
    to += length;
  }
  return to;
}
