import type { Batch } from '../../protocol/batch';
import type { DataType } from '../../protocol/data-type';
import { queryError } from '../../protocol/error';
import type { CApi, ConnectionHandle } from './c-api';
import { FixedWriter, ListWriter, ParentWriter, TextWriter, ViewWriter, type NodeWriter } from './node-writer';

/** Collects data chunks of one result into batches of the wire's layout (`protocol/batch.ts`). */
export class BatchWriter {
  rowCount = 0;
  readonly #columns: NodeWriter[];

  constructor(
    private readonly api: CApi,
    connection: ConnectionHandle,
    types: readonly DataType[],
  ) {
    this.#columns = types.map((type) => nodeWriter(api, connection, type));
  }

  get byteLength(): number {
    return this.#columns.reduce((sum, column) => sum + column.byteLength, 0);
  }

  /** Appends the first `rows` rows of a chunk. */
  append(chunk: number, rows: number): void {
    this.#columns.forEach((column, i) => {
      column.append(this.api.exports.duckdb_data_chunk_get_vector(chunk, i, 0), rows);
    });
    this.rowCount += rows;
  }

  /** What was collected since the last time. */
  take(): Batch {
    const buffers: Uint8Array[] = [];
    const layout: number[] = [];
    let end = 0;
    const place = (bytes: Uint8Array): void => {
      layout.push(end, bytes.byteLength);
      buffers.push(bytes);
      end += (bytes.byteLength + 7) & ~7;
    };
    for (const column of this.#columns) column.emit(layout, place);
    const body = allocate(end);
    let offset = 0;
    for (const bytes of buffers) {
      body.set(bytes, offset);
      offset += (bytes.byteLength + 7) & ~7;
    }
    for (const column of this.#columns) column.clear();
    const batch = { rowCount: this.rowCount, layout, body: body.buffer };
    this.rowCount = 0;
    return batch;
  }
}

/** @throws QueryError where the browser has no memory left for the rows, which the engine survives. */
function allocate(byteLength: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(byteLength);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw queryError(
      'OUT_OF_MEMORY_ERROR',
      `The browser has no memory for ${String(Math.ceil(byteLength / 1e6))} MB more of rows.`,
      'Ask for fewer rows or columns, or let go of pinned results.',
    );
  }
}

function nodeWriter(api: CApi, connection: ConnectionHandle, type: DataType): NodeWriter {
  const fixed = (width: number) => new FixedWriter(api, width);
  const writer = (inner: DataType) => nodeWriter(api, connection, inner);
  const structChild = (vector: number, index: number) => api.exports.duckdb_struct_vector_get_child(vector, index, 0);
  switch (type.kind) {
    case 'BOOLEAN':
    case 'TINYINT':
    case 'UTINYINT':
      return fixed(1);
    case 'SMALLINT':
    case 'USMALLINT':
      return fixed(2);
    case 'INTEGER':
    case 'UINTEGER':
    case 'FLOAT':
    case 'DATE':
      return fixed(4);
    case 'BIGINT':
    case 'UBIGINT':
    case 'DOUBLE':
    case 'TIME':
    case 'TIME_NS':
    case 'TIMETZ':
    case 'TIMESTAMP':
    case 'TIMESTAMP_S':
    case 'TIMESTAMP_MS':
    case 'TIMESTAMP_NS':
    case 'TIMESTAMPTZ':
      return fixed(8);
    case 'HUGEINT':
    case 'UHUGEINT':
    case 'UUID':
    case 'INTERVAL':
      return fixed(16);
    case 'DECIMAL':
      return fixed(type.width <= 4 ? 2 : type.width <= 9 ? 4 : type.width <= 18 ? 8 : 16);
    case 'ENUM':
      return fixed(type.labels.length < 256 ? 1 : type.labels.length < 65_536 ? 2 : 4);
    case 'VARCHAR':
    case 'BLOB':
    case 'BIT':
    case 'BIGNUM':
      return new ViewWriter(api);
    case 'TEXT':
      return new TextWriter(api, connection);
    case 'NULL':
      return new ParentWriter(api, [], structChild);
    case 'LIST':
      return new ListWriter(api, writer(type.child));
    case 'MAP': {
      const entry = new ParentWriter(api, [writer(type.key), writer(type.value)], structChild);
      return new ListWriter(api, entry);
    }
    case 'ARRAY':
      return new ParentWriter(
        api,
        [writer(type.child)],
        (vector) => api.exports.duckdb_array_vector_get_child(vector),
        type.size,
      );
    case 'STRUCT':
      return new ParentWriter(
        api,
        type.fields.map((field) => writer(field.type)),
        structChild,
      );
    case 'UNION':
      return new ParentWriter(api, [fixed(1), ...type.members.map((member) => writer(member.type))], structChild);
    default:
      return type satisfies never;
  }
}
