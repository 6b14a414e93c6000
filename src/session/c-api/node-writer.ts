import type { CApi, ConnectionHandle } from './c-api';
import { GrowingBytes } from './growing-bytes';
import { VARCHAR } from './logical-type';

/** One node of a type's tree: appends vectors, gives its buffers. */
export abstract class NodeWriter {
  protected length = 0;
  readonly #validity = new GrowingBytes();
  #hasNulls = false;

  constructor(
    protected readonly api: CApi,
    protected readonly children: readonly NodeWriter[] = [],
  ) {}

  get byteLength(): number {
    return this.#validity.length + this.ownBytes() + this.children.reduce((sum, child) => sum + child.byteLength, 0);
  }

  append(vector: number, count: number): void {
    const validity = this.api.exports.duckdb_vector_get_validity(vector) >>> 0;
    if (validity !== 0 && !this.#hasNulls) {
      this.#hasNulls = true;
      this.#validity.fillBits(this.length);
    }
    if (this.#hasNulls) {
      if (validity === 0) this.#validity.appendOnes(this.length, count);
      else this.#validity.appendBits(this.api.memory.bytes, validity, this.length, count);
    }
    this.appendValues(vector, count, validity);
    this.length += count;
  }

  emit(layout: number[], place: (bytes: Uint8Array) => void): void {
    layout.push(this.length);
    place(this.#validity.bytes);
    this.emitOwn(place);
    for (const child of this.children) child.emit(layout, place);
  }

  clear(): void {
    this.length = 0;
    this.#hasNulls = false;
    this.#validity.clear();
    this.clearOwn();
    for (const child of this.children) child.clear();
  }

  protected abstract appendValues(vector: number, count: number, validity: number): void;
  protected abstract ownBytes(): number;
  protected abstract emitOwn(place: (bytes: Uint8Array) => void): void;
  protected abstract clearOwn(): void;

  protected isNull(validity: number, row: number): boolean {
    return validity !== 0 && (this.api.memory.u8(validity + (row >> 3)) & (1 << (row & 7))) === 0;
  }
}

/** Values of one width, taken as they are. */
export class FixedWriter extends NodeWriter {
  readonly #values = new GrowingBytes();

  constructor(
    api: CApi,
    private readonly width: number,
  ) {
    super(api);
  }

  protected override appendValues(vector: number, count: number): void {
    const data = this.api.exports.duckdb_vector_get_data(vector) >>> 0;
    this.#values.append(this.api.memory.bytes, data, count * this.width);
  }

  protected override ownBytes(): number {
    return this.#values.length;
  }

  protected override emitOwn(place: (bytes: Uint8Array) => void): void {
    place(this.#values.bytes);
  }

  protected override clearOwn(): void {
    this.#values.clear();
  }
}

const VIEW_BYTES = 16;
const INLINE_BYTES = 12;

/**
 * Strings and blobs. The engine's `string_t` has the layout of Arrow's views but for the pointer of long ones, so the views
 * are taken as they are and long strings moved into a heap; neighbours in the engine's memory are moved in one go.
 */
export class ViewWriter extends NodeWriter {
  readonly #views = new GrowingBytes();
  readonly #heap = new GrowingBytes();

  protected override appendValues(vector: number, count: number, validity: number): void {
    const { memory } = this.api;
    const data = this.api.exports.duckdb_vector_get_data(vector) >>> 0;
    const first = this.#views.append(memory.bytes, data, count * VIEW_BYTES);
    const views = this.#views.view;
    const source = memory.bytes;
    let runStart = 0;
    let runEnd = 0;
    for (let row = 0, at = first; row < count; row++, at += VIEW_BYTES) {
      if (this.isNull(validity, row)) {
        views.setUint32(at, 0, true);
        continue;
      }
      const length = views.getUint32(at, true);
      if (length <= INLINE_BYTES) continue;
      const pointer = views.getUint32(at + 8, true);
      if (pointer !== runEnd) {
        this.#heap.append(source, runStart, runEnd - runStart);
        runStart = pointer;
      }
      views.setUint32(at + 8, 0, true);
      views.setUint32(at + 12, this.#heap.length + (pointer - runStart), true);
      runEnd = pointer + length;
    }
    this.#heap.append(source, runStart, runEnd - runStart);
  }

  protected override ownBytes(): number {
    return this.#views.length + this.#heap.length;
  }

  protected override emitOwn(place: (bytes: Uint8Array) => void): void {
    place(this.#views.bytes);
    place(this.#heap.bytes);
  }

  protected override clearOwn(): void {
    this.#views.clear();
    this.#heap.clear();
  }
}

/** A type that only the engine can read: cast to VARCHAR there. */
export class TextWriter extends ViewWriter {
  constructor(
    api: CApi,
    private readonly connection: ConnectionHandle,
  ) {
    super(api);
  }

  override append(vector: number, count: number): void {
    const { api } = this;
    const type = api.exports.duckdb_create_logical_type(VARCHAR);
    const text = api.exports.duckdb_create_vector(type, Math.max(count, api.exports.duckdb_vector_size()), 0);
    const context = api.clientContext(this.connection);
    api.exports._ZN6duckdb16VectorOperations4CastERNS_13ClientContextERNS_6VectorES4_yb(
      context,
      vector,
      text,
      count,
      0,
      0,
    );
    super.append(text, count);
    api.destroyVector(text);
    api.destroyLogicalType(type);
  }
}

const ENTRY_BYTES = 16;

/** LIST and MAP: an offset and a size per value, over one child. */
export class ListWriter extends NodeWriter {
  readonly #offsets = new GrowingBytes();
  readonly #sizes = new GrowingBytes();
  #childLength = 0;

  constructor(
    api: CApi,
    private readonly child: NodeWriter,
  ) {
    super(api, [child]);
  }

  protected override appendValues(vector: number, count: number, validity: number): void {
    const { exports, memory } = this.api;
    const entries = exports.duckdb_vector_get_data(vector) >>> 0;
    const offsets = this.#offsets.extend(count * 4);
    const sizes = this.#sizes.extend(count * 4);
    for (let row = 0; row < count; row++) {
      const isNull = this.isNull(validity, row);
      const entry = entries + row * ENTRY_BYTES;
      this.#offsets.view.setUint32(offsets + row * 4, isNull ? 0 : this.#childLength + memory.u32(entry), true);
      this.#sizes.view.setUint32(sizes + row * 4, isNull ? 0 : memory.u32(entry + 8), true);
    }
    const childCount = exports.duckdb_list_vector_get_size(vector);
    this.child.append(exports.duckdb_list_vector_get_child(vector), childCount);
    this.#childLength += childCount;
  }

  protected override ownBytes(): number {
    return this.#offsets.length + this.#sizes.length;
  }

  protected override emitOwn(place: (bytes: Uint8Array) => void): void {
    place(this.#offsets.bytes);
    place(this.#sizes.bytes);
  }

  protected override clearOwn(): void {
    this.#offsets.clear();
    this.#sizes.clear();
    this.#childLength = 0;
  }
}

/** A node without buffers of its own: STRUCT, UNION, ARRAY, NULL. */
export class ParentWriter extends NodeWriter {
  constructor(
    api: CApi,
    children: readonly NodeWriter[],
    private readonly childVector: (vector: number, index: number) => number,
    private readonly valuesPerRow = 1,
  ) {
    super(api, children);
  }

  protected override appendValues(vector: number, count: number): void {
    this.children.forEach((child, i) => {
      child.append(this.childVector(vector, i), count * this.valuesPerRow);
    });
  }

  protected override ownBytes(): number {
    return 0;
  }

  protected override emitOwn(): void {
    // Its children hold everything.
  }

  protected override clearOwn(): void {
    // Its children hold everything.
  }
}
