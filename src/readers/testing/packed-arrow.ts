import { BodyCompressionMethod } from 'apache-arrow/fb/body-compression-method';
import type { CompressionType } from 'apache-arrow/fb/compression-type';
import { BodyCompression } from 'apache-arrow/fb/body-compression';
import { Buffer as BufferPlace } from 'apache-arrow/fb/buffer';
import { DictionaryBatch } from 'apache-arrow/fb/dictionary-batch';
import { FieldNode } from 'apache-arrow/fb/field-node';
import { Message } from 'apache-arrow/fb/message';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { RecordBatch } from 'apache-arrow/fb/record-batch';
import { Builder, ByteBuffer } from 'flatbuffers';

/** An Arrow stream with the bodies of its batches packed: as no package here writes it. */
export function withPackedBodies(
  stream: Uint8Array,
  codec: CompressionType,
  pack: (part: Uint8Array) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  const out: number[] = [];
  const view = new DataView(stream.buffer, stream.byteOffset, stream.length);
  for (let at = 0; at < stream.length;) {
    const headLength = view.getInt32(at + 4, true);
    const head = stream.slice(at + 8, at + 8 + headLength);
    if (headLength === 0) {
      out.push(...stream.subarray(at, at + 8));
      break;
    }
    const message = Message.getRootAsMessage(new ByteBuffer(head));
    const bodyAt = at + 8 + headLength;
    const body = stream.subarray(bodyAt, bodyAt + Number(message.bodyLength()));
    at = bodyAt + body.length;
    if (message.headerType() === MessageHeader.Schema) out.push(...stream.subarray(bodyAt - 8 - headLength, bodyAt));
    else for (const byte of packedMessage(message, body, codec, pack)) out.push(byte);
  }
  return Uint8Array.from(out);
}

function packedMessage(
  message: Message,
  body: Uint8Array,
  codec: CompressionType,
  pack: (part: Uint8Array) => Uint8Array,
): number[] {
  const dictionary: DictionaryBatch | null =
    message.headerType() === MessageHeader.DictionaryBatch
      ? (message.header(new DictionaryBatch()) as DictionaryBatch)
      : null;
  const batch = dictionary ? dictionary.data() : (message.header(new RecordBatch()) as RecordBatch);
  if (!batch) throw new Error('no batch');
  const { places, bytes } = packedBody(batch, body, pack);
  const builder = new Builder(1_024);
  RecordBatch.startNodesVector(builder, batch.nodesLength());
  for (let i = batch.nodesLength() - 1; i >= 0; i--) {
    const node = batch.nodes(i);
    FieldNode.createFieldNode(builder, node?.length() ?? 0n, node?.nullCount() ?? 0n);
  }
  const nodes = builder.endVector();
  RecordBatch.startBuffersVector(builder, places.length);
  for (const [offset, length] of places.toReversed()) {
    BufferPlace.createBuffer(builder, BigInt(offset), BigInt(length));
  }
  const buffers = builder.endVector();
  const compression = BodyCompression.createBodyCompression(builder, codec, BodyCompressionMethod.BUFFER);
  RecordBatch.startRecordBatch(builder);
  RecordBatch.addLength(builder, batch.length());
  RecordBatch.addNodes(builder, nodes);
  RecordBatch.addBuffers(builder, buffers);
  RecordBatch.addCompression(builder, compression);
  let header = RecordBatch.endRecordBatch(builder);
  if (dictionary) {
    DictionaryBatch.startDictionaryBatch(builder);
    DictionaryBatch.addId(builder, dictionary.id());
    DictionaryBatch.addData(builder, header);
    DictionaryBatch.addIsDelta(builder, dictionary.isDelta());
    header = DictionaryBatch.endDictionaryBatch(builder);
  }
  Message.startMessage(builder);
  Message.addVersion(builder, message.version());
  Message.addHeaderType(builder, message.headerType());
  Message.addHeader(builder, header);
  Message.addBodyLength(builder, BigInt(bytes.length));
  Message.finishMessageBuffer(builder, Message.endMessage(builder));
  const head = [...builder.asUint8Array()];
  while (head.length % 8 !== 0) head.push(0);
  const length = new Uint8Array(Int32Array.of(head.length).buffer);
  return [0xff, 0xff, 0xff, 0xff, ...length].concat(head, bytes);
}

/** Every other part stays as it is, marked so. */
function packedBody(batch: RecordBatch, body: Uint8Array, pack: (part: Uint8Array) => Uint8Array) {
  const places: [offset: number, length: number][] = [];
  const bytes: number[] = [];
  for (let i = 0; i < batch.buffersLength(); i++) {
    const place = batch.buffers(i);
    const start = Number(place?.offset() ?? 0);
    const part = body.subarray(start, start + Number(place?.length() ?? 0));
    const isPacked = i % 2 === 0;
    const prefix = new Uint8Array(BigInt64Array.of(isPacked ? BigInt(part.length) : -1n).buffer);
    const written = part.length === 0 ? [] : [...prefix, ...(isPacked ? pack(part) : part)];
    places.push([bytes.length, written.length]);
    for (const byte of written) bytes.push(byte);
    while (bytes.length % 8 !== 0) bytes.push(0);
  }
  return { places, bytes };
}
