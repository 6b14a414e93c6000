import { Decompress } from 'fzstd';
import { brokenFile, fileError } from './file-error';
import { packingOf, type Packing } from './packing';

export interface UnpackLimits {
  /** Bytes that may come out of a file. */
  maxBytes: number;
  /** How many times its size may come out, beyond `freeBytes`. */
  maxRatio: number;
  freeBytes: number;
}

const defaultLimits: UnpackLimits = { maxBytes: 2 ** 31, maxRatio: 1_000, freeBytes: 64 << 20 };

/**
 * A file's bytes, unpacked when it is packed by gzip or zstd. As a stream, it is never held as a whole.
 *
 * @throws QueryError `FILE_ERROR` from the stream, when the file is damaged or more comes out of it than the limits say
 */
export async function unpackedStream(file: Blob, limits = defaultLimits): Promise<ReadableStream<Uint8Array>> {
  const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const packing = packingOf(head);
  if (!packing) return streamFrom(piecesOf(file));
  const bytes: AsyncIterable<Uint8Array> = packing === 'gzip' ? gunzipped(file) : unzstd(file);
  return streamFrom(limited(bytes, file.size, limits, packing));
}

/**
 * A file as it was before it was packed by gzip or zstd; of others, the file itself.
 *
 * @throws QueryError `FILE_ERROR`, as `unpackedStream`
 */
export async function unpacked(file: Blob, limits = defaultLimits): Promise<Blob> {
  const stream = await unpackedStream(file, limits);
  const parts: BlobPart[] = [];
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts);
    parts.push(value as Uint8Array<ArrayBuffer>);
  }
}

/** Quicker than a blob's own stream, whose pieces are small. */
const PIECE_BYTES = 2 << 20;

async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
  }
}

async function* gunzipped(file: Blob): AsyncGenerator<Uint8Array, void> {
  const unzip = new DecompressionStream('gzip');
  const reader: ReadableStreamDefaultReader<Uint8Array> = file.stream().pipeThrough(unzip).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // What is left of it is not wanted; that it is broken has been said.
    reader.cancel().catch(() => undefined);
  }
}

/** A few bytes can stand for a block of 128 KiB: no more go in at once, so that limits are seen in time. */
const ZSTD_STEP = 4 << 10;

async function* unzstd(file: Blob): AsyncGenerator<Uint8Array, void> {
  let pieces: Uint8Array[] = [];
  const decompress = new Decompress((piece) => pieces.push(piece));
  let left = file.size;
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (let at = 0; at < value.length; at += ZSTD_STEP) {
      const step = value.subarray(at, at + ZSTD_STEP);
      left -= step.length;
      decompress.push(step, left === 0);
      yield* pieces;
      pieces = [];
    }
  }
}

async function* limited(
  bytes: AsyncIterable<Uint8Array>,
  packedSize: number,
  { maxBytes, maxRatio, freeBytes }: UnpackLimits,
  packing: Packing,
): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  try {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > maxBytes) throw tooLarge(`more than ${Math.round(maxBytes / 2 ** 20)} MiB`);
      if (size > freeBytes && size > packedSize * maxRatio) throw tooLarge(`more than ${maxRatio} times its size`);
      yield piece;
    }
  } catch (thrown) {
    throw brokenFile(packing, thrown);
  }
}

function tooLarge(what: string): Error {
  return fileError(
    `This file is packed so that ${what} would come out of it.`,
    'Unpack it first, and open a part of it.',
  );
}

function streamFrom(bytes: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await bytes.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await bytes.return(undefined);
    },
  });
}
