import type { ByteSource } from './byte-source';
import { fileError } from './file-error';
import { parquetSchema, physical, type Leaf, type ParquetSchema } from './parquet-schema';
import {
  elementsOf,
  fieldsOf,
  integerBytes,
  integerOf,
  structBytes,
  structListBytes,
  textOf,
  thriftType,
  type ThriftField,
} from './thrift';

/** A Parquet file, in parts. */
export interface ParquetParts {
  /** What its columns are, depth first: those that are read. */
  leaves: Leaf[];
  /** All columns of the table, nested ones as one. */
  columnCount: number;
  /** At least one; that of a file without rows has none. */
  groups: ParquetGroup[];
  /** Of no rows. */
  empty: ParquetGroup;
}

/** A group of rows of a Parquet file, as a Parquet file of its own. */
export interface ParquetGroup {
  rowCount: number;
  /** What its columns take when they are unpacked, roughly. */
  byteLength: number;
  /** What they take in the file. */
  packedLength: number;
  read(signal?: AbortSignal): Promise<Uint8Array>;
}

const MAGIC = 'PAR1';
const ENCRYPTED_MAGIC = 'PARE';

/** Length and magic, after the metadata. */
const TAIL_BYTES = 8;

/** Field numbers in parquet.thrift. */
const inFile = { schema: 2, rowCount: 3, groups: 4, pairs: 5, orders: 7, encryption: 8, signing: 9 } as const;
const inGroup = { columns: 1, byteLength: 2, rowCount: 3, sorting: 4, fileOffset: 5, ordinal: 7 } as const;
const inColumn = { path: 1, fileOffset: 2, metadata: 3, encryption: 8 } as const;
const inMetadata = { type: 1, packedLength: 7, pageOffset: 9, dictionaryOffset: 11 } as const;

/** Where pages, indexes and filters lie that are not taken along, and statistics of a column. */
const leftOut = { column: new Set([1, 4, 5, 6, 7, 9]), metadata: new Set([10, 12, 14, 15, 16]) };

/**
 * Splits a Parquet file into its groups of rows, without reading any: so that none but the one at work has to be in memory, and the
 * library that reads it can work on plain bytes. What a writer noted down of its own types (`ARROW:schema`) is left out: columns are of
 * the types that Parquet itself gives them, as they are to DuckDB.
 *
 * @param chosen the columns of the table that are read, by their places from 0: they are called `c0`, `c1`, … then. Undefined: all, by
 *   their own names
 * @throws QueryError `FILE_ERROR` when it is no such file, RangeError when its metadata makes no sense
 */
export async function parquetParts(
  file: ByteSource,
  chosen?: ReadonlySet<number>,
  signal?: AbortSignal,
): Promise<ParquetParts> {
  const given = fieldsOf(await metadataOf(file, signal));
  if (given.some(({ id }) => id === inFile.encryption)) throw encrypted();
  const schema = parquetSchema(field(given, inFile.schema), chosen);
  const { bytes, leaves, columnCount } = schema;
  if (leaves.length === 0) throw fileError('This Parquet file has no columns.', 'Write it with one at least.');
  const fields = given.map((part) => (part.id === inFile.schema ? { ...part, bytes } : part));
  const groups = elementsOf(field(fields, inFile.groups)).filter((group) => rowCountOf(group) > 0);
  const read = () => Promise.resolve(withFooter([], footerOf(fields, [], 0)));
  const empty = { rowCount: 0, byteLength: 0, packedLength: 0, read };
  const full = groups.map((group) => oneGroup(file, fields, schema, group));
  return { leaves, columnCount, groups: full.length === 0 ? [empty] : full, empty };
}

async function metadataOf(file: ByteSource, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const bytesOf = async (start: number, end: number) => new Uint8Array(await file.slice(start, end, signal));
  const tail = await bytesOf(Math.max(0, file.size - TAIL_BYTES), file.size);
  const head = await bytesOf(0, MAGIC.length);
  const magic = latin(tail.subarray(-MAGIC.length));
  if (magic === ENCRYPTED_MAGIC) throw encrypted();
  if (latin(head) !== MAGIC) {
    throw fileError('This is no Parquet file: it does not begin with PAR1.', 'Give the file the ending of its format.');
  }
  if (magic !== MAGIC || file.size < TAIL_BYTES + MAGIC.length) {
    throw fileError(
      'This Parquet file is cut off: it does not end with PAR1.',
      'Fetch it again, or wait until it is written.',
    );
  }
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  const start = file.size - TAIL_BYTES - length;
  if (start < MAGIC.length) throw new RangeError('the metadata is longer than the file');
  return bytesOf(start, start + length);
}

function oneGroup(
  file: ByteSource,
  fileFields: readonly ThriftField[],
  { isRead }: ParquetSchema,
  group: Uint8Array,
): ParquetGroup {
  const fields = fieldsOf(group);
  const chunks: [start: number, end: number][] = [];
  let at = MAGIC.length;
  const given = elementsOf(field(fields, inGroup.columns));
  if (given.length !== isRead.length) throw new RangeError('a group has other columns than the file');
  const columns = given
    .filter((_, i) => isRead[i])
    .map((column) => {
      const columnFields = fieldsOf(column);
      const metadata = fieldsOf(columnMetadata(columnFields));
      const { start, length } = chunkOf(metadata);
      if (start < MAGIC.length || start + length > file.size) throw new RangeError('a column lies outside of the file');
      const moved = movedChunk(columnFields, metadata, at - start);
      chunks.push([start, start + length]);
      at += length;
      return moved;
    });
  const rowCount = rowCountOf(group);
  const moved = structBytes(
    fields
      .filter(({ id }) => id !== inGroup.fileOffset && id !== inGroup.ordinal && id !== inGroup.sorting)
      .map((part) => (part.id === inGroup.columns ? { ...part, bytes: structListBytes(columns) } : part)),
  );
  return {
    rowCount,
    packedLength: at - MAGIC.length,
    byteLength: Math.max(0, integerOf(field(fields, inGroup.byteLength))),
    read: async (signal) => {
      const data = runsOf(chunks).map(([start, end]) => file.slice(start, end, signal));
      return withFooter(await Promise.all(data), footerOf(fileFields, [moved], rowCount));
    },
  };
}

function columnMetadata(column: readonly ThriftField[]): Uint8Array {
  if (column.some(({ id }) => id === inColumn.encryption)) throw encrypted();
  const path = column.find(({ id }) => id === inColumn.path);
  if (path && textOf(path.bytes) !== '') {
    throw fileError(
      `This Parquet file keeps its data in another one, ${textOf(path.bytes)}.`,
      'Open the files that hold the data.',
    );
  }
  return field(column, inColumn.metadata);
}

function chunkOf(metadata: readonly ThriftField[]): { start: number; length: number } {
  const pages = integerOf(field(metadata, inMetadata.pageOffset));
  const dictionary = metadata.find(({ id }) => id === inMetadata.dictionaryOffset);
  // Some writers say 0 where there is no dictionary.
  const dictionaryAt = dictionary ? integerOf(dictionary.bytes) : 0;
  const length = integerOf(field(metadata, inMetadata.packedLength));
  if (length < 0) throw new RangeError('a column is shorter than nothing');
  return { start: dictionaryAt > 0 && dictionaryAt < pages ? dictionaryAt : pages, length };
}

function movedChunk(column: readonly ThriftField[], metadata: readonly ThriftField[], by: number): Uint8Array {
  const moved = metadata
    .filter(
      ({ id, bytes }) => !leftOut.metadata.has(id) && !(id === inMetadata.dictionaryOffset && integerOf(bytes) <= 0),
    )
    .map((part) => {
      if (part.id === inMetadata.pageOffset || part.id === inMetadata.dictionaryOffset) {
        return { ...part, bytes: integerBytes(integerOf(part.bytes) + by) };
      }
      // As the schema has it now.
      const isInt96 = part.id === inMetadata.type && integerOf(part.bytes) === physical.int96;
      return isInt96 ? { ...part, bytes: integerBytes(physical.fixedBytes) } : part;
    });
  return structBytes(
    column
      .filter(({ id }) => !leftOut.column.has(id))
      .map((part) => {
        if (part.id === inColumn.fileOffset) return { ...part, bytes: integerBytes(0) };
        return part.id === inColumn.metadata ? { ...part, bytes: structBytes(moved) } : part;
      }),
  );
}

function footerOf(fields: readonly ThriftField[], groups: readonly Uint8Array[], rowCount: number): Uint8Array {
  return structBytes(
    fields
      .filter(({ id }) => id !== inFile.pairs && id !== inFile.orders && id !== inFile.signing)
      .map((part) => {
        if (part.id === inFile.rowCount) return { ...part, type: thriftType.i64, bytes: integerBytes(rowCount) };
        return part.id === inFile.groups ? { ...part, bytes: structListBytes(groups) } : part;
      }),
  );
}

/** Neighbours as one. */
function runsOf(chunks: readonly [start: number, end: number][]): [start: number, end: number][] {
  const runs: [start: number, end: number][] = [];
  for (const [start, end] of chunks) {
    const last = runs.at(-1);
    if (last?.[1] === start) last[1] = end;
    else runs.push([start, end]);
  }
  return runs;
}

function withFooter(data: readonly ArrayBuffer[], footer: Uint8Array): Uint8Array {
  const dataLength = data.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const file = new Uint8Array(MAGIC.length + dataLength + footer.length + TAIL_BYTES);
  const magic = new TextEncoder().encode(MAGIC);
  let at = 0;
  const put = (bytes: Uint8Array) => {
    file.set(bytes, at);
    at += bytes.length;
  };
  put(magic);
  for (const each of data) put(new Uint8Array(each));
  put(footer);
  new DataView(file.buffer).setUint32(at, footer.length, true);
  at += TAIL_BYTES - magic.length;
  put(magic);
  return file;
}

function rowCountOf(group: Uint8Array): number {
  return integerOf(field(fieldsOf(group), inGroup.rowCount));
}

function field(fields: readonly ThriftField[], id: number): Uint8Array {
  const found = fields.find((candidate) => candidate.id === id);
  if (!found) throw new RangeError(`the metadata lacks field ${id}`);
  return found.bytes;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function encrypted(): Error {
  return fileError('This Parquet file is encrypted.', 'Write it again without encryption.');
}
