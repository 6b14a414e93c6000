import { crc32 } from './crc32';

/** One file of an archive. */
export interface ZipEntry {
  /** Its path, with `/` between folders. */
  name: string;
  data: Blob;
  /** True for what is packed already: its bytes become a part of the archive as they are, without a copy. */
  isPacked: boolean;
}

/** Where sizes and places stand in 32 bits. */
const MOST_BYTES = 0xff_ff_ff_ff;
const MOST_ENTRIES = 0xff_ff;
const STORED = 0;
const DEFLATED = 8;
/** Needed to unpack: deflate and folders. */
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 0x08_00;

interface Written {
  name: Uint8Array<ArrayBuffer>;
  method: number;
  crc: number;
  size: number;
  packedSize: number;
  offset: number;
}

/**
 * A zip archive of files, in their order. It is made of parts of the files' own blobs, so that a file is never held twice; sizes come
 * before each file, so that anything can read it.
 *
 * @throws Error where it would be larger than the format allows
 */
export async function zip(entries: readonly ZipEntry[], signal?: AbortSignal): Promise<Blob> {
  const parts: BlobPart[] = [];
  const written: Written[] = [];
  let offset = 0;
  for (const { name, data, isPacked } of entries) {
    signal?.throwIfAborted();
    const crc = await crc32(data, signal);
    const packed = isPacked ? data : await deflated(data);
    const entry: Written = {
      name: new TextEncoder().encode(name),
      method: isPacked ? STORED : DEFLATED,
      crc,
      size: data.size,
      packedSize: packed.size,
      offset,
    };
    const head = localHeader(entry);
    offset += head.byteLength + packed.size;
    if (offset > MOST_BYTES || written.length === MOST_ENTRIES) throw new Error('A zip archive holds up to 4 GB.');
    parts.push(head, packed);
    written.push(entry);
  }
  const directory = written.map(directoryHeader);
  const size = directory.reduce((sum, { byteLength }) => sum + byteLength, 0);
  return new Blob([...parts, ...directory, endOf(written.length, size, offset)], { type: 'application/zip' });
}

async function deflated(data: Blob): Promise<Blob> {
  return new Response(data.stream().pipeThrough(new CompressionStream('deflate-raw'))).blob();
}

/** Numbers one after the other, each in so many bytes, the lowest first. */
function record(
  fields: readonly (readonly [value: number, bytes: 2 | 4])[],
  tail: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const size = fields.reduce((sum, [, bytes]) => sum + bytes, 0);
  const record = new Uint8Array(size + tail.byteLength);
  const view = new DataView(record.buffer);
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  record.set(tail, size);
  return record;
}

/** 1980-01-01: the same database gives the same archive. */
const TIME = 0;
const DAY = 0x21;

function about({ name, method, crc, size, packedSize }: Written): (readonly [number, 2 | 4])[] {
  return [
    [VERSION, 2],
    [UTF8, 2],
    [method, 2],
    [TIME, 2],
    [DAY, 2],
    [crc, 4],
    [packedSize, 4],
    [size, 4],
    [name.byteLength, 2],
    [0, 2],
  ];
}

function localHeader(entry: Written): Uint8Array<ArrayBuffer> {
  return record([[0x04_03_4b_50, 4], ...about(entry)], entry.name);
}

function directoryHeader(entry: Written): Uint8Array<ArrayBuffer> {
  const { name, offset } = entry;
  const place = [
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [offset, 4],
  ] as const;
  return record([[0x02_01_4b_50, 4], [VERSION, 2], ...about(entry), ...place], name);
}

function endOf(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const fields = [
    [0x06_05_4b_50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ] as const;
  return record(fields, new Uint8Array());
}
