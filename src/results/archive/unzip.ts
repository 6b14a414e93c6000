import { crc32 } from './crc32';

/** One file of an archive, not unpacked yet. */
export interface ArchivedFile {
  /** Its path, with `/` between folders. */
  name: string;
  /** Unpacked. */
  sizeBytes: number;
  /** The file as it was before it was packed. @throws Error where it is damaged, or larger than it says */
  read: () => Promise<Blob>;
}

export interface UnzipLimits {
  /** Files that may be in it. */
  maxFiles: number;
  /** Bytes that may come out of it. */
  maxBytes: number;
  /** How many times its size may come out, beyond `freeBytes`. */
  maxRatio: number;
  freeBytes: number;
}

const defaultLimits: UnzipLimits = { maxFiles: 1000, maxBytes: 2 ** 31, maxRatio: 1000, freeBytes: 64 << 20 };

const END_BYTES = 22;
const MOST_COMMENT_BYTES = 0xff_ff;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const ENCRYPTED = 0x1;

/**
 * The files of a zip archive, by its directory. One that is not packed is a slice of the archive and takes no memory of its own; what
 * a file says of its size is held against the limits before it is unpacked, and against the truth while it is.
 *
 * @throws Error, in a sentence, where it is no archive that can be read
 */
export async function unzip(archive: Blob, limits = defaultLimits): Promise<ArchivedFile[]> {
  const { count, size, offset } = await endOf(archive);
  const directory = new DataView(await archive.slice(offset, offset + size).arrayBuffer());
  const files: ArchivedFile[] = [];
  let total = 0;
  for (let i = 0, at = 0; i < count; i++) {
    if (at + ENTRY_BYTES > directory.byteLength || directory.getUint32(at, true) !== 0x02_01_4b_50) throw damaged();
    const [flags, method] = [directory.getUint16(at + 8, true), directory.getUint16(at + 10, true)];
    const [crc, packed, unpacked] = [16, 20, 24].map((place) => directory.getUint32(at + place, true));
    const [nameBytes = 0, extra = 0, comment = 0] = [28, 30, 32].map((place) => directory.getUint16(at + place, true));
    const local = directory.getUint32(at + 42, true);
    if (at + ENTRY_BYTES + nameBytes > directory.byteLength) throw damaged();
    const name = nameOf(new Uint8Array(directory.buffer, at + ENTRY_BYTES, nameBytes));
    at += ENTRY_BYTES + nameBytes + extra + comment;
    if (name === '' || name.endsWith('/')) continue;
    const entry = { name, method, crc: crc ?? 0, packed: packed ?? 0, unpacked: unpacked ?? 0, local };
    if ((flags & ENCRYPTED) !== 0) throw new Error(`${name} is locked with a password. Unpack it first.`);
    if (method !== 0 && method !== 8)
      throw new Error(`${name} is packed in a way that browsers do not know. Unpack it first.`);
    total += entry.unpacked;
    if (total > limits.maxBytes) throw tooMuch(`more than ${Math.round(limits.maxBytes / 2 ** 20)} MiB`);
    if (total > limits.freeBytes && total > archive.size * limits.maxRatio)
      throw tooMuch(`more than ${limits.maxRatio} times its size`);
    if (files.length === limits.maxFiles)
      throw new Error(`There are more than ${limits.maxFiles} files in it. Unpack it first, and choose some.`);
    files.push({ name, sizeBytes: entry.unpacked, read: () => contentOf(archive, entry) });
  }
  return files;
}

interface Entry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  /** Where its own header is. */
  local: number;
}

/** What the end of an archive says of its directory. */
async function endOf(archive: Blob): Promise<{ count: number; size: number; offset: number }> {
  const from = Math.max(0, archive.size - END_BYTES - MOST_COMMENT_BYTES);
  const end = new DataView(await archive.slice(from).arrayBuffer());
  for (let at = end.byteLength - END_BYTES; at >= 0; at--) {
    if (end.getUint32(at, true) !== 0x06_05_4b_50) continue;
    const [count, size, offset] = [
      end.getUint16(at + 10, true),
      end.getUint32(at + 12, true),
      end.getUint32(at + 16, true),
    ];
    if (offset === 0xff_ff_ff_ff || count === 0xff_ff) throw new Error('It is larger than 4 GB. Unpack it first.');
    if (offset + size > from + at) throw damaged();
    return { count, size, offset };
  }
  throw new Error('It is no zip archive, or the end of it is missing.');
}

async function contentOf(archive: Blob, { name, method, crc, packed, unpacked, local }: Entry): Promise<Blob> {
  const head = new DataView(await archive.slice(local, local + LOCAL_BYTES).arrayBuffer());
  if (head.byteLength < LOCAL_BYTES || head.getUint32(0, true) !== 0x04_03_4b_50) throw damaged(name);
  const from = local + LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
  const content = archive.slice(from, from + packed);
  const data = method === 0 ? content : await inflated(content, unpacked, name);
  if (data.size !== unpacked || (await crc32(data)) !== crc) throw damaged(name);
  return data;
}

async function inflated(content: Blob, size: number, name: string): Promise<Blob> {
  const reader = content.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts: BlobPart[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return new Blob(parts);
      bytes += value.byteLength;
      if (bytes > size) throw damaged(name);
      // A browser may keep on disk what is in a Blob.
      parts.push(new Blob([value]));
    }
  } catch {
    throw damaged(name);
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** A path within what it is unpacked to, never beside it. Old archives have names in the alphabet of their machine. */
function nameOf(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  const isFolder = /[/\\]$/.test(text);
  const parts = text.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/') + (isFolder ? '/' : '');
}

function damaged(name?: string): Error {
  return new Error(name === undefined ? 'It is damaged.' : `It is damaged: ${name} is not what it was.`);
}

function tooMuch(what: string): Error {
  return new Error(`It is packed so that ${what} would come out of it. Unpack it first, and choose some files.`);
}
