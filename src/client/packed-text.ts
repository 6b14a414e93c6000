/**
 * Text in an address: UTF-8, deflated without a header, in the alphabet of base64 that addresses leave alone. Compression
 * is the browser's own.
 */

/** Unpacked text of more bytes than this is refused. */
export const MAX_UNPACKED_BYTES = 1024 * 1024;

/** Deflate makes at most a thousand bytes of one: fed in slices of this many, a bomb is noticed before it has gone off. */
const SLICE_BYTES = 512;

/** Why a packed text could not be read, as the second half of a sentence. */
export class UnpackError extends Error {
  override readonly name = 'UnpackError';
}

export async function packText(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws UnpackError when it is damaged, or holds more than `MAX_UNPACKED_BYTES`. */
export async function unpackText(packed: string): Promise<string> {
  const bytes = await inflate(fromBase64Url(packed));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnpackError('it does not hold text');
  }
}

function fromBase64Url(packed: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]+={0,2}$/.test(packed)) throw new UnpackError('it has characters that base64url does not have');
  let binary: string;
  try {
    binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', ''));
  } catch {
    throw new UnpackError('its base64url is cut off');
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = slices(packed).pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > MAX_UNPACKED_BYTES) break;
      parts.push(part.value);
    }
  } catch {
    throw new UnpackError('its compressed content is damaged or cut off');
  }
  if (size > MAX_UNPACKED_BYTES) {
    reader.cancel().catch(() => undefined);
    throw new UnpackError('it holds more than 1 MiB');
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** One slice at a time, and the next only when it is asked for. */
function slices(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream(
    {
      pull(controller) {
        if (start < bytes.byteLength) controller.enqueue(bytes.subarray(start, (start += SLICE_BYTES)));
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
