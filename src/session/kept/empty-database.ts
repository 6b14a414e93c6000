const HEADER_BYTES = 4096;
const ENGINE_VERSION = 'v1.4.3';
const ENGINE_COMMIT = 'd1dc88f950';
const BLOCK_BYTES = 262_144;
const VECTOR_ROWS = 2048;

/**
 * What the engine itself writes for a database with nothing in it: it makes one of a file that does not exist, and registered files
 * always do. The checksums, which it holds against the rest when it opens it, are of these very bytes.
 */
export function emptyDatabase(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(3 * HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  const text = new TextEncoder();
  view.setBigUint64(0, 0xb3_2e_8d_81_28_93_fd_67n, true);
  bytes.set(text.encode('DUCK'), 8);
  view.setUint8(12, 64);
  bytes.set(text.encode(ENGINE_VERSION), 52);
  bytes.set(text.encode(ENGINE_COMMIT), 84);
  for (const header of [HEADER_BYTES, 2 * HEADER_BYTES]) {
    view.setBigUint64(header, 0xd2_3f_4e_8a_b0_25_80_c4n, true);
    bytes.fill(0xff, header + 16, header + 32);
    view.setUint32(header + 40, BLOCK_BYTES, true);
    view.setUint32(header + 48, VECTOR_ROWS, true);
    view.setUint8(header + 56, 1);
    bytes.set(text.encode(ENGINE_COMMIT), header + 84);
  }
  return bytes;
}
