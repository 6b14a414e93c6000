import { decompress } from 'fzstd';
import { fileError } from './file-error';
import { FlatTable } from './flat-table';
import { unpackedLz4 } from './lz4';

/** A message of an Arrow stream, not packed. */
export interface ArrowMessage {
  kind: 'schema' | 'dictionary' | 'batch';
  /** As they stand in a stream. */
  bytes: Uint8Array<ArrayBuffer>;
  rowCount: number;
  /** Of a dictionary: which it is, and whether it adds to what was there. */
  id: number;
  isDelta: boolean;
  /** Of a schema: whether the engine would not take all its types as they are. */
  isExotic: boolean;
}

/** Field numbers in Message.fbs and Schema.fbs. */
const inFooter = { schema: 1 } as const;
const inMessage = { kind: 1, header: 2, bodyLength: 3 } as const;
const inBatch = { rowCount: 0, buffers: 2, compression: 3 } as const;
const inDictionary = { id: 0, data: 1, isDelta: 2 } as const;
const inSchema = { endianness: 0, fields: 1 } as const;
const inField = { kind: 2, type: 3, children: 5 } as const;

const kinds: Record<number, ArrowMessage['kind']> = { 1: 'schema', 2: 'dictionary', 3: 'batch' };

const VERSION_5 = 4;
const FILE_MAGIC = 'ARROW1';
const CONTINUATION = 0xffffffff;

/** Metadata is small; more than this is no metadata. */
const MAX_HEAD_BYTES = 256 << 20;

/**
 * The messages of an Arrow file or stream, in order, the schema first.
 *
 * @throws QueryError `FILE_ERROR` when it is no such file, RangeError when it makes no sense
 */
export async function* arrowMessages(file: Blob): AsyncGenerator<ArrowMessage, void> {
  const { start, end, footer } = await messageRange(file);
  // In a file, some writers have the schema in its footer only.
  if (footer) yield schemaIn(footer);
  let at = start;
  while (at < end) {
    const prefix = await viewOf(file, at, Math.min(8, end - at));
    if (prefix.byteLength < 4) throw cutOff();
    const isOld = prefix.getUint32(0, true) !== CONTINUATION;
    if (!isOld && prefix.byteLength < 8) throw cutOff();
    const headLength = prefix.getUint32(isOld ? 0 : 4, true);
    if (headLength === 0) return;
    if (headLength > MAX_HEAD_BYTES) throw new RangeError('a message is too long');
    const headAt = at + (isOld ? 4 : 8);
    if (headAt + headLength > end) throw cutOff();
    const head = new Uint8Array(await file.slice(headAt, headAt + headLength).arrayBuffer());
    const message = FlatTable.root(head);
    const bodyLength = message.long(inMessage.bodyLength);
    const bodyAt = headAt + headLength;
    if (bodyAt + bodyLength > end) throw cutOff();
    const kind = kinds[message.byte(inMessage.kind)];
    if (!kind) throw fileError('This Arrow file has tensors, and no table.', 'Write a table of it.');
    const body = new Uint8Array(await file.slice(bodyAt, bodyAt + bodyLength).arrayBuffer());
    if (kind !== 'schema' || !footer) yield messageOf(kind, message, head, body);
    at = bodyAt + bodyLength;
  }
}

interface MessageRange {
  start: number;
  end: number;
  /** Of a file; streams have none. */
  footer: Uint8Array | undefined;
}

async function messageRange(file: Blob): Promise<MessageRange> {
  const magic = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const text = String.fromCharCode(...magic);
  if (text.startsWith('FEA1')) {
    throw fileError('This is Feather of version 1.', 'Write it again as version 2, or as Parquet.');
  }
  if (!text.startsWith(FILE_MAGIC)) {
    if (magic.length === 0) throw fileError('This file is empty.', 'Nothing is in it.');
    return { start: 0, end: file.size, footer: undefined };
  }
  const tail = await viewOf(file, Math.max(0, file.size - 10), 10);
  const isWhole = tail.byteLength === 10 && file.size >= 18 && tail.getUint32(4, true) === 0x4f525241;
  const end = isWhole ? file.size - 10 - tail.getUint32(0, true) : 0;
  if (end < 8) throw cutOff();
  return { start: 8, end, footer: new Uint8Array(await file.slice(end, file.size - 10).arrayBuffer()) };
}

/** A message in front of a footer, whose header is the footer's schema: in flatbuffers, all places are relative. */
function schemaIn(footer: Uint8Array): ArrowMessage {
  const prefix = new DataView(new ArrayBuffer(32));
  prefix.setUint32(0, 16, true);
  // What the table has, and where: version, kind, header.
  [12, 12, 8, 10, 4, 0].forEach((value, i) => prefix.setUint16(4 + i * 2, value, true));
  prefix.setInt32(16, 12, true);
  prefix.setUint32(20, 12 + FlatTable.root(footer).table(inFooter.schema).at, true);
  prefix.setInt16(24, VERSION_5, true);
  prefix.setUint8(26, 1);
  const head = new Uint8Array(32 + footer.length);
  head.set(new Uint8Array(prefix.buffer));
  head.set(footer, 32);
  return messageOf('schema', FlatTable.root(head), head, new Uint8Array());
}

function messageOf(
  kind: ArrowMessage['kind'],
  message: FlatTable,
  head: Uint8Array,
  body: Uint8Array<ArrayBuffer>,
): ArrowMessage {
  const header = message.table(inMessage.header);
  const plain = { kind, rowCount: 0, id: 0, isDelta: false, isExotic: false };
  if (kind === 'schema') {
    if (header.short(inSchema.endianness) !== 0) {
      throw fileError('This Arrow file has its bytes in the other order (big endian).', 'Write it on another machine.');
    }
    const fields = header.tables(inSchema.fields);
    if (fields.length === 0) throw fileError('This Arrow file has no columns.', 'Write it with one at least.');
    return { ...plain, bytes: framed(head, body), isExotic: fields.some((field) => isExotic(field, 0)) };
  }
  const batch = kind === 'batch' ? header : header.table(inDictionary.data);
  const unpacked = batch.has(inBatch.compression) ? unpackBody(batch, body) : body;
  if (unpacked !== body) message.setLong(inMessage.bodyLength, unpacked.length);
  const bytes = framed(head, unpacked);
  if (kind === 'batch') return { ...plain, bytes, rowCount: batch.long(inBatch.rowCount) };
  return { ...plain, bytes, id: header.long(inDictionary.id), isDelta: header.byte(inDictionary.isDelta) !== 0 };
}

/** Numbers of types in Schema.fbs. */
const FLOAT = 3;
const DECIMAL = 7;
const INTERVAL = 11;
const FIRST_NEWER = 21;
const LAST_NEWER = 26;

/** Half floats, decimals of other than 128 bits, days with milliseconds, long lists, runs and views. */
function isExotic(field: FlatTable, depth: number): boolean {
  if (depth > 64) throw new RangeError('types are nested too deeply');
  const kind = field.byte(inField.kind);
  if (kind >= FIRST_NEWER && kind <= LAST_NEWER) return true;
  if (kind === FLOAT && field.table(inField.type).short(0) === 0) return true;
  if (kind === DECIMAL && field.table(inField.type).int(2, 128) !== 128) return true;
  if (kind === INTERVAL && field.table(inField.type).short(0) === 1) return true;
  return field.tables(inField.children).some((child) => isExotic(child, depth + 1));
}

/** Each buffer for itself: its length before it was packed, or -1 when it was not, then its bytes. */
function unpackBody(batch: FlatTable, body: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const isZstd = batch.table(inBatch.compression).byte(0) === 1;
  const parts: Uint8Array[] = [];
  let length = 0;
  batch.mapPairs(inBatch.buffers, (offset, packedLength) => {
    if (offset + packedLength > body.length) throw new RangeError('a part lies outside of its message');
    const part = unpackPart(body.subarray(offset, offset + packedLength), isZstd);
    const start = length;
    parts.push(part);
    // As Arrow wants it: every part begins at a multiple of 8.
    length += (part.length + 7) & ~7;
    if (length > 2 ** 31) throw new RangeError('a message is too long');
    return [start, part.length];
  });
  batch.drop(inBatch.compression);
  const unpacked = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    unpacked.set(part, at);
    at += (part.length + 7) & ~7;
  }
  return unpacked;
}

function unpackPart(part: Uint8Array<ArrayBuffer>, isZstd: boolean): Uint8Array {
  if (part.length === 0) return part;
  const size = new DataView(part.buffer, part.byteOffset).getBigInt64(0, true);
  const packed = part.subarray(8);
  if (size === -1n) return packed;
  // Neither packs more tightly than this, and no part is larger than what a batch may be.
  if (size < 0n || size > 2n ** 31n || Number(size) > packed.length * 100_000)
    throw new RangeError('a part is too long');
  if (!isZstd) return unpackedLz4(packed, Number(size));
  const unpacked = decompress(packed, new Uint8Array(Number(size)));
  if (unpacked.length !== Number(size)) throw new RangeError('a part is not as long as it says');
  return unpacked;
}

function framed(head: Uint8Array, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const padding = -head.length & 7;
  const bytes = new Uint8Array(8 + head.length + padding + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, CONTINUATION, true);
  view.setUint32(4, head.length + padding, true);
  bytes.set(head, 8);
  bytes.set(body, 8 + head.length + padding);
  return bytes;
}

async function viewOf(file: Blob, at: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(at, at + length).arrayBuffer());
}

function cutOff(): Error {
  return fileError('This Arrow file is cut off.', 'Fetch it again, or wait until it is written.');
}
