const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  return value;
});

/** Read at once to sum it up. */
const PIECE_BYTES = 2 << 20;

/** The checksum that archives have of a file, which is read piece by piece. */
export async function crc32(data: Blob, signal?: AbortSignal): Promise<number> {
  let crc = -1;
  for (let at = 0; at < data.size; at += PIECE_BYTES) {
    signal?.throwIfAborted();
    const piece = new Uint8Array(await data.slice(at, at + PIECE_BYTES).arrayBuffer());
    for (const byte of piece) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ -1) >>> 0;
}
